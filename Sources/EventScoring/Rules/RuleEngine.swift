public import Footage
public import Foundation

/// Finds the incidents of one feed: a pure function of what was observed, its rules and its time
/// zone.
public struct RuleEngine: Sendable {
    private let rules: [any IncidentRule]

    /// A rule that names what there is not is left out; `RuleSet.problems` says so beforehand.
    public init(_ set: RuleSet, timeZone: TimeZone) {
        rules = set.rules.compactMap { definition in
            guard let kind = RuleCatalogue.rules.first(where: { $0.type.name == definition.type }),
                let bound = BoundRule(definition, of: set, type: kind.type, timeZone: timeZone)
            else { return nil }
            return kind.init(bound)
        }
    }

    /// How far apart in time, in microseconds, two observations may be and still be part of one
    /// incident, where neither is of a lasting change.
    public var reachMicroseconds: Int64 {
        max(TrackJoining.longestRest, rules.map(\.reachMicroseconds).max() ?? 0)
    }

    /// The same after a lasting change: what it says is told from what follows.
    public static let changeReachMicroseconds = ObservedScene.longestStand

    /// Ranges of the timeline that must be looked at as a whole, of those that touch a range: the
    /// hours in which something was to happen.
    public func wholes(touching range: Range<Int64>) -> [Range<Int64>] {
        rules.flatMap { $0.wholes(touching: range) }
    }

    /// By start; the same for the same observations, however they were come by.
    public func incidents(in observations: FeedObservations) -> [IncidentDraft] {
        guard !rules.isEmpty else { return [] }
        let scene = ObservedScene(observations)
        return rules.flatMap { $0.incidents(in: scene) }.sorted { one, other in
            if one.startMicroseconds != other.startMicroseconds {
                return one.startMicroseconds < other.startMicroseconds
            }
            if one.facts.rule != other.facts.rule { return one.facts.rule < other.facts.rule }
            return (one.facts.zone ?? one.facts.line ?? "", one.endMicroseconds)
                < (other.facts.zone ?? other.facts.line ?? "", other.endMicroseconds)
        }
    }
}
