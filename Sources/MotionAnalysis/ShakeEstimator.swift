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
    /// In sixteenths of a pixel, as `ShakeParameters` tells.
    private let leastShift: Int
    private let largestDisagreement: Int
    private let leastLikeness: Double
    private let sums: UnsafeMutablePointer<UInt32>
    private var reference: [Profile]
    private var current: [Profile]

    /// Means of the rows or columns of one half of the picture, 1/16 levels.
    private typealias Profile = [Int32]

    init(
        size: FrameSize, reach: Int, parameters: ShakeParameters, kernels: KernelTable
    ) {
        func sixteenths(_ pixels: Double) -> Int {
            Int((pixels * Double(PixelShift.unit)).rounded())
        }
        leastShift = sixteenths(parameters.leastPixels)
        largestDisagreement = sixteenths(parameters.largestDisagreementPixels)
        leastLikeness = parameters.leastLikenessShare
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
    ///
    /// - Parameter background: smoothed like the pictures of the model.
    func setReference(_ background: Plane) { project(background, into: &reference) }

    /// Where the picture's content lies relative to the reference.
    func shift(of luma: Plane) -> PixelShift {
        guard reach > 0 else { return .none }
        project(luma, into: &current)
        // As the model's pictures are: along the other direction the projection has averaged.
        for index in current.indices { smooth(&current[index]) }
        let found = (0..<4).map { displacement(reference[$0], current[$0]) }
        guard let top = found[0], let bottom = found[1], let left = found[2],
            let right = found[3]
        else {
            return PixelShift(
                right: agreed(found[0], found[1]), down: agreed(found[2], found[3]))
        }
        let roll = Self.roll(
            acrossRows: (bottom - top) * 1024 * 2 / size.height,
            acrossColumns: (left - right) * 1024 * 2 / size.width)
        // What the roll moves the centres of the halves by, half a half away from the centre.
        let (sideways, downwards) = (roll * size.height / 4096, roll * size.width / 4096)
        return PixelShift(
            right: agreed(top + sideways, bottom - sideways),
            down: agreed(left - downwards, right + downwards), roll: roll)
    }

    /// A camera that rolls moves rows and columns by the same angle; something that passes
    /// moves one of the halves.
    private static func roll(acrossRows: Int, acrossColumns: Int) -> Int {
        guard acrossRows.signum() == acrossColumns.signum() else { return 0 }
        let (less, more) =
            abs(acrossRows) < abs(acrossColumns)
            ? (acrossRows, acrossColumns) : (acrossColumns, acrossRows)
        guard abs(less) >= leastRoll, abs(more) <= largestRollRatio * abs(less) else { return 0 }
        return less
    }

    /// Sixteenths of a pixel per 1024 rows; a twelfth of a degree.
    private static let leastRoll = 24
    /// The angles from rows and columns agree within this factor, or nothing has rolled.
    private static let largestRollRatio = 3

    private func agreed(_ first: Int?, _ second: Int?) -> Int {
        // Where one half rests the camera does.
        guard let one = first, let other = second, abs(one) >= leastShift,
            abs(other) >= leastShift, abs(one - other) <= largestDisagreement
        else { return 0 }
        if abs(one - other) <= largestDisagreement / 2 { return (one + other) / 2 }
        return abs(one) < abs(other) ? one : other
    }

    /// The shift with the least difference of slopes, in sixteenths of a pixel; `nil` if none is
    /// clearly better than the others.
    private func displacement(_ reference: Profile, _ current: Profile) -> Int? {
        let count = reference.count
        guard count > 4 * reach + 4 else { return nil }
        let atRest = cost(0, reference, current)
        // Less than a fifth of a level on average is grain, or nothing that a shift would mend.
        if Int(atRest) < 3 * (count - 2 * reach) { return 0 }
        var best = (shift: 0, cost: atRest)
        // From small to large: among equals the smaller shift.
        for magnitude in stride(from: 1, through: reach, by: 1) {
            let left = cost(-magnitude, reference, current)
            if left < best.cost { best = (-magnitude, left) }
            let right = cost(magnitude, reference, current)
            if right < best.cost { best = (magnitude, right) }
        }
        if best.shift != 0, best.cost * 10 >= atRest * 8 { return nil }
        let refined = fraction(at: best.shift, reference, current, mean: best.cost)
        return best.shift * PixelShift.unit + refined
    }

    /// By how much more than `shift` the profile has moved, in sixteenths of a pixel: the least
    /// squares over the slopes, without the places where something else has changed.
    private func fraction(
        at shift: Int, _ reference: Profile, _ current: Profile, mean total: Int32
    ) -> Int {
        let margin = reach + 3
        let places = margin..<reference.count - margin
        guard !places.isEmpty else { return 0 }
        let largest = 3 * total / Int32(places.count) + 2
        var (product, square, energy) = (0, 0, 0)
        for i in places {
            let was = reference[i + 1] - reference[i - 1]
            let now = current[i + shift + 1] - current[i + shift - 1]
            let difference = now - was
            guard abs(difference) <= largest else { continue }
            // The slope of the slopes, the mean of both.
            let before = reference[i + 2] - 2 * reference[i] + reference[i - 2]
            let after =
                current[i + shift + 2] - 2 * current[i + shift] + current[i + shift - 2]
            let bend = Int(before + after)
            product += Int(difference) * bend
            square += bend * bend
            energy += Int(difference) * Int(difference)
        }
        // What a movement leaves has the shape of the bends; what a thing leaves has not.
        let likeness = Double(product) * Double(product)
        guard square > 0, likeness > leastLikeness * Double(square) * Double(energy) else {
            return 0
        }
        // Bend is four times the change of slope per pixel.
        let sixteenths = -4 * PixelShift.unit * product / square
        return min(max(sixteenths, -PixelShift.unit / 2), PixelShift.unit / 2)
    }

    /// Sum of the differences of slopes, so that a change of light does not count.
    private func cost(_ shift: Int, _ reference: Profile, _ current: Profile) -> Int32 {
        reference.withUnsafeBufferPointer { reference in
            current.withUnsafeBufferPointer { current in
                guard let was = reference.baseAddress, let now = current.baseAddress else {
                    return 0
                }
                let first = reach + 1
                return Self.slopeDifference(
                    was + first, now + first + shift, count: reference.count - 2 * first)
            }
        }
    }

    /// Wrapping throughout, so that it is compiled to vector instructions.
    private static func slopeDifference(
        _ was: UnsafePointer<Int32>, _ now: UnsafePointer<Int32>, count: Int
    ) -> Int32 {
        var sum: Int32 = 0
        for i in 0..<count {
            let difference =
                (was[i &+ 1] &- was[i &- 1]) &- (now[i &+ 1] &- now[i &- 1])
            sum = sum &+ (difference < 0 ? 0 &- difference : difference)
        }
        return sum
    }

    private func smooth(_ profile: inout Profile) {
        profile.withUnsafeMutableBufferPointer { profile in
            var last = profile.first ?? 0
            for i in 0..<max(profile.count - 1, 0) {
                let here = profile[i]
                profile[i] = (last &+ 2 &* here &+ profile[i + 1] &+ 2) / 4
                last = here
            }
        }
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
