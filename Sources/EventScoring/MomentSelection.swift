import Footage

/// Chooses the moments whose boxes are kept: in every fifth of a second of media time the frame
/// with the most motion, the earliest among equals. So the peak of a segment is always kept.
struct MomentSelection: Sendable {
    static let slotMicroseconds: Int64 = 200_000
    static let mostBoxes = 16

    private let orientation: Orientation
    private var kept: [TimedBoxes] = []
    private var slot: Int64?
    private var slotPPM = 0
    /// When each track of the open segment was first seen.
    private var firstSeen: [Int: MediaTime] = [:]

    init(orientation: Orientation) { self.orientation = orientation }

    mutating func add(_ metrics: MotionMetrics) {
        for blob in metrics.blobs where blob.track != 0 && firstSeen[blob.track] == nil {
            firstSeen[blob.track] = metrics.time
        }
        let current = metrics.time.microseconds / Self.slotMicroseconds
        if current == slot {
            guard metrics.motionPPM > slotPPM else { return }
            if !kept.isEmpty { kept.removeLast() }
        }
        slot = current
        slotPPM = metrics.motionPPM
        kept.append(TimedBoxes(time: metrics.time, boxes: boxes(of: metrics)))
    }

    /// The moments of the segment that ends here; the next one starts afresh.
    mutating func take() -> [TimedBoxes] {
        defer {
            kept = []
            slot = nil
            slotPPM = 0
            firstSeen = [:]
        }
        return kept.filter { !$0.boxes.isEmpty }
    }

    /// The longest-lived boxes, the biggest among equals, at most `mostBoxes`.
    private func boxes(of metrics: MotionMetrics) -> [TimedBoxes.Box] {
        func since(_ blob: Blob) -> MediaTime { firstSeen[blob.track] ?? metrics.time }
        let ranked = metrics.blobs.enumerated().sorted { left, right in
            let (leftSince, rightSince) = (since(left.element), since(right.element))
            if leftSince != rightSince { return leftSince < rightSince }
            if left.element.pixels != right.element.pixels {
                return left.element.pixels > right.element.pixels
            }
            return left.offset < right.offset
        }
        return ranked.prefix(Self.mostBoxes).map {
            TimedBoxes.Box(
                region: orientation.displayed($0.element.region), track: $0.element.track)
        }
    }
}
