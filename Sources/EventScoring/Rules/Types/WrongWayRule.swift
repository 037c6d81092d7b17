/// Something goes across a line against the direction that is allowed.
struct WrongWayRule: IncidentRule {
    static let type = RuleType(
        name: "wrong_way", kind: .wrongWay, severity: .alert, binding: .lines,
        parameters: [
            .choice(
                "allowed", CrossingDirection.allCases.map(\.rawValue),
                standard: CrossingDirection.leftToRight.rawValue,
                "Which way is right, seen by somebody who walks along the line.")
        ],
        summary: "Something goes across a line against the direction that is allowed.")
}
