import Footage

/// Lets the places that things have left grow over the ground around them that looks alike.
///
/// A thing that has gone a little way has laid bare a strip of ground, and still touches the ghost
/// of its own front: there is no contour between the two to judge by. But the ground goes on in
/// the frame without an edge where the ghost is, and ends at an edge where the thing is.
struct GroundSpread {
    /// How far it goes in a second, as a share of the picture's width: what is taken by mistake of
    /// a smooth thing is little before its edges move on.
    private let widthsPerSecond: Double
    /// How far at once at most, however long ago the last frame was.
    private static let largestReach = 0.02
    private let leastSlope: Int

    private var frontier: [Int] = []
    private var next: [Int] = []
    /// The luma that the ground started from, where it has grown.
    private let origin: Plane
    private let size: FrameSize

    init(size: FrameSize, parameters: ModelParameters) {
        self.size = size
        widthsPerSecond = parameters.groundWidthsPerSecond
        leastSlope = Int(parameters.groundLeastSlope)
        origin = Plane(size: size)
    }

    /// Takes the ground out of the mask.
    ///
    /// - Parameters:
    ///   - settled: other than 0 where something was left before.
    ///   - places: 1 where something was left; receives 1 where the ground has grown.
    /// - Returns: by how many pixels it has grown.
    mutating func grow(
        over mask: Plane, _ evidence: VacatedPlaces.Evidence, settled: Plane, elapsed: MediaTime,
        places: Plane
    ) -> Int {
        let share = min(widthsPerSecond * elapsed.seconds, Self.largestReach)
        findFrontier(mask, evidence.frame, settled, places)
        var count = 0
        for _ in 0..<Int((share * Double(size.width)).rounded()) where !frontier.isEmpty {
            next.removeAll(keepingCapacity: true)
            evidence.thresholds.withUnsafeBufferPointer { step(mask, evidence, $0, places) }
            count += next.count
            swap(&frontier, &next)
        }
        return count
    }

    private mutating func findFrontier(
        _ mask: Plane, _ frame: Plane, _ settled: Plane, _ places: Plane
    ) {
        frontier.removeAll(keepingCapacity: true)
        let width = size.width
        let (found, luma) = (mask.base, frame.base)
        let (settled, places) = (settled.base, places.base)
        func word(_ address: UnsafeMutablePointer<UInt8>) -> UInt64 {
            UnsafeRawPointer(address).loadUnaligned(as: UInt64.self)
        }
        for y in 1..<size.height - 1 {
            let end = (y + 1) * width - 1
            for start in stride(from: y * width + 1, to: end, by: 8) {
                // Planes can be read beyond their end by more than that.
                guard word(settled + start) != 0 || word(places + start) != .max else { continue }
                for i in start..<min(start + 8, end)
                where found[i] == 0 && (settled[i] != 0 || places[i] == 1) {
                    if found[i - 1] | found[i + 1] | found[i - width] | found[i + width] != 0 {
                        origin.base[i] = luma[i]
                        frontier.append(i)
                    }
                }
            }
        }
        withExtendedLifetime((mask, frame)) {}
    }

    private mutating func step(
        _ mask: Plane, _ evidence: VacatedPlaces.Evidence,
        _ thresholds: UnsafeBufferPointer<UInt8>, _ places: Plane
    ) {
        let width = size.width
        let (luma, trusted) = (evidence.frame.base, evidence.trusted.base)
        for from in frontier {
            let start = origin.base[from]
            for i in [from - 1, from + 1, from - width, from + width]
            where mask.base[i] != 0 && trusted[i] == 0 && isInner(i) {
                let threshold = Int(thresholds[Int(luma[i])])
                let least = max(threshold * 3 / 4, leastSlope)
                guard abs(Int(luma[i]) - Int(start)) <= threshold,
                    abs(Int(luma[i + 1]) - Int(luma[i - 1])) < least,
                    abs(Int(luma[i + width]) - Int(luma[i - width])) < least
                else { continue }
                mask.base[i] = 0
                places.base[i] = 1
                origin.base[i] = start
                next.append(i)
            }
        }
        withExtendedLifetime(evidence) {}
    }

    private func isInner(_ index: Int) -> Bool {
        let (y, x) = index.quotientAndRemainder(dividingBy: size.width)
        return x > 0 && y > 0 && x < size.width - 1 && y < size.height - 1
    }
}
