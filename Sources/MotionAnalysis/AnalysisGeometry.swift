public import Footage
import Foundation

/// How a stored picture is brought to the size that the detectors see.
///
/// One integer divisor per axis, chosen so that the analysis picture has about the area of
/// 640 × 360 and its pixels are about square when displayed: an anamorphic picture is reduced by
/// different divisors.
public struct AnalysisGeometry: Hashable, Sendable {
    /// Pixels of an analysis picture, about.
    public static let targetPixels = 640 * 360
    /// 16 × 16 is the largest block that the reducing kernel takes.
    private static let largestDivisor = 16

    public let stored: FrameSize
    /// Stored pixels per analysis pixel, across.
    public let divisorX: Int
    /// Stored pixels per analysis pixel, down. Even for interlaced pictures, so that both fields
    /// weigh alike.
    public let divisorY: Int

    /// The size of the analysis picture; a remainder at the right and lower edge is left out.
    public var size: FrameSize {
        FrameSize(
            width: max(1, stored.width / divisorX), height: max(1, stored.height / divisorY))
    }

    /// - Parameters:
    ///   - stored: size of the decoded picture in pixels, at least 1 × 1.
    ///   - sampleAspectNumerator, sampleAspectDenominator: width : height of a stored pixel when
    ///     displayed; anything that is not positive counts as 1 : 1.
    public init(
        stored: FrameSize, sampleAspectNumerator: Int = 1, sampleAspectDenominator: Int = 1,
        isInterlaced: Bool = false
    ) {
        precondition(stored.width > 0 && stored.height > 0, "a picture has pixels")
        self.stored = stored
        let isKnown = sampleAspectNumerator > 0 && sampleAspectDenominator > 0
        let aspect =
            isKnown ? Double(sampleAspectNumerator) / Double(sampleAspectDenominator) : 1
        var best = (cost: Double.infinity, x: 1, y: 1)
        let stepY = isInterlaced && stored.height >= 4 ? 2 : 1
        for y in stride(from: stepY, through: Self.largestDivisor, by: stepY)
        where y <= stored.height {
            for x in 1...Self.largestDivisor where x <= stored.width {
                let width = Double(stored.width / x)
                let height = Double(stored.height / y)
                let area = abs(log(width * height / Double(Self.targetPixels)))
                let shape = abs(log(aspect * Double(x) / Double(y)))
                // Ties go to the smaller divisors: the sharper picture.
                if area + shape < best.cost - 1e-9 { best = (area + shape, x, y) }
            }
        }
        divisorX = best.x
        divisorY = best.y
    }
}
