import Footage

/// A thing lies where none lay before.
struct ObjectLeftRule: IncidentRule {
    static let type = RuleType(
        name: "object_left", kind: .objectLeft, severity: .detection, binding: .zones,
        parameters: [
            .duration(
                "longer_than", 1...1800, standard: 5,
                "How long it has to lie there before it counts.")
        ],
        summary: "A thing lies where none lay before.")

    let rule: BoundRule
    init(_ rule: BoundRule) { self.rule = rule }

    static func sentence(_ words: IncidentWords) -> String {
        words.choose(
            "something was left in \(words.zone) at \(words.time) and lay "
                + "there for \(words.lasted)",
            "barang ditinggal di \(words.zone) pukul \(words.time) dan tetap "
                + "di sana selama \(words.lasted)")
    }

    func incidents(in scene: ObservedScene) -> [IncidentDraft] {
        let least = rule.microseconds("longer_than")
        return rule.zones.flatMap { zone in
            scene.standing.compactMap { thing -> IncidentDraft? in
                guard let came = thing.came, !thing.hasArrived,
                    rule.counts(thing.region, in: zone)
                else { return nil }
                let seen = thing.lastSeen ?? thing.hidden ?? scene.watchedUntil(from: came)
                let until = min(seen, came + ObservedScene.longestStand)
                guard until - came >= least,
                    !rule.hours(in: came..<came + 1, of: scene).isEmpty
                else { return nil }
                var facts = rule.facts(zone: zone, at: came)
                facts.thresholdSeconds = Double(least) / 1_000_000
                facts.certainMicroseconds = came + least
                facts.lastedSeconds = (came..<until).seconds
                facts.isOpen = thing.gone == nil
                return rule.incident(
                    came..<until, peak: came + least, path: thing.path(came, until),
                    facts: facts)
            }
        }
    }
}
