import Dispatch
import EventScoring
import EventStore
import Footage

/// The serial queue of one feed: everything that changes what is known of the feed runs here.
///
/// Workers wait for their turn (`sync`): a store that is slow slows the decoding, and nothing piles
/// up in memory.
final class FeedQueue: @unchecked Sendable {
    let name: String
    let queue: DispatchQueue
    let settings: FeedSettings
    /// How segments of this feed become events.
    let rebuild: EventRebuild
    /// The run of the program as it worked on this feed, with its settings.
    let run: RunID
    // Guarded by `queue`.
    private var nextStatedStart: WallTime?

    init(name: String, settings: FeedSettings, run: RunID, statedStart: WallTime?) {
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

    /// The stated start of the feed's next recording; the one after it follows on.
    func takeStatedStart(duration: MediaTime) -> WallTime? {
        dispatchPrecondition(condition: .onQueue(queue))
        guard let start = nextStatedStart else { return nil }
        nextStatedStart = start + duration
        return start
    }
}
