import CFFmpeg
import Footage

/// One clip being encoded.
final class TranscodeRun {
    private let seeker: RecordingSeeker
    private let path: String
    private let settings: TranscodeSettings
    private let paint: ((FramePainter) -> Void)?
    private let display: DisplayPicture
    private var encoder: ClipEncoder?
    private var first: MediaTime?
    private var last = MediaTime.zero
    /// The clip's time from which the next picture is wanted.
    private var due = MediaTime.zero

    init(
        _ seeker: RecordingSeeker, to path: String, settings: TranscodeSettings,
        paint: ((FramePainter) -> Void)?
    ) throws(VideoDecodingError) {
        self.seeker = seeker
        self.path = path
        self.settings = settings
        self.paint = paint
        display = try DisplayPicture(
            info: seeker.info, maximumWidth: settings.maximumWidth, isJPEG: false)
    }

    func add(_ frame: DecodedFrame) throws(VideoDecodingError) {
        let origin = first ?? frame.time
        let elapsed = (frame.time - origin).seconds / max(settings.speed, 1e-3)
        let time = MediaTime(seconds: elapsed)
        guard first == nil || frame.time > last, time >= due else { return }
        let picture = try display.make(from: frame.frame)
        try paintOn(picture, frame.time)
        let current: ClipEncoder
        if let encoder {
            current = encoder
        } else {
            current = try makeEncoder(like: picture)
            encoder = current
        }
        try current.append(picture, at: time)
        first = origin
        last = frame.time
        if let rate = settings.maximumFramesPerSecond, rate > 0 {
            // A little early counts: otherwise rounding would drop every other picture.
            due = time + MediaTime(seconds: 0.9 / rate)
        }
    }

    /// What must not be seen is painted over, or there is no picture at all.
    private func paintOn(
        _ picture: FrameBuffer, _ time: MediaTime
    ) throws(VideoDecodingError) {
        guard let paint else { return }
        guard let painter = FramePainter(picture, time: time, isFullRange: false) else {
            throw .conversionFailed(format: "video", reason: "no planes to paint on")
        }
        paint(painter)
    }

    private func makeEncoder(
        like picture: FrameBuffer
    ) throws(VideoDecodingError) -> ClipEncoder {
        let nominal = (seeker.info.nominalFramesPerSecond ?? 25) * settings.speed
        return try ClipEncoder(
            path: path, like: picture,
            framesPerSecond: min(nominal, settings.maximumFramesPerSecond ?? nominal),
            quality: settings.quality)
    }

    func finish(
        range: MediaRange, undecodable: Int
    ) throws(VideoDecodingError) -> TranscodedClip {
        guard let encoder, let first else {
            throw .outOfRange(
                path: seeker.source.path, range: "\(range.start) to \(range.end)",
                duration: "\(seeker.duration)")
        }
        let bytes = try encoder.finish()
        return TranscodedClip(
            path: path, codec: encoder.codecName, encoder: encoder.encoderName, start: first,
            end: max(last, min(range.end, seeker.duration)), frames: encoder.frames,
            size: display.size, bytes: bytes, undecodable: undecodable)
    }
}
