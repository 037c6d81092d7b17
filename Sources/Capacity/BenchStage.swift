import MotionAnalysis

/// The stages of the work on a stream, in their order.
public enum BenchStage: String, Sendable, CaseIterable {
    /// Packets, from the disk and out of the container.
    case read
    /// Finding where everything is in a recording.
    case index
    /// Decoding the key frames that tell the background.
    case keyFrames = "key_frames"
    case decode
    case downscale
    /// Light, shake, comparison with the background, and learning it.
    case model
    /// What the mask holds.
    case blobs
    /// What becomes of it over time.
    case tracks
    /// Segments of motion, their thumbnails, activity and coverage.
    case events
    /// Committing to the database.
    case store

    /// The stage to which a step of the analysis belongs.
    init(_ step: AnalysisStep) {
        self =
            switch step {
            case .decode: .decode
            case .reduce: .downscale
            case .prime, .prepare, .classify, .learn: .model
            case .objects: .blobs
            case .track: .tracks
            }
    }

    /// Whether a live feed has it too.
    public var isLive: Bool { self != .index && self != .keyFrames }
}
