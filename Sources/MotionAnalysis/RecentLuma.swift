import Footage

/// The last frames' luma, to tell what is changing just now.
struct RecentLuma {
    private var frames: [(luma: Plane, time: MediaTime)] = []
    private var spare: Plane?

    /// From one frame to the next a slow thing hardly moves.
    private static let interval = MediaTime(seconds: 0.06)

    /// The latest frame that is old enough to compare with; at low frame rates the last one.
    mutating func reference(at time: MediaTime) -> Plane? {
        while frames.count > 1, time - frames[1].time >= Self.interval {
            spare = frames.removeFirst().luma
        }
        return frames.first?.luma
    }

    mutating func add(_ luma: Plane, at time: MediaTime) {
        let copy = spare ?? Plane(size: luma.size)
        spare = nil
        copy.copy(from: luma)
        frames.append((copy, time))
    }
}
