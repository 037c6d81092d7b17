import Footage

/// Something is in a zone while nothing may be there.
///
/// An event is the time in which the zone is not empty: somebody who joins does not raise another.
struct IntrusionRule: IncidentRule {
    static let type = RuleType(
        name: "intrusion", kind: .intrusion, severity: .alert, binding: .zones,
        parameters: [
            .duration(
                "longer_than", 0...600, standard: 0.5,
                "How long a thing has to be inside before it counts."),
            .duration(
                "gap", 0...600, standard: 10,
                "How long nothing has to be inside before the next one is an event of its own."),
        ],
        summary: "Something is in a zone while nothing may be there.")

    let rule: BoundRule
    init(_ rule: BoundRule) { self.rule = rule }

    var reachMicroseconds: Int64 { max(rule.microseconds("gap"), Self.flicker) }

    /// A thing that is outside for less has not been outside.
    private static let flicker: Int64 = 1_000_000

    static func sentence(_ words: IncidentWords) -> String {
        words.choose(
            "entered \(words.zone) at \(words.time)",
            "masuk \(words.zone) pukul \(words.time)")
    }

    func incidents(in scene: ObservedScene) -> [IncidentDraft] {
        rule.zones.flatMap { zone in incidents(in: scene, zone: zone) }
    }

    private func incidents(in scene: ObservedScene, zone: Zone?) -> [IncidentDraft] {
        let least = max(rule.microseconds("longer_than"), 1)
        var visits: [(range: Range<Int64>, thing: SceneThing)] = []
        for thing in scene.things {
            let inside = thing.times(gap: Self.flicker) { rule.counts($0, in: zone) }
            for range in rule.during(inside, of: scene) where range.count >= least {
                visits.append((range, thing))
            }
        }
        visits.sort {
            ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
        }
        var occupied: [Range<Int64>] = []
        for visit in visits { occupied.merge(visit.range, gap: rule.microseconds("gap")) }
        // Hours that end in between end the event.
        occupied = rule.during(occupied, of: scene)
        return occupied.compactMap { range in
            guard let first = visits.first(where: { $0.range.overlaps(range) }) else { return nil }
            var facts = rule.facts(zone: zone, at: range.lowerBound)
            facts.certainMicroseconds = first.range.lowerBound + least
            facts.lastedSeconds = range.seconds
            return rule.incident(
                range, peak: first.range.lowerBound + Int64(first.range.count) / 2,
                path: first.thing.path(in: range), facts: facts)
        }
    }
}
