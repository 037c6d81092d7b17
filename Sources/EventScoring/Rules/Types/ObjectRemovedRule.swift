import Footage

/// A thing that lay there is gone.
struct ObjectRemovedRule: IncidentRule {
    static let type = RuleType(
        name: "object_removed", kind: .objectRemoved, severity: .alert, binding: .zones,
        parameters: [
            .duration(
                "longer_than", 1...1800, standard: 10,
                "How long it has to be gone before it counts."),
            .duration(
                "there_for", 0...1800, standard: 60,
                "How long it has to have been there: what was put down for a moment is not missed."),
        ],
        summary: "A thing that lay there is gone.")

    let rule: BoundRule
    init(_ rule: BoundRule) { self.rule = rule }

    static func sentence(_ words: IncidentWords) -> String {
        words.choose(
            "something was taken from \(words.zone) at \(words.time)",
            "barang hilang dari \(words.zone) pukul \(words.time)")
    }

    func incidents(in scene: ObservedScene) -> [IncidentDraft] {
        let least = rule.microseconds("longer_than")
        return rule.zones.flatMap { zone in
            scene.standing.compactMap { thing -> IncidentDraft? in
                guard let gone = thing.gone, let seen = thing.lastSeen, !thing.hasDeparted,
                    rule.counts(thing.region, in: zone),
                    thing.came.map({ seen - $0 >= rule.microseconds("there_for") }) ?? true
                else { return nil }
                let start = min(seen, gone)
                let until = min(scene.watchedUntil(from: gone), gone + least)
                guard until - gone >= least,
                    !rule.hours(in: start..<start + 1, of: scene).isEmpty
                else { return nil }
                var facts = rule.facts(zone: zone, at: start)
                facts.thresholdSeconds = Double(least) / 1_000_000
                facts.certainMicroseconds = gone + least
                return rule.incident(
                    start..<until, peak: gone, path: thing.path(start, until), facts: facts)
            }
        }
    }
}
