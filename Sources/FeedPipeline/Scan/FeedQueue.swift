import Dispatch
import EventScoring
import EventStore
import Footage
import Foundation

/// The serial queue of one feed: everything that changes what is known of the feed runs here.
///
/// Workers wait for their turn (`sync`): a store that is slow slows the decoding, and nothing piles
/// up in memory.
final class FeedQueue: @unchecked Sendable {
    let name: String
    let queue: DispatchQueue
    let settings: FeedSettings
    let timeZone: TimeZone
    /// How segments of this feed become events.
    let rebuild: EventRebuild
    /// The run of the program as it worked on this feed, with its settings.
    let run: RunID
    // Guarded by `queue`.
    /// Its incident rules, once the feed is in the store; `nil`: it has none.
    private(set) var rules: FeedRules?
    private var hasAskedForRules = false
    /// Watches over its camera, once the feed is in the store.
    private(set) var health: FeedHealth?
    private var nextStatedStart: WallTime?
    /// Whether a recording of unknown length came before the next one.
    private var startIsUncertain = false

    init(
        name: String, settings: FeedSettings, timeZone: TimeZone, run: RunID,
        statedStart: WallTime?
    ) {
        self.timeZone = timeZone
        self.name = name
        self.settings = settings
        self.run = run
        let scoring = settings.recording.scoring
        rebuild = EventRebuild(eventGap: scoring.eventGap) {
            EventBuilder.events(from: $0, parameters: scoring)
        }
        queue = DispatchQueue(label: "pantau.feed.\(name)")
        nextStatedStart = statedStart
    }

    func perform<Result>(_ body: () throws -> Result) rethrows -> Result {
        dispatchPrecondition(condition: .notOnQueue(queue))
        return try queue.sync(execute: body)
    }

    /// States the feed's rules in the store, once.
    func stateRules(of feed: FeedRecord, in store: EventStore) throws {
        dispatchPrecondition(condition: .onQueue(queue))
        guard !hasAskedForRules else { return }
        hasAskedForRules = true
        health = FeedHealth(
            feed: feed.id, store: store, parameters: settings.health,
            scoring: settings.recording.scoring)
        rules = try FeedRules(
            stated: settings.rules, feed: feed, store: store, timeZone: timeZone,
            scoring: settings.recording.scoring)
    }

    /// The stated start of the feed's next recording; the one after it follows on. `duration` is
    /// `nil` where the recording cannot be read.
    func takeStatedStart(duration: MediaTime?) -> (start: WallTime, isUncertain: Bool)? {
        dispatchPrecondition(condition: .onQueue(queue))
        guard let start = nextStatedStart else { return nil }
        defer { if duration == nil { startIsUncertain = true } }
        nextStatedStart = start + (duration ?? .zero)
        return (start, startIsUncertain)
    }
}
