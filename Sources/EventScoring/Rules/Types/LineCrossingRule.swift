import Footage

/// Something goes across a line.
struct LineCrossingRule: IncidentRule {
    static let type = RuleType(
        name: "line_crossing", kind: .lineCrossing, severity: .detection, binding: .lines,
        parameters: [
            .choice(
                "direction", ["both"] + CrossingDirection.allCases.map(\.rawValue),
                standard: "both",
                "Which way counts, seen by somebody who walks along the line.")
        ],
        summary: "Something goes across a line.")

    let rule: BoundRule
    init(_ rule: BoundRule) { self.rule = rule }

    static func sentence(_ words: IncidentWords) -> String {
        words.choose(
            "crossed \(words.line) \(words.way) at \(words.time)",
            "melintasi \(words.line) \(words.way) pukul \(words.time)")
    }

    func incidents(in scene: ObservedScene) -> [IncidentDraft] {
        let wanted = CrossingDirection(rawValue: rule.choice("direction"))
        return rule.crossings(in: scene) { wanted == nil || $0 == wanted }
    }
}
