import Footage
import KernelDispatch

/// Estimates how far the camera has been shaken, from row and column projections.
///
/// Each direction is estimated from the two halves of the picture separately; only where both
/// agree has the camera moved, and not something in front of it.
final class ShakeEstimator {
    private let size: FrameSize
    private let kernels: KernelTable
    private let reach: Int
    private let sums: UnsafeMutablePointer<UInt32>
    private var reference: [Profile]
    private var current: [Profile]

    /// Means of the rows or columns of one half of the picture, 1/16 levels.
    private typealias Profile = [Int32]

    init(size: FrameSize, reach: Int, kernels: KernelTable) {
        self.size = size
        self.kernels = kernels
        // At least three quarters of a profile must overlap.
        self.reach = max(0, min(reach, min(size.width, size.height) / 8))
        sums = .allocate(capacity: size.width + 64)
        let across = Profile(repeating: 0, count: size.width)
        let down = Profile(repeating: 0, count: size.height)
        reference = [across, across, down, down]
        current = reference
    }

    deinit { sums.deallocate() }

    /// Takes the background as the reference for the following frames.
    func setReference(_ background: Plane) { project(background, into: &reference) }

    /// Where the picture's content lies relative to the reference.
    func shift(of luma: Plane) -> PixelShift {
        guard reach > 0 else { return .none }
        project(luma, into: &current)
        return PixelShift(right: agreed(0, 1), down: agreed(2, 3))
    }

    private func agreed(_ first: Int, _ second: Int) -> Int {
        guard let one = displacement(reference[first], current[first]),
            let other = displacement(reference[second], current[second]), abs(one - other) <= 1
        else { return 0 }
        return abs(one) < abs(other) ? one : other
    }

    /// The shift with the least difference of slopes, if it is clearly better than none.
    private func displacement(_ reference: Profile, _ current: Profile) -> Int? {
        let count = reference.count
        guard count > 4 * reach + 4 else { return nil }
        var best = (shift: 0, cost: Int64.max)
        var atRest: Int64 = 0
        for magnitude in 0...reach {
            for shift in magnitude == 0 ? [0] : [-magnitude, magnitude] {
                var cost: Int64 = 0
                for i in reach + 1..<count - reach - 1 {
                    // Slopes, so that a change of light does not count.
                    let was = reference[i + 1] - reference[i - 1]
                    let now = current[i + shift + 1] - current[i + shift - 1]
                    cost += Int64(abs(was - now))
                }
                if shift == 0 { atRest = cost }
                if cost < best.cost { best = (shift, cost) }
            }
        }
        if best.shift == 0 { return 0 }
        return best.cost * 10 < atRest * 6 ? best.shift : nil
    }

    private func project(_ luma: Plane, into profiles: inout [Profile]) {
        let half = size.height / 2
        for (index, rows) in [0..<half, half..<size.height].enumerated() {
            sums.update(repeating: 0, count: size.width)
            // Every second row will do.
            for y in stride(from: rows.lowerBound, to: rows.upperBound, by: 2) {
                kernels.addRow(luma.row(y), sums, size.width)
            }
            let rowCount = Int32(max(1, (rows.count + 1) / 2))
            for x in 0..<size.width { profiles[index][x] = Int32(sums[x] * 16) / rowCount }
        }
        let middle = size.width / 2
        for y in 0..<size.height {
            let left = kernels.sumOfSamples(luma.row(y), middle)
            let right = kernels.sumOfSamples(luma.row(y) + middle, size.width - middle)
            profiles[2][y] = Int32(left * 16 / max(1, middle))
            profiles[3][y] = Int32(right * 16 / max(1, size.width - middle))
        }
    }
}
