/// A thing lies where none lay before.
struct ObjectLeftRule: IncidentRule {
    static let type = RuleType(
        name: "object_left", kind: .objectLeft, severity: .detection, binding: .zones,
        parameters: [
            .duration(
                "longer_than", 1...86_400, standard: 10,
                "How long it has to lie there before it counts.")
        ],
        summary: "A thing lies where none lay before.")
}
