import EventScoring
import EventStore
import Footage
import Foundation

/// The incident rules of one feed in a scan, and when they are asked. Used on the feed's queue.
final class FeedRules: @unchecked Sendable {
    private let store: EventStore
    private let feed: FeedID
    private let telling: IncidentTelling
    /// How far apart in time observations of one incident may be.
    let reach: MediaTime
    /// Whether any rule asks what comes to stay or goes away.
    let followsChanges: Bool
    // Guarded by the feed's queue.
    private var pace = TellingPace()

    /// States the rules of the feed in the store. `nil` where it has none and never had.
    ///
    /// - Parameter stated: `nil` means those that are stored.
    init?(
        stated: RuleSet?, feed: FeedRecord, store: EventStore, timeZone: TimeZone,
        scoring: ScoringParameters
    ) throws {
        let stored = try store.rules(of: feed.id)
        guard stated?.isEmpty == false || stored != nil else { return nil }
        var rules = try stated ?? Self.decode(stored, feed: feed)
        if stated != nil { try rules.add(drawn: store.zones(of: feed.id)) }
        try store.setRules(Self.encode(rules), of: feed.id)
        let engine = RuleEngine(rules, timeZone: timeZone)
        telling = IncidentTelling(
            reachMicroseconds: engine.reachMicroseconds,
            changeReachMicroseconds: RuleEngine.changeReachMicroseconds,
            wholes: engine.wholes, incidents: engine.incidents, preRoll: scoring.preRoll,
            postRoll: scoring.postRoll)
        reach = MediaTime(microseconds: engine.reachMicroseconds)
        let kinds = rules.rules.compactMap { RuleCatalogue.type(named: $0.type)?.kind }
        followsChanges = !Self.lastingKinds.isDisjoint(with: kinds)
        self.store = store
        self.feed = feed.id
    }

    private static let lastingKinds: Set<EventKind> = [
        .objectLeft, .objectRemoved, .stopped, .loitering, .unusual,
    ]

    /// Tells what was stored since, unless that was done a moment ago.
    func tellSoon() throws {
        guard pace.isDue else { return }
        try tell()
    }

    /// Tells what was stored since.
    func tell() throws {
        try pace.measure { try store.tell(feed, telling) }
    }

    /// Keys sorted: equal rules are equal texts.
    private static func encode(_ rules: RuleSet) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(rules), as: UTF8.self)
    }

    private static func decode(_ stored: String?, feed: FeedRecord) throws -> RuleSet {
        guard let stored else { return RuleSet() }
        do {
            return try JSONDecoder().decode(RuleSet.self, from: Data(stored.utf8))
        } catch {
            throw StoredRulesError(feed: feed.name)
        }
    }
}

/// Rules that an earlier version stored and this one cannot read.
struct StoredRulesError: Error, CustomStringConvertible {
    let feed: String

    var description: String {
        "the stored rules of feed \(feed) cannot be read; state them again with --config"
    }
}

extension RuleSet {
    /// Adds the zones that people drew on the feed's picture and that rules name, where the
    /// configuration has none of that name.
    fileprivate mutating func add(drawn: [ZoneRecord]) {
        let named = Set(rules.flatMap(\.zones))
        for zone in drawn.sorted(by: { $0.name < $1.name })
        where zone.kind == .zone && named.contains(zone.name) {
            if zones.contains(where: { $0.name == zone.name }) { continue }
            zones.append(Zone(name: zone.name, polygon: zone.polygon))
        }
    }
}
