import Footage

/// Notices when the whole picture has become another one: a lamp switched, the camera gone to
/// infrared. Gradual or proportional changes of light are the light fit's work.
struct SceneChange {
    enum Verdict {
        case none, light, infrared

        /// Whether waiting until it is over is switched off.
        func isIgnored(by disabled: DisabledComponents) -> Bool {
            switch self {
            case .none: false
            case .light: disabled.contains(.lightChange)
            case .infrared: disabled.contains(.infraredSwitch)
            }
        }
    }

    /// Differences of a block's mean, in levels, that count as a change.
    static let blockTolerance = 10

    /// Share of blocks changed against the frame before with which a change may begin.
    private static let onsetShare = 0.2
    /// The share that some frame of a sudden change reaches.
    private static let suddenShare = 0.4
    /// Share of blocks that no fit of light explains.
    private static let unexplainedShare = 0.5
    /// Of a picture in other light at most this share stays the same: what is black or white.
    private static let largestUnchangedShare = 0.15
    /// Light is another within this time, or two frames; what takes longer has come into view.
    private static let longestOnset = MediaTime(seconds: 0.15)

    private var steadySince: MediaTime?
    private var onset: (time: MediaTime, frames: Int, largestShare: Double)?

    /// - Parameters:
    ///   - changedShare: share of blocks that differ from the frame before.
    ///   - unchangedShare: share of blocks that are as the background is.
    ///   - reading: the light of the frame against the background.
    ///   - isOtherColourMode: one of frame and background is grey, the other is not.
    mutating func judge(
        changedShare: Double, unchangedShare: Double, reading: LightReading,
        isOtherColourMode: Bool,
        at time: MediaTime
    ) -> Verdict {
        steadySince = steadySince ?? time
        if changedShare < Self.onsetShare {
            onset = nil
        } else {
            let begun = onset ?? (time, 0, 0)
            onset = (begun.time, begun.frames + 1, max(begun.largestShare, changedShare))
        }
        if isOtherColourMode { return .infrared }
        guard let onset, onset.largestShare >= Self.suddenShare,
            onset.frames <= 2 || time - onset.time <= Self.longestOnset
        else { return .none }
        // Light falls everywhere; a large thing close by leaves some of the picture as it was.
        guard unchangedShare <= Self.largestUnchangedShare else { return .none }
        guard !reading.isLightKept else { return .none }
        return 1 - reading.fit.explained >= Self.unexplainedShare ? .light : .none
    }

    mutating func restart() {
        onset = nil
        steadySince = nil
    }

    /// For how long the background has been one of the same light.
    func steadySeconds(at time: MediaTime) -> Double {
        steadySince.map { (time - $0).seconds } ?? 0
    }
}
