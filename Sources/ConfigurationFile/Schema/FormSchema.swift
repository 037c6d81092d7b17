/// What of a JSON Schema says what may stand after a key.
enum FormSchema {
    static func reference(_ definition: String) -> JSONText {
        .object([("$ref", .text("#/$defs/\(definition)"))])
    }

    static func members(of form: ValueForm) -> [(String, JSONText)] {
        switch form {
        // What looks like a number may be a name: feeds are called 12.
        case .text, .secret, .reference: [("type", .list([.text("string"), .text("number")]))]
        case .number(let range): number(range)
        case .share(let range):
            anyOf([
                .object(number(range)),
                .object(pattern(#"^[0-9]+(\.[0-9]+)? ?%$"#)),
            ])
        case .count(let range):
            [
                ("type", .text("integer")), ("minimum", .number(Double(range.lowerBound))),
                ("maximum", .number(Double(range.upperBound))),
            ]
        case .duration(let range):
            anyOf([
                .object(number(range.lowerBound.seconds...range.upperBound.seconds)),
                .object(pattern(#"^ *[0-9.]+ ?([a-z]+ ?[0-9.]* ?)*$|^[0-9]+(:[0-9.]+){1,2}$"#)),
            ])
        case .flag: words(on + off)
        case .off: words(off)
        case .choice(let names): words(names.map { .text($0) })
        case .timeZone, .path: [("type", .text("string"))]
        case .polygon: [("$ref", .text("#/$defs/corners"))]
        case .line: [("$ref", .text("#/$defs/points"))]
        case .date: pattern("^([0-9]{4}[-/])?[0-9]{1,2}[-/][0-9]{1,2}$")
        case .days:
            anyOf([
                .object(words(["every day", "weekdays", "weekend", "holidays"].map { .text($0) })),
                .object([("type", .text("string"))]),
            ])
        case .hours: pattern("[0-9]|[Aa]ll|[Ss]epanjang|[Aa]lways")
        case .section(let name): [("$ref", .text("#/$defs/\(name)"))]
        case .list(let element):
            [
                ("type", .list([.text("array"), .text("null")])),
                ("items", .object(members(of: element))),
            ]
        case .named(_, let value):
            [
                ("type", .list([.text("object"), .text("null")])),
                (
                    "propertyNames",
                    .object([("minLength", .number(1)), ("maxLength", .number(100))])
                ),
                ("additionalProperties", .object(members(of: value))),
            ]
        case .either(let forms): anyOf(forms.map { .object(members(of: $0)) })
        }
    }

    // YAML 1.1 reads `on` as true, YAML 1.2 as a text.
    private static var on: [JSONText] { [.flag(true), .text("on"), .text("yes")] }
    private static var off: [JSONText] { [.flag(false), .text("off"), .text("no")] }

    private static func anyOf(_ schemas: [JSONText]) -> [(String, JSONText)] {
        [("anyOf", .list(schemas))]
    }

    private static func words(_ words: [JSONText]) -> [(String, JSONText)] {
        [("enum", .list(words))]
    }

    private static func pattern(_ pattern: String) -> [(String, JSONText)] {
        [("type", .text("string")), ("pattern", .text(pattern))]
    }

    private static func number(_ range: ClosedRange<Double>) -> [(String, JSONText)] {
        [
            ("type", .text("number")), ("minimum", .number(range.lowerBound)),
            ("maximum", .number(range.upperBound)),
        ]
    }
}
