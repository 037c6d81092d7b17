import Footage

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

    let rule: BoundRule
    init(_ rule: BoundRule) { self.rule = rule }

    static func sentence(_ words: IncidentWords) -> String {
        words.choose(
            "crossed \(words.line) the wrong way, \(words.way), at \(words.time)",
            "melintasi \(words.line) melawan arah, \(words.way), pukul "
                + "\(words.time)")
    }

    func incidents(in scene: ObservedScene) -> [IncidentDraft] {
        let allowed = rule.choice("allowed")
        return rule.crossings(in: scene) { $0.rawValue != allowed }
    }
}
