public import EventScoring
public import EventStore
public import Footage
import Foundation

/// Of which events somebody is told.
public struct AlertFilter: Sendable, Hashable {
    /// Names; empty: of all feeds.
    public var feeds: Set<String>
    /// Empty: of all kinds.
    public var kinds: Set<EventKind>
    public var leastSeverity: Severity
    /// Only of what begins while it holds, by the clock of the feed.
    public var schedule: Schedule?

    public init(
        feeds: Set<String> = [], kinds: Set<EventKind> = [], leastSeverity: Severity = .detection,
        schedule: Schedule? = nil
    ) {
        self.feeds = feeds
        self.kinds = kinds
        self.leastSeverity = leastSeverity
        self.schedule = schedule
    }

    public func wants(_ event: AlertFacts) -> Bool {
        guard event.severity >= leastSeverity, feeds.isEmpty || feeds.contains(event.feed.name),
            kinds.isEmpty || kinds.contains(event.kind)
        else { return false }
        // Of what has no clock nobody can say that it is the wrong hour.
        guard let schedule, let start = event.start else { return true }
        let zone = TimeZone(identifier: event.feed.timeZone) ?? .gmt
        return schedule.contains(start, in: zone)
    }
}
