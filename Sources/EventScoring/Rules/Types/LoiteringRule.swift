import Footage

/// One thing stays in a zone for long.
struct LoiteringRule: IncidentRule {
    static let type = RuleType(
        name: "loitering", kind: .loitering, severity: .detection, binding: .zones,
        parameters: [
            .duration(
                "longer_than", 1...3600, standard: 60,
                "How long the same thing has to be inside before it counts."),
            .duration(
                "absent", 0...600, standard: 5,
                "How long it may be out of the zone without starting anew."),
        ],
        summary: "One thing stays in a zone for long.")

    let rule: BoundRule
    init(_ rule: BoundRule) { self.rule = rule }

    var reachMicroseconds: Int64 { rule.microseconds("absent") }

    static func sentence(_ words: IncidentWords) -> String {
        words.choose(
            "stayed in \(words.zone) for \(words.lasted) from \(words.time), "
                + "longer than \(words.threshold)",
            "berlama-lama di \(words.zone) selama \(words.lasted) sejak "
                + "\(words.time), lebih dari \(words.threshold)")
    }

    func incidents(in scene: ObservedScene) -> [IncidentDraft] {
        let least = rule.microseconds("longer_than")
        return rule.zones.flatMap { zone in
            scene.things.flatMap { thing in
                let inside = thing.times(gap: rule.microseconds("absent")) {
                    rule.counts($0, in: zone)
                }
                return rule.during(inside, of: scene).filter { $0.count >= least }.map { range in
                    var facts = rule.facts(zone: zone, at: range.lowerBound)
                    facts.thresholdSeconds = Double(least) / 1_000_000
                    facts.certainMicroseconds = range.lowerBound + least
                    facts.lastedSeconds = range.seconds
                    return rule.incident(
                        range, peak: range.lowerBound + least, path: thing.path(in: range),
                        facts: facts)
                }
            }
        }
    }
}
