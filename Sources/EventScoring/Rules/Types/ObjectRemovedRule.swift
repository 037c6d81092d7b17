/// A thing that lay there is gone.
struct ObjectRemovedRule: IncidentRule {
    static let type = RuleType(
        name: "object_removed", kind: .objectRemoved, severity: .alert, binding: .zones,
        parameters: [
            .duration(
                "longer_than", 1...86_400, standard: 10,
                "How long it has to be gone before it counts.")
        ],
        summary: "A thing that lay there is gone.")
}
