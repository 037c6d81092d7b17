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

    private let parameters: LightParameters
    private var steadySince: MediaTime?
    private var onset: (time: MediaTime, frames: Int, largestShare: Double)?

    init(parameters: LightParameters) { self.parameters = parameters }

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
        if changedShare < parameters.onsetShare {
            onset = nil
        } else {
            let begun = onset ?? (time, 0, 0)
            onset = (begun.time, begun.frames + 1, max(begun.largestShare, changedShare))
        }
        if isOtherColourMode { return .infrared }
        guard let onset, onset.largestShare >= parameters.suddenShare,
            onset.frames <= 2
                || time - onset.time <= MediaTime(seconds: parameters.longestOnsetSeconds)
        else { return .none }
        // Light falls everywhere; a large thing close by leaves some of the picture as it was.
        guard unchangedShare <= parameters.unchangedShare else { return .none }
        guard !reading.isLightKept else { return .none }
        return 1 - reading.fit.explained >= parameters.unexplainedShare ? .light : .none
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
