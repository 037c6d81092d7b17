import Footage

/// A vehicle or a boat stands where none may stand.
struct StoppedRule: IncidentRule {
    static let type = RuleType(
        name: "stopped", kind: .stopped, severity: .detection, binding: .zones,
        parameters: [
            .duration(
                "longer_than", 1...1800, standard: 30,
                "How long it has to stand before it counts."),
            .share(
                "movement", 0...0.5, standard: 0.02,
                "How far it may drift and still stand, as a share of the picture's width."),
        ],
        summary: "A vehicle or a boat stands where none may stand.")

    let rule: BoundRule
    init(_ rule: BoundRule) { self.rule = rule }

    static func sentence(_ words: IncidentWords) -> String {
        words.choose(
            "stood in \(words.zone) for \(words.lasted) from \(words.time), "
                + "longer than \(words.threshold)",
            "berhenti di \(words.zone) selama \(words.lasted) sejak "
                + "\(words.time), lebih dari \(words.threshold)")
    }

    func incidents(in scene: ObservedScene) -> [IncidentDraft] {
        let least = rule.microseconds("longer_than")
        return rule.zones.flatMap { zone in
            scene.things.flatMap { thing in
                thing.stands(within: rule.share("movement"), aspect: scene.aspect)
                    .filter { rule.counts($0.region, in: zone) }
                    .flatMap { stand in
                        rule.during([stand.range], of: scene).filter { $0.count >= least }
                            .map { range in
                                var facts = rule.facts(zone: zone, at: range.lowerBound)
                                facts.thresholdSeconds = Double(least) / 1_000_000
                                facts.certainMicroseconds = range.lowerBound + least
                                facts.lastedSeconds = range.seconds
                                return rule.incident(
                                    range, peak: range.lowerBound + least,
                                    path: thing.path(in: range), facts: facts)
                            }
                    }
            }
        }
    }
}
