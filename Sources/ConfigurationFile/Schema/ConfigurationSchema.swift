import EventScoring

/// The JSON Schema of `pantau.yaml`, for editors: made from the same keys that the reader goes by.
///
/// It knows the shape of the file. What only the whole tells – names, polygons that cross
/// themselves, schedules that never hold – `pantau config check` tells.
public enum ConfigurationSchema {
    /// JSON Schema, draft 2020-12; ends with a line end.
    public static var json: String {
        var sections = ConfigurationKeys.sections
        let root = sections.removeFirst()
        let definitions =
            sections.map { ($0.name, section($0)) } + [("rule", rule)]
            + [("rule_without_type", ruleWithoutType)] + shapes
        let schema: [(String, JSONText)] = [
            ("$schema", .text("https://json-schema.org/draft/2020-12/schema")),
            ("title", .text("pantau.yaml")),
        ]
        guard case .object(let members) = section(root) else { return "" }
        return JSONText.object(schema + members + [("$defs", .object(definitions))]).written()
            + "\n"
    }

    private static func section(_ section: SectionDescription) -> JSONText {
        var members: [(String, JSONText)] = [
            ("description", .text(section.summary)),
            ("type", types("object", "null")),
            ("properties", .object(section.keys.map { ($0.name, property($0)) })),
            ("patternProperties", .object([("^x-", .flag(true))])),
            ("additionalProperties", .flag(false)),
        ]
        let required = section.keys.filter(\.isRequired).map { JSONText.text($0.name) }
        if !required.isEmpty { members.append(("required", .list(required))) }
        return .object(members)
    }

    private static func property(_ key: KeyDescription) -> JSONText {
        let standard = key.standard.map { " Default: \($0)." } ?? ""
        return .object(
            [("description", .text(key.summary + standard))] + FormSchema.members(of: key.form))
    }

    /// Which keys there are depends on the type.
    private static var rule: JSONText {
        func when(_ condition: JSONText, _ definition: String) -> JSONText {
            .object([("if", condition), ("then", FormSchema.reference(definition))])
        }
        let hasNoType = JSONText.object([
            ("not", .object([("required", .list([.text("type")]))]))
        ])
        return .object([
            ("description", .text("What counts as an incident.")),
            ("type", .text("object")),
            (
                "properties",
                .object([
                    (
                        "type",
                        .object([
                            ("enum", .list(RuleCatalogue.types.map { .text($0.name) }))
                        ])
                    )
                ])
            ),
            (
                "allOf",
                .list(
                    RuleCatalogue.types.map { type in
                        let isType = JSONText.object([
                            (
                                "properties",
                                .object([("type", .object([("const", .text(type.name))]))])
                            ), ("required", .list([.text("type")])),
                        ])
                        return when(isType, "rule_\(type.name)")
                    } + [when(hasNoType, "rule_without_type")])
            ),
        ])
    }

    /// A feed's rule may go on from the defaults' rule of the same name, whatever its type.
    private static var ruleWithoutType: JSONText {
        var names: [String] = []
        var forms: [String: [ValueForm]] = [:]
        for type in RuleCatalogue.types {
            for key in RuleSection.section(of: type).keys where key.name != "type" {
                if forms[key.name] == nil { names.append(key.name) }
                if forms[key.name]?.contains(key.form) != true {
                    forms[key.name, default: []].append(key.form)
                }
            }
        }
        return section(
            SectionDescription(
                name: "rule_without_type",
                summary: "What differs from the defaults' rule of the same name.",
                keys: names.map { name in
                    let all = forms[name] ?? []
                    return KeyDescription(
                        name: name, form: all.count == 1 ? all[0] : .either(all), standard: nil,
                        summary: "Instead of what the defaults' rule says.", example: "",
                        isRequired: false)
                }))
    }

    private static var shapes: [(String, JSONText)] {
        let coordinate = JSONText.object([
            ("type", .text("number")), ("minimum", .number(0)), ("maximum", .number(1)),
        ])
        func points(_ least: Int) -> JSONText {
            .object([
                ("type", .text("array")), ("minItems", .number(Double(least))),
                ("maxItems", .number(Double(KeyValue.mostCorners))),
                ("items", FormSchema.reference("point")),
            ])
        }
        return [
            (
                "point",
                .object([
                    ("description", .text("[x, y], from the top left of the picture.")),
                    ("type", .text("array")), ("minItems", .number(2)), ("maxItems", .number(2)),
                    ("items", coordinate),
                ])
            ), ("corners", points(3)), ("points", points(2)),
        ]
    }

    private static func types(_ names: String...) -> JSONText {
        .list(names.map { .text($0) })
    }
}
