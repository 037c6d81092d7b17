/// A vehicle or a boat stands where none may stand.
struct StoppedRule: IncidentRule {
    static let type = RuleType(
        name: "stopped", kind: .stopped, severity: .detection, binding: .zones,
        parameters: [
            .duration(
                "longer_than", 1...86_400, standard: 30,
                "How long it has to stand before it counts."),
            .share(
                "movement", 0...0.5, standard: 0.02,
                "How far it may drift and still stand, as a share of the picture's width."),
        ],
        summary: "A vehicle or a boat stands where none may stand.")
}
