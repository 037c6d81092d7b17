import Footage

/// What was to move did not: a patrol that did not come by 23:00.
///
/// Time that nobody looked at is not taken for quiet: where too little of the hours was watched
/// nothing is said.
struct AbsenceRule: IncidentRule {
    static let type = RuleType(
        name: "absence", kind: .absence, severity: .detection, binding: .zones,
        needsSchedule: true,
        parameters: [
            .duration(
                "at_least", 0...600, standard: 1,
                "How long something has to be inside to count as having come."),
            .share(
                "watched", 0...1, standard: 0.95,
                "How much of the schedule's hours must have been watched to say so."),
        ],
        summary: "Nothing came in a zone during the hours of the schedule.")

    let rule: BoundRule
    init(_ rule: BoundRule) { self.rule = rule }

    func wholes(touching range: Range<Int64>) -> [Range<Int64>] {
        rule.schedule?.windows(touching: WallRange(range), zone: rule.timeZone)
            .map(\.microseconds) ?? []
    }

    static func sentence(_ words: IncidentWords) -> String {
        words.choose(
            "nothing came to \(words.zone) between \(words.hours.from) and "
                + "\(words.hours.to)",
            "tidak ada kegiatan di \(words.zone) antara \(words.hours.from) "
                + "dan \(words.hours.to)")
    }

    func incidents(in scene: ObservedScene) -> [IncidentDraft] {
        guard scene.isWallClock, let first = scene.watched.first, let last = scene.watched.last
        else { return [] }
        let windows = wholes(touching: first.lowerBound..<last.upperBound)
        return rule.zones.flatMap { zone in
            let inside = scene.things.flatMap { thing in
                thing.times(gap: SceneThing.longestHold) { rule.counts($0, in: zone) }
            }.filter { $0.count >= max(rule.microseconds("at_least"), 1) }
            return windows.compactMap { window -> IncidentDraft? in
                let watched = scene.watched.common(with: [window])
                guard Double(watched.total) >= rule.share("watched") * Double(window.count),
                    let begin = watched.first, let end = watched.last,
                    !inside.contains(where: { $0.overlaps(window) })
                else { return nil }
                var facts = rule.facts(zone: zone, at: window.lowerBound)
                facts.sinceMicroseconds = window.lowerBound
                facts.untilMicroseconds = window.upperBound
                facts.certainMicroseconds = window.upperBound
                return rule.incident(
                    begin.lowerBound..<end.upperBound, peak: end.upperBound - 1, path: [],
                    facts: facts)
            }
        }
    }
}
