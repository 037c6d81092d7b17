import EventScoring

extension KeyValue {
    /// Rules by name. One without a type goes on from the defaults' rule of the same name.
    func rules(over defaults: [ConfigurationNode.Entry]) -> NamedItems<RuleDraft>? {
        named("rule") { name, value in
            var node = value.node
            if let base = defaults.first(where: { $0.key == name })?.value.mapping,
                let own = node.isEmpty ? [] : node.mapping,
                !own.contains(where: { $0.key == "type" })
            {
                let stated = Set(own.map(\.key))
                node.content = .mapping(own + base.filter { !stated.contains($0.key) })
            }
            return value.with(node).rule(named: name)
        }
    }

    private func rule(named name: String) -> RuleDraft? {
        guard let entries = node.isEmpty ? [] : node.mapping else {
            refuse(
                .wrongType,
                "rule \(Quoted.text(name)) is keys with values, not \(node.description)",
                "begin with 'type: intrusion'")
            return nil
        }
        let names = RuleCatalogue.types.map(\.name)
        guard let entry = entries.first(where: { $0.key == "type" }) else {
            // Its other keys cannot be judged without it.
            let synonym = entries.first { $0.key == "kind" }
            problems.error(
                synonym == nil ? .missingKey : .unknownKey,
                at: synonym?.keyPosition ?? node.position,
                synonym == nil
                    ? "rule \(Quoted.text(name)) has no 'type'" : "unknown key 'kind'",
                meant: synonym == nil
                    ? "it is \(Quoted.list(names))" : "did you mean 'type'?")
            return nil
        }
        guard let text = entry.value.text, let type = RuleCatalogue.type(named: text) else {
            let wrong = entry.value.text ?? ""
            problems.error(
                .wrongValue, at: entry.value.position,
                "there is no type of rule \(entry.value.description)",
                meant: NearestName.hint(names, to: wrong, none: ""))
            return nil
        }
        var draft = RuleDraft(definition: RuleDefinition(name: name, type: text), type: type)
        tellOtherTypes(entries, type)
        let section = RuleSection.section(of: type)
        let elsewhere = Set(keysElsewhere(entries, type).map(\.key))
        var own = node
        own.content = .mapping(entries.filter { !elsewhere.contains($0.key) })
        section.read(own, into: &draft, context)
        draft.definition.zones = draft.zones.map(\.value)
        draft.definition.lines = draft.lines.map(\.value)
        draft.definition.schedule = draft.schedule?.value
        return draft
    }

    /// Keys that rules of other types know.
    private func keysElsewhere(
        _ entries: [ConfigurationNode.Entry], _ type: RuleType
    ) -> [ConfigurationNode.Entry] {
        let known = Set(RuleSection.section(of: type).keys.map(\.name))
        return entries.filter { !known.contains($0.key) && !typesKnowing($0.key).isEmpty }
    }

    private func typesKnowing(_ key: String) -> [String] {
        RuleCatalogue.types.filter { type in
            RuleSection.section(of: type).keys.contains { $0.name == key }
        }.map(\.name)
    }

    private func tellOtherTypes(_ entries: [ConfigurationNode.Entry], _ type: RuleType) {
        for entry in keysElsewhere(entries, type) {
            let known = RuleSection.section(of: type).keys.map(\.name)
            problems.error(
                .unknownKey, at: entry.keyPosition,
                "a rule of type \(type.name) has no key '\(entry.key)'; "
                    + "\(Quoted.list(typesKnowing(entry.key), last: "and")) "
                    + "\(typesKnowing(entry.key).count == 1 ? "has" : "have") it",
                meant: NearestName.among(known, to: entry.key).map { "did you mean '\($0)'?" })
        }
    }
}
