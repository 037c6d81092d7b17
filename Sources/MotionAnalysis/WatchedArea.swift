public import Footage

/// The part of the picture in which motion counts, one sample per analysis pixel.
public struct WatchedArea: Sendable {
    /// 255 where motion counts, else 0; analysis size, never written after `init`.
    let mask: Plane
    /// Pixels in which motion counts.
    public let pixelCount: Int

    /// Whether motion counts everywhere.
    var isEverything: Bool { pixelCount == mask.size.pixelCount }

    /// - Parameters:
    ///   - size: analysis size, of the picture as stored (not turned).
    ///   - orientation: how the stored picture is turned to be shown.
    ///   - include: where motion counts, 0…1 of the picture as shown; empty means everywhere.
    ///   - exclude: where it does not, even inside `include`.
    public init(
        size: FrameSize, orientation: Orientation = .upright, include: [Polygon] = [],
        exclude: [Polygon] = []
    ) {
        let plane = Plane(size: size, filledWith: 255)
        var count = size.pixelCount
        if !include.isEmpty || !exclude.isEmpty {
            count = 0
            for y in 0..<size.height {
                for x in 0..<size.width {
                    let point = orientation.displayed(
                        NormalizedPoint(
                            x: (Double(x) + 0.5) / Double(size.width),
                            y: (Double(y) + 0.5) / Double(size.height)))
                    let isWatched =
                        (include.isEmpty || include.contains { $0.contains(point) })
                        && !exclude.contains { $0.contains(point) }
                    plane[x, y] = isWatched ? 255 : 0
                    if isWatched { count += 1 }
                }
            }
        }
        mask = plane
        pixelCount = count
    }
}
