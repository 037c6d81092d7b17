public import EventStore
import Footage
import VideoDecoding

extension Player {
    /// What a preview is like: short and small.
    private static let previewLength = MediaTime(seconds: 6)
    private static let previewWidth = 320
    private static let previewRate = 12.0
    /// Events up to this length are decoded as a whole; of longer ones the key frames are shown.
    private static let longestWhole = MediaTime(seconds: 20)
    private static let previewMoments = 48

    /// An event in at most six seconds, 320 pixels wide, without sound, privacy applied. Of an
    /// event that reaches over several recordings, the one with its peak.
    public func preview(
        of event: EventID, privacy: PrivacyView,
        shouldStop: @escaping @Sendable () -> Bool = { false }
    ) throws(PlaybackError) -> CachedFile {
        let record = try record(of: event)
        let whole = try self.record(of: record.peak.recording)
        let wanted = Self.range(of: record, in: whole)
        let shown = try shown(whole, wanted)
        let recording = shown.record
        let file = try RecordingFile(recording)
        let paint = try paint(privacy, recording, wanted).counted(from: shown.offset)
        let inFile = shown.inFile(wanted)
        // A clip may begin later than it was wanted to.
        let start = max(.zero, inFile.start)
        let range = MediaRange(
            start: start, end: max(inFile.end, start + MediaTime(seconds: 0.1)))
        let name = CacheName.text(
            "preview", recording, file,
            "\(range.start.microseconds)-\(range.end.microseconds)", paint)
        return try cache.file(named: name, shouldStop: shouldStop) {
            (path) throws(PlaybackError) in
            try seekers.with(recording, shouldStop: shouldStop) {
                (seeker) throws(PlaybackError) in
                try reading(recording.id) {
                    try Self.encode(seeker, range, paint, to: path, shouldStop: shouldStop)
                }
            }
        }
    }

    /// The part of an event that lies in the recording of its peak.
    private static func range(of event: EventRecord, in recording: RecordingRecord) -> MediaRange {
        let duration = recording.facts?.duration ?? event.clipEnd
        let start = event.start.recording == recording.id ? event.clipStart : .zero
        let end = event.end.recording == recording.id ? event.clipEnd : duration
        return MediaRange(start: start, end: max(end, start + MediaTime(seconds: 0.1)))
    }

    private static func encode(
        _ seeker: RecordingSeeker, _ range: MediaRange, _ paint: PrivacyPaint, to path: String,
        shouldStop: @escaping @Sendable () -> Bool
    ) throws {
        let length = range.duration
        let settings = TranscodeSettings(
            maximumWidth: previewWidth, speed: max(1, length.seconds / previewLength.seconds),
            maximumFramesPerSecond: previewRate)
        let painting: ((FramePainter) -> Void)? = paint.isClear ? nil : { paint.paint($0) }
        if length > longestWhole {
            let moments = (0..<previewMoments).map { number in
                range.start
                    + MediaTime(
                        seconds: length.seconds * Double(number) / Double(previewMoments))
            }
            let clip = try ClipTranscoder.lapse(
                seeker, moments: moments, to: path, settings: settings, paint: painting,
                progress: { _ in !shouldStop() })
            // Key frames may be so rare that they show nothing of what happened.
            if clip.frames >= previewMoments / 6 { return }
        }
        _ = try ClipTranscoder.transcode(
            seeker, range: range, to: path, settings: settings, paint: painting,
            progress: { _ in !shouldStop() })
    }
}
