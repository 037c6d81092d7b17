/// Keys that stand together.
struct Section<Target> {
    /// As the documentation calls it: "feed".
    let name: String
    let summary: String
    let keys: [Key<Target>]

    /// Reads what is known, and tells of every key that is not.
    func read(_ node: ConfigurationNode, into target: inout Target, _ context: ReadingContext) {
        if node.isEmpty { return }
        guard let entries = node.mapping else {
            context.problems.error(
                .wrongType, at: node.position,
                "here belong keys with values, not \(node.description)",
                meant: "known are \(keys.map(\.name).joined(separator: ", "))")
            return
        }
        for entry in entries where !Self.isExtension(entry.key) {
            guard let key = keys.first(where: { $0.name == entry.key }) else {
                tellUnknown(entry, context)
                continue
            }
            context.problems.inside(key.name) {
                if entry.value.isEmpty {
                    if !key.form.isCollection {
                        context.problems.warning(
                            .odd, at: entry.keyPosition, "'\(key.name)' has no value",
                            meant: "it is as if the line were not there")
                    }
                    return
                }
                key.read(
                    KeyValue(key: key.name, form: key.form, node: entry.value, context: context),
                    &target)
            }
        }
        let stated = Set(entries.map(\.key))
        for key in keys where key.isRequired && !stated.contains(key.name) {
            context.problems.error(
                .missingKey, at: node.position, "'\(key.name)' is missing",
                meant: "it is \(key.form.description)")
        }
    }

    /// `x-…` is the user's own: notes, or anchors for aliases.
    static func isExtension(_ key: String) -> Bool { key.hasPrefix("x-") }

    private func tellUnknown(_ entry: ConfigurationNode.Entry, _ context: ReadingContext) {
        var synonyms: [String: String] = [:]
        for key in keys {
            for word in key.synonyms { synonyms[word] = key.name }
        }
        context.problems.error(
            .unknownKey, at: entry.keyPosition, "unknown key \(Quoted.text(entry.key))",
            meant: NearestName.hint(
                keys.map(\.name), to: entry.key, synonyms: synonyms, none: "remove it"))
    }

    var description: SectionDescription {
        SectionDescription(name: name, summary: summary, keys: keys.map(\.description))
    }
}

/// What a person or an editor is told of a section.
public struct SectionDescription: Hashable, Sendable {
    public var name: String
    public var summary: String
    public var keys: [KeyDescription]
}
