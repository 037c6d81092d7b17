import EventStore
import Footage
import Synchronization

/// Which views of clips were written down lately: a browser asks for one clip in many ranges, and
/// that is one view.
final class ClipViews: Sendable {
    private struct Key: Hashable {
        var person: String
        var recording: RecordingID
        var start: Int64
        var end: Int64
    }

    /// Views of one clip by one person within this time are one.
    static let window = MediaTime(seconds: 600)

    private let clock: @Sendable () -> WallTime
    private let noted = Mutex<[Key: WallTime]>([:])

    init(clock: @escaping @Sendable () -> WallTime) { self.clock = clock }

    /// Whether a view is to be written down; if so, it counts as written.
    func isNew(_ person: String, _ recording: RecordingID, _ range: MediaRange) -> Bool {
        let now = clock()
        let key = Key(
            person: person, recording: recording, start: range.start.microseconds,
            end: range.end.microseconds)
        return noted.withLock { noted in
            noted = noted.filter { now < $0.value + Self.window }
            guard noted[key] == nil else { return false }
            noted[key] = now
            return true
        }
    }

    /// Takes back a view that could not be written down.
    func forget(_ person: String, _ recording: RecordingID, _ range: MediaRange) {
        let key = Key(
            person: person, recording: recording, start: range.start.microseconds,
            end: range.end.microseconds)
        noted.withLock { $0[key] = nil }
    }
}
