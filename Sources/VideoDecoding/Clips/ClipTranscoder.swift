import CFFmpeg
public import Footage

/// A clip whose pictures were decoded, painted on and encoded anew.
public struct TranscodedClip: Sendable, Hashable {
    public let path: String
    /// `h264`, unless no encoder for it is installed.
    public let codec: String
    /// libavcodec's name of the encoder.
    public let encoder: String
    /// Times of the first picture and of the end, in the recording.
    public let start: MediaTime
    public let end: MediaTime
    public let frames: Int
    public let size: FrameSize
    public let bytes: Int64
    /// Pictures of the range that could not be decoded and are missing.
    public let undecodable: Int
}

/// What a clip is to look like.
public struct TranscodeSettings: Sendable, Hashable {
    /// Pixels; `nil` keeps the recording's.
    public var maximumWidth: Int?
    /// How many times faster than life it plays.
    public var speed: Double
    /// Pictures a second at most; `nil` keeps all.
    public var maximumFramesPerSecond: Double?
    public var quality: ClipQuality

    public init(
        maximumWidth: Int? = nil, speed: Double = 1, maximumFramesPerSecond: Double? = nil,
        quality: ClipQuality = .viewing
    ) {
        self.maximumWidth = maximumWidth
        self.speed = speed
        self.maximumFramesPerSecond = maximumFramesPerSecond
        self.quality = quality
    }
}

/// Makes clips by decoding and encoding: for what browsers do not play, and where something must
/// not be seen. MP4 with its table in front, upright, square pixels, even sides, no sound.
public enum ClipTranscoder {
    /// Encodes every frame that lies in a range. The clip's zero is the first of them.
    ///
    /// - Parameters:
    ///   - path: where the clip appears once it is whole, in place of what is there.
    ///   - paint: may paint on each picture before it is encoded.
    ///   - progress: gets the share done, 0…1; returns whether to go on.
    /// - Throws: `.outOfRange` when nothing in the range can be decoded, `.stopped`, `.diskFull`,
    ///   `.cannotWrite`, `.encoderNotAvailable`, and what reading throws. Nothing is left at
    ///   `path` then.
    public static func transcode(
        _ seeker: RecordingSeeker, range: MediaRange, to path: String,
        settings: TranscodeSettings = TranscodeSettings(), paint: ((FramePainter) -> Void)? = nil,
        progress: (Double) -> Bool = { _ in true }
    ) throws(VideoDecodingError) -> TranscodedClip {
        let run = try TranscodeRun(seeker, to: path, settings: settings, paint: paint)
        var isGoingOn = true
        var undecodable = 0
        do {
            try seeker.decode(range) { step in
                switch step {
                case .undecodable: undecodable += 1
                case .frame(let frame): try run.add(frame)
                }
                isGoingOn = progress(share(of: step.time, in: range))
                return isGoingOn
            }
        } catch let error as VideoDecodingError {
            throw error
        } catch {
            throw .cannotWrite(path: path, reason: "\(error)")
        }
        guard isGoingOn else { throw .stopped(path: path) }
        return try run.finish(range: range, undecodable: undecodable)
    }

    /// Encodes the key frames at some moments, for a glance at a long range: only these are
    /// decoded. Moments that share a key frame show it once.
    ///
    /// - Parameter moments: ascending.
    public static func lapse(
        _ seeker: RecordingSeeker, moments: [MediaTime], to path: String,
        settings: TranscodeSettings, paint: ((FramePainter) -> Void)? = nil,
        progress: (Double) -> Bool = { _ in true }
    ) throws(VideoDecodingError) -> TranscodedClip {
        let run = try TranscodeRun(seeker, to: path, settings: settings, paint: paint)
        for (number, moment) in moments.enumerated() {
            if let frame = try seeker.keyFrame(atOrBefore: moment) { try run.add(frame) }
            guard progress(Double(number + 1) / Double(moments.count)) else {
                throw .stopped(path: path)
            }
        }
        let range = MediaRange(start: moments.first ?? .zero, end: moments.last ?? .zero)
        return try run.finish(range: range, undecodable: 0)
    }

    private static func share(of time: MediaTime, in range: MediaRange) -> Double {
        let length = max(1e-6, range.duration.seconds)
        return min(1, max(0, (time - range.start).seconds / length))
    }
}

extension DecodeStep {
    /// When the picture is, or would be, shown.
    public var time: MediaTime {
        switch self {
        case .frame(let frame): frame.time
        case .undecodable(let time, _): time
        }
    }
}
