import Footage

/// A frame from about a third of a second ago: what differs from it is moving *now*, whatever the
/// background was.
struct ActivityReference {
    private var recent: Plane
    private var older: Plane
    private var recentTime: MediaTime?
    private var olderTime: MediaTime?
    private static let interval = MediaTime(seconds: 0.24)

    init(size: FrameSize) {
        recent = Plane(size: size)
        older = Plane(size: size)
    }

    /// The frame to compare with, or `nil` at the start.
    var reference: Plane? { olderTime == nil ? nil : older }

    mutating func restart() {
        recentTime = nil
        olderTime = nil
    }

    /// Takes the frame over if it is time; call after the comparison.
    mutating func follow(_ luma: Plane, at time: MediaTime) {
        if let recentTime, time - recentTime < Self.interval { return }
        swap(&recent, &older)
        olderTime = recentTime
        recent.copy(from: luma)
        recentTime = time
        // At low frame rates one frame back is old enough.
        if olderTime == nil {
            older.copy(from: luma)
            olderTime = time
        }
    }
}
