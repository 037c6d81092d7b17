import EventStore
import Footage
import Synchronization
import VideoDecoding

/// Keeps the recordings that were looked at lately open: opening a long one costs more than going
/// to another moment of it. Any thread; a recording is lent to one caller at a time.
final class SeekerPool: Sendable {
    /// An open recording, and the switch that it asks whether to stop.
    private struct Idle {
        var file: RecordingFile
        var seeker: RecordingSeeker
        var stop: StopSwitch
    }

    /// `@unchecked`: whoever took a recording out of the shelf is its only user.
    private struct Shelf: @unchecked Sendable {
        var idle: [Idle] = []
    }

    private let shelf = Mutex(Shelf())
    private static let capacity = 4

    /// Lends the recording to `body`.
    func with<Value>(
        _ recording: RecordingRecord, shouldStop: @escaping @Sendable () -> Bool,
        _ body: (RecordingSeeker) throws(PlaybackError) -> Value
    ) throws(PlaybackError) -> Value {
        let file = try RecordingFile(recording)
        let lent: Idle
        if let idle = take(file) {
            lent = idle
            lent.stop.set(shouldStop)
        } else {
            lent = try Self.open(file, recording, shouldStop)
        }
        // One that failed is not kept.
        let value = try body(lent.seeker)
        lent.stop.set { false }
        give(lent)
        return value
    }

    private func take(_ file: RecordingFile) -> Idle? {
        shelf.withLock { shelf in
            shelf.idle.firstIndex { $0.file == file }.map { shelf.idle.remove(at: $0) }
        }
    }

    private func give(_ lent: Idle) {
        shelf.withLock { shelf in
            shelf.idle.append(lent)
            if shelf.idle.count > Self.capacity { shelf.idle.removeFirst() }
        }
    }

    private static func open(
        _ file: RecordingFile, _ recording: RecordingRecord,
        _ shouldStop: @escaping @Sendable () -> Bool
    ) throws(PlaybackError) -> Idle {
        let stop = StopSwitch()
        stop.set(shouldStop)
        do throws(VideoDecodingError) {
            let seeker = try RecordingSeeker(
                source: file.source,
                timestampsAreContinuous: recording.facts.map { $0.timestampsRebuilt == nil }
                    ?? false,
                shouldStop: { stop.isOn })
            return Idle(file: file, seeker: seeker, stop: stop)
        } catch {
            throw PlaybackError(error, recording: recording.id)
        }
    }
}

/// Whether to stop, as whoever works at the moment wants it.
final class StopSwitch: Sendable {
    private let question = Mutex<@Sendable () -> Bool>({ false })

    func set(_ shouldStop: @escaping @Sendable () -> Bool) {
        question.withLock { $0 = shouldStop }
    }

    var isOn: Bool { question.withLock { $0 }() }
}
