import Footage

/// Notices when the whole picture has become another one: a lamp switched, the camera gone to
/// infrared. Gradual or proportional changes of light are the light fit's work.
struct SceneChange {
    enum Verdict { case none, light, infrared }

    /// Differences of a block's mean, in levels, that count as a change.
    static let blockTolerance = 10

    /// Share of blocks changed against the frame before that makes a change sudden.
    private static let suddenShare = 0.4
    /// Share of blocks that no fit of light explains.
    private static let unexplainedShare = 0.5
    /// A sudden change is remembered this long: exposure control takes some frames.
    private static let memory = MediaTime(seconds: 0.6)

    private var lastSudden: MediaTime?

    /// - Parameters:
    ///   - changedShare: share of blocks that differ from the frame before.
    ///   - fit: the light of the frame against the background.
    ///   - isOtherColourMode: one of frame and background is grey, the other is not.
    mutating func judge(
        changedShare: Double, fit: LightFit, isOtherColourMode: Bool, at time: MediaTime
    ) -> Verdict {
        if changedShare >= Self.suddenShare { lastSudden = time }
        if isOtherColourMode { return .infrared }
        guard let lastSudden, time - lastSudden <= Self.memory else { return .none }
        return 1 - fit.explained >= Self.unexplainedShare ? .light : .none
    }

    mutating func restart() { lastSudden = nil }
}
