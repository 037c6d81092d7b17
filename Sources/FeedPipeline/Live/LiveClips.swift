import Dispatch
import EventStore
import Footage
import Foundation
import VideoDecoding

/// The clips of one feed: what came before an event from the ring, then every packet until it is
/// over. Everything runs on a queue of its own: a slow disk holds up no analysis.
///
/// `@unchecked Sendable`: everything that changes is guarded by `queue`.
final class LiveClips: @unchecked Sendable {
    /// A disk that was full, or a folder that was not there, is tried again after this.
    private static let pauseSeconds = 60.0
    /// How often it is noted how far a clip has grown.
    private static let notePause = MediaTime(seconds: 2)
    /// What is told of an event comes this much later than it, at most.
    private static let leadSeconds = 8.0

    private let plan: ClipPlan
    private let feed: FeedRecord
    private let store: EventStore
    private let meter: LiveMeter
    private let note: (String, Bool) -> Void
    private let queue: DispatchQueue
    // Guarded by `queue`.
    private let ring: PacketRing
    /// Feed time of the connection's media time zero, and the wall clock at feed time zero.
    private var connection = MediaTime.zero
    private var wallOffset: Int64 = 0
    private var open: OpenClip?
    private var until = MediaTime.zero
    /// Feed time up to which clips show what was wanted.
    private var covered = MediaTime.zero
    private var pausedUntil: DispatchTime?

    private struct OpenClip {
        let writer: LiveClipWriter
        let row: Int64
        let path: String
        /// Feed time.
        let start: MediaTime
        var lastNoted: MediaTime
    }

    init(
        plan: ClipPlan, feed: FeedRecord, preRoll: MediaTime, store: EventStore, meter: LiveMeter,
        note: @escaping (String, Bool) -> Void
    ) {
        self.plan = plan
        self.feed = feed
        self.store = store
        self.meter = meter
        self.note = note
        queue = DispatchQueue(label: "pantau.clips.\(feed.name)")
        ring = PacketRing(
            seconds: preRoll.seconds + Self.leadSeconds, maximumBytes: plan.mostBytesHeld)
    }

    /// A connection begins.
    ///
    /// - Parameters:
    ///   - start: feed time of its media time zero.
    ///   - wallOffset: wall clock less feed time, microseconds.
    func connect(at start: MediaTime, wallOffset: Int64) {
        queue.async { [self] in
            end()
            ring.removeAll()
            connection = start
            self.wallOffset = wallOffset
        }
    }

    func take(_ packet: LivePacket) {
        queue.async { [self] in
            ring.append(packet)
            guard open != nil else { return }
            append(packet)
        }
    }

    /// Sees to it that a range of feed time is in a clip, as far as it was received.
    func want(from start: MediaTime, until end: MediaTime) {
        queue.async { [self] in
            until = max(until, end)
            if open == nil, until > covered { begin(from: max(start, covered)) }
        }
    }

    /// The connection is lost, or watching ends: what is open is finished.
    func disconnect() {
        queue.async { [self] in
            end()
            ring.removeAll()
        }
    }

    /// Waits until everything that was asked for is done.
    func finish() {
        queue.sync {
            end()
            ring.removeAll()
        }
    }

    private func begin(from start: MediaTime) {
        dispatchPrecondition(condition: .onQueue(queue))
        if let pausedUntil, DispatchTime.now() < pausedUntil { return }
        let packets = ring.packets(from: start - connection)
        guard let first = packets.first else { return }
        let begin = connection + first.time
        let wall = WallTime(microsecondsUTC: wallOffset + begin.microseconds)
        let path = ClipPath.path(in: plan.folder, feed: feed, start: wall)
        do {
            try FileManager.default.createDirectory(
                atPath: (path as NSString).deletingLastPathComponent,
                withIntermediateDirectories: true)
            let writer = try LiveClipWriter(path: path, format: first.format)
            // Noted before there is a file: none is ever left that nobody knows of.
            let row = try store.beginClip(at: path, of: feed.id, start: wall)
            open = OpenClip(
                writer: writer, row: row, path: path, start: begin, lastNoted: begin)
            meter.update { $0.counts.clips += 1 }
        } catch {
            return fail(error)
        }
        for packet in packets where open != nil { append(packet) }
    }

    private func append(_ packet: LivePacket) {
        guard var clip = open else { return }
        let time = connection + packet.time
        do {
            let isOver =
                try clip.writer.append(packet) == .formatChanged
                || packet.isKey && time - clip.start >= plan.longest
            if time - clip.lastNoted >= Self.notePause {
                clip.lastNoted = time
                open = clip
                try noteGrowth(of: clip, state: .growing)
                if meter.current.clipProblem != nil {
                    meter.update { $0.clipProblem = nil }
                    note("clips are written again", false)
                }
            }
            if isOver || time > until { end() }
            // It goes on in another file.
            if isOver, time <= until { begin(from: time) }
        } catch {
            fail(error)
        }
    }

    private func end() {
        guard let clip = open else { return }
        open = nil
        covered = clip.writer.end.map { connection + $0 } ?? until
        do {
            let finished = try clip.writer.finish()
            try noteGrowth(of: clip, state: finished == nil ? .lost : .done)
        } catch {
            fail(error)
            try? store.updateClip(
                clip.row, end: wall(clip.lastNoted), bytes: clip.writer.bytes,
                state: FileManager.default.fileExists(atPath: clip.path) ? .done : .lost)
        }
    }

    private func noteGrowth(of clip: OpenClip, state: ClipRecord.State) throws {
        let end = clip.writer.end.map { connection + $0 } ?? clip.start
        try store.updateClip(
            clip.row, end: wall(end), bytes: clip.writer.bytes, state: state)
    }

    private func wall(_ time: MediaTime) -> WallTime {
        WallTime(microsecondsUTC: wallOffset + time.microseconds)
    }

    /// Clips pause; everything else goes on.
    private func fail(_ error: any Error) {
        if let clip = open {
            open = nil
            clip.writer.abandon(keepingFile: clip.writer.bytes > 0)
            try? store.updateClip(
                clip.row, end: wall(clip.lastNoted), bytes: clip.writer.bytes,
                state: clip.writer.bytes > 0 ? .done : .lost)
        }
        pausedUntil = .now() + Self.pauseSeconds
        let text = "no clips for now: \(error)"
        let isNew = meter.current.clipProblem == nil
        meter.update { $0.clipProblem = "\(error)" }
        if isNew { note(text, true) }
    }
}

/// Where clips lie.
enum ClipPath {
    /// `FOLDER/FEED/2026-12-01/20261201T123456.789Z.mp4`, times UTC.
    static func path(in folder: String, feed: FeedRecord, start: WallTime) -> String {
        let seconds = start.microsecondsUTC.quotientAndRemainder(dividingBy: 1_000_000)
        var broken = tm()
        var moment = time_t(seconds.quotient)
        gmtime_r(&moment, &broken)
        func padded(_ value: Int, _ digits: Int) -> String {
            let text = String(value)
            return String(repeating: "0", count: max(0, digits - text.count)) + text
        }
        let (year, month, day) = (
            padded(Int(broken.tm_year) + 1900, 4), padded(Int(broken.tm_mon) + 1, 2),
            padded(Int(broken.tm_mday), 2)
        )
        let clock = [broken.tm_hour, broken.tm_min, broken.tm_sec].map { padded(Int($0), 2) }
            .joined()
        let milliseconds = padded(Int(seconds.remainder / 1000), 3)
        let stem = [
            folder, name(of: feed), "\(year)-\(month)-\(day)",
            "\(year)\(month)\(day)T\(clock).\(milliseconds)Z",
        ].joined(separator: "/")
        // Two clips may begin with the same key frame.
        var path = stem + ".mp4"
        var number = 2
        while FileManager.default.fileExists(atPath: path) {
            path = "\(stem)-\(number).mp4"
            number += 1
        }
        return path
    }

    /// A feed's name as a folder's: letters, digits and a few signs stay; never empty, never a dot.
    private static func name(of feed: FeedRecord) -> String {
        let kept = feed.name.map { character in
            character.isLetter || character.isNumber || "-_ ".contains(character)
                ? character : "_"
        }
        let name = String(kept).trimmingCharacters(in: .whitespaces)
        return name.isEmpty ? "feed-\(feed.id.rawValue)" : name
    }
}
