import Footage

/// Tells a camera that was moved from one that sways: that one does not rest away from its place.
struct ViewSway: Codable, Hashable {
    /// By how many cells the content was seen away from its place without staying there.
    private var reach = 0.0
    /// Where the last reading saw it, if not in its place.
    private var last: CameraMovement?

    init() {}

    enum Finding {
        /// Not seen there before.
        case new
        /// Within what the camera sways by.
        case swaying
        case resting
    }

    /// The content lies in its place.
    mutating func atHome() {
        if let last { widen(to: last) }
        last = nil
        reach *= Self.memory
    }

    /// The content lies elsewhere.
    mutating func add(_ movement: CameraMovement) -> Finding {
        let before = last
        last = movement
        guard let before, movement.isNear(before, cells: 1) else {
            if let before { widen(to: before) }
            return .new
        }
        return movement.reachCells > reach + Self.margin ? .resting : .swaying
    }

    private mutating func widen(to movement: CameraMovement) {
        reach = max(reach, min(movement.reachCells, Self.mostReach))
    }

    private static let margin = 0.5
    /// More is no swaying, however often it is seen.
    private static let mostReach = 3.0
    /// Half in some minutes.
    private static let memory = 0.995
}
