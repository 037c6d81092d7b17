import Footage

/// Arithmetic of the size of a thumbnail.
enum ThumbnailSize {
    /// Size of the scaled picture before it is turned: square pixels, at most `maximumWidth` wide
    /// after turning, even sides, never enlarged beyond what square pixels need.
    static func stored(
        picture: FrameSize, maximumWidth: Int, orientation: Orientation, sampleAspect: PixelAspect
    ) -> FrameSize {
        let aspect = Double(sampleAspect.numerator) / Double(max(1, sampleAspect.denominator))
        let width = Double(picture.width) * (aspect.isFinite && aspect > 0 ? aspect : 1)
        let height = Double(picture.height)
        let turned = orientation == .clockwise90 || orientation == .clockwise270
        let scale = min(1, Double(maximumWidth) / (turned ? height : width))
        return FrameSize(width: even(width * scale), height: even(height * scale))
    }

    /// Nearest even number from 2 to 16,384.
    private static func even(_ value: Double) -> Int {
        Int(min(8192, max(1, (value / 2).rounded()))) * 2
    }
}
