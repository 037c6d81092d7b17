import Footage
import KernelDispatch

/// Tells the frames of a scene at rest that show nothing new: they are left out of the analysis.
///
/// Most of what cameras see is the same picture again, fifteen or more times a second. Hardly
/// anything can come or go in it without changing the mean of some block; what is too small or too
/// faint for that waits no longer than `restingSeconds`, when a frame is analysed in any case.
struct RestingFrames {
    /// Of the last frame that was analysed, if nothing was going on in it.
    private var reference: BlockMeans
    private var isAtRest = false
    private var current: BlockMeans
    private var differences: [UInt8]
    /// When the last frame was seen, analysed or not.
    private var lastSeen: MediaTime?
    private let longest: MediaTime
    private let largestDifference: UInt8
    private let kernels: KernelTable

    init(size: FrameSize, parameters: ModelParameters, kernels: KernelTable) {
        reference = BlockMeans(size: size)
        current = reference
        differences = Array(repeating: 0, count: reference.count + 64)
        longest = MediaTime(seconds: parameters.restingSeconds)
        largestDifference = UInt8(min(max(parameters.restingBlockDifference, 0), 255))
        self.kernels = kernels
    }

    /// Whether a frame may be left out.
    ///
    /// - Parameters:
    ///   - luma: as it was decoded, brought to analysis size.
    ///   - analysed: time of the last frame that was analysed; `nil` before the first.
    mutating func leavesOut(_ luma: Plane, at time: MediaTime, analysed: MediaTime?) -> Bool {
        let step = lastSeen.map { time - $0 } ?? .zero
        lastSeen = time
        // The next frame may be analysed in any case, and must not come too late for that.
        guard isAtRest, let analysed, step > .zero, time - analysed + step <= longest else {
            return false
        }
        current.measure(luma, kernels: kernels)
        return isLikeReference()
    }

    /// Takes the frame that was analysed as what others are compared with.
    ///
    /// - Parameter isAtRest: whether nothing was found in it, and nothing is waited for.
    mutating func remember(_ luma: Plane, isAtRest: Bool) {
        self.isAtRest = isAtRest
        if isAtRest { reference.measure(luma, kernels: kernels) }
    }

    private mutating func isLikeReference() -> Bool {
        let count = reference.count
        return differences.withUnsafeMutableBufferPointer { differences in
            reference.values.withUnsafeBufferPointer { before in
                current.values.withUnsafeBufferPointer { now in
                    guard let output = differences.baseAddress, let before = before.baseAddress,
                        let now = now.baseAddress
                    else { return false }
                    kernels.absoluteDifference(before, now, output, count)
                    return kernels.countAbove(output, largestDifference, count) == 0
                }
            }
        }
    }
}
