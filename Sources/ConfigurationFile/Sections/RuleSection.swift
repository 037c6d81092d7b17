public import EventScoring
import Footage

/// What may be stated of a rule: the same of all of them, and the parameters of its type.
enum RuleSection {
    static func section(of type: RuleType) -> Section<RuleDraft> {
        Section(
            name: "rule_\(type.name)", summary: type.summary,
            keys: [typeKey, binding(of: type)] + common(type)
                + type.parameters.map(parameter))
    }

    /// The keys that every rule has.
    private static var typeKey: Key<RuleDraft> {
        Key(
            "type", .choice(RuleCatalogue.types.map(\.name)), "What the rule looks for.",
            example: "intrusion", synonyms: ["kind"], isRequired: true
        ) { _, _ in
            // Was read before: it decides which keys there are.
        }
    }

    private static func binding(of type: RuleType) -> Key<RuleDraft> {
        switch type.binding {
        case .zones:
            Key(
                "zones", .either([.reference("zone"), .list(.reference("zone"))]),
                standard: "the whole picture",
                "Names of the zones it is bound to; each is judged by itself.",
                example: "[jetty, gangway]", synonyms: ["zone"]
            ) { value, rule in
                guard let names = value.references() else { return }
                rule.zones = names
                if names.isEmpty, value.node.list?.isEmpty == true {
                    value.refuse(
                        .wrongValue, "'zones' names none",
                        "leave it out where the whole picture is meant")
                }
            }
        case .lines:
            Key(
                "lines", .either([.reference("line"), .list(.reference("line"))]),
                "Names of the lines it is bound to.", example: "gate", synonyms: ["line"],
                isRequired: true
            ) { value, rule in
                guard let names = value.references() else { return }
                rule.lines = names
                if names.isEmpty, value.node.list?.isEmpty == true {
                    value.refuse(.wrongValue, "'lines' names none", "name at least one line")
                }
            }
        }
    }

    private static func common(_ type: RuleType) -> [Key<RuleDraft>] {
        [
            Key(
                "schedule", .reference("schedule"), standard: type.needsSchedule ? nil : "always",
                "Name of the schedule during which it counts.", example: "closed",
                synonyms: ["schedules", "when", "hours", "jadwal"], isRequired: type.needsSchedule
            ) { value, rule in
                if let name = value.text() {
                    rule.schedule = Placed(value: name, position: value.node.position)
                }
            },
            Key(
                "severity", .choice(Severity.allCases.reversed().map(\.rawValue)),
                standard: type.severity.rawValue, "How urgently a person should look.",
                example: "alert", synonyms: ["priority", "level"]
            ) { value, rule in
                let words = Severity.allCases.reversed().map(\.rawValue)
                rule.definition.severity = value.choice(words).flatMap(Severity.init)
            },
            Key(
                "size", .section("size"), standard: "any size",
                "How large a thing's box may be, as a share of the picture's area.",
                example: "{smallest: 0.1%, largest: 30%}", synonyms: ["area", "object_size"]
            ) { value, rule in
                rule.sizePosition = value.node.position
                size.read(value.node, into: &rule.definition.size, value.context)
            },
            Key(
                "anchor", .choice(BoxAnchor.allCases.map(\.rawValue)),
                standard: BoxAnchor.foot.rawValue,
                "Which point of a thing's box has to lie in the zone, or cross the line.",
                example: "centre"
            ) { value, rule in
                let words = BoxAnchor.allCases.map(\.rawValue)
                if let anchor = value.choice(words).flatMap(BoxAnchor.init) {
                    rule.definition.anchor = anchor
                }
            },
        ]
    }

    static var size: Section<ObjectSize> {
        Section(
            name: "size", summary: "How large a thing's box may be.",
            keys: [
                Key(
                    "smallest", .share(0...1), standard: "0", "Smaller things do not count.",
                    example: "0.1%", synonyms: ["min", "minimum", "min_area"]
                ) { value, size in
                    if let share = value.share(0...1) { size.smallest = share }
                },
                Key(
                    "largest", .share(0...1), standard: "1", "Larger things do not count.",
                    example: "30%", synonyms: ["max", "maximum", "max_area"]
                ) { value, size in
                    if let share = value.share(0...1) { size.largest = share }
                },
            ])
    }

    private static func parameter(_ parameter: RuleParameter) -> Key<RuleDraft> {
        let form: ValueForm =
            switch parameter.form {
            case .duration(let range): .duration(range)
            case .share(let range): .share(range)
            case .count(let range): .count(range)
            case .choice(let words): .choice(words)
            }
        let standard = parameter.standard.configurationText
        return Key(
            parameter.name, form, standard: standard, parameter.summary, example: standard
        ) { value, rule in
            let read: RuleValue? =
                switch parameter.form {
                case .duration(let range): value.duration(range).map(RuleValue.duration)
                case .share(let range): value.share(range).map(RuleValue.share)
                case .count(let range): value.count(range).map(RuleValue.count)
                case .choice(let words): value.choice(words).map(RuleValue.choice)
                }
            if let read { rule.definition.parameters[parameter.name] = read }
        }
    }
}

extension RuleValue {
    /// As a configuration writes it.
    public var configurationText: String {
        switch self {
        case .duration(let time): DurationText.short(time)
        case .share(let share): ValueForm.plain(share)
        case .count(let count): String(count)
        case .choice(let word): word
        }
    }
}
