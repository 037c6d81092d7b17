import Footage

/// An actor drawn by itself: how much of each pixel it covers, and its tone there.
struct ActorPatch {
    /// How picture pixels map to the actor's own coordinates.
    struct Placement {
        var footX: Double
        var footY: Double
        var extent: Double
        /// Turn of the whole actor (a boat on waves), in turns, counter-clockwise.
        var rollTurns = 0.0
        /// Where a unit of height falls, relative to `extent`; (0, −1) is upright.
        var upX = 0.0
        var upY = -1.0
    }

    private(set) var left = 0
    private(set) var top = 0
    private(set) var width = 0
    private(set) var height = 0
    /// 0…1 per pixel, row-major.
    private(set) var alpha: [Float] = []
    /// Multiplies the actor's contrast.
    private(set) var tone: [Float] = []
    /// −1…1: how limbs and folds catch the light.
    private(set) var relief: [Float] = []
    private(set) var cb: [Float] = []
    private(set) var cr: [Float] = []

    /// Draws the parts where they fall inside the picture.
    /// - Parameter shaded: `false` leaves tones out: for shadows and masks.
    mutating func draw(
        _ parts: [SilhouettePart], at placement: Placement, style: ActorStyle,
        texture: NoiseTexture, picture: FrameSize, shaded: Bool
    ) {
        guard place(parts, placement, picture) else { return }
        let axes = Axes(placement)
        // Distances are measured in the actor's units; a squeezed shadow has softer edges.
        let pixelsPerUnit = placement.extent
        for part in parts {
            let area = Self.pixelBounds(of: part.bounds, axes, placement).insetForEdges()
            let fromX = max(left, Int(area.left.rounded(.down)))
            let toX = min(left + width, Int(area.right.rounded(.up)))
            let fromY = max(top, Int(area.top.rounded(.down)))
            let toY = min(top + height, Int(area.bottom.rounded(.up)))
            guard fromX < toX else { continue }
            for y in fromY..<max(fromY, toY) {
                let dy = Double(y) + 0.5 - placement.footY
                for x in fromX..<toX {
                    let dx = Double(x) + 0.5 - placement.footX
                    let localX = axes.xx * dx + axes.xy * dy
                    let localY = axes.yx * dx + axes.yy * dy
                    let distance = part.distance(localX, localY)
                    let cover = 0.5 - distance * pixelsPerUnit
                    guard cover > 0 else { continue }
                    let share = Float(min(1, cover))
                    let index = (y - top) * width + x - left
                    alpha[index] += (1 - alpha[index]) * share
                    guard shaded else { continue }
                    let weave = texture.sample(
                        style.textureX + localX * 90, style.textureY + localY * 90)
                    // Round limbs: brighter in the middle than at the rim.
                    let roundness = min(1, max(0, -distance / 0.06)) - 0.6
                    // The first part to touch a pixel sets it whole; later ones cover it.
                    let over = alpha[index] > share ? share : 1
                    tone[index] += (Float(part.tone * (1 + 0.25 * weave)) - tone[index]) * over
                    relief[index] += (Float(roundness + 0.8 * weave) - relief[index]) * over
                    cb[index] += (Float(part.cb) - cb[index]) * over
                    cr[index] += (Float(part.cr) - cr[index]) * over
                }
            }
        }
    }

    /// The rectangle that the parts cover, in pixels, not clipped to the picture.
    static func pixelBounds(of parts: [SilhouettePart], at placement: Placement) -> PixelBounds {
        pixelBounds(
            of: parts.reduce(SilhouetteBounds.nothing) { $0.union($1.bounds) }, Axes(placement),
            placement)
    }

    private mutating func place(
        _ parts: [SilhouettePart], _ placement: Placement, _ picture: FrameSize
    ) -> Bool {
        let area = Self.pixelBounds(of: parts, at: placement).insetForEdges()
        left = max(0, Int(area.left.rounded(.down)))
        top = max(0, Int(area.top.rounded(.down)))
        width = max(0, min(picture.width, Int(area.right.rounded(.up))) - left)
        height = max(0, min(picture.height, Int(area.bottom.rounded(.up))) - top)
        let count = width * height
        Self.clear(&alpha, count)
        Self.clear(&tone, count)
        Self.clear(&relief, count)
        Self.clear(&cb, count)
        Self.clear(&cr, count)
        return count > 0
    }

    private static func clear(_ plane: inout [Float], _ count: Int) {
        plane.removeAll(keepingCapacity: true)
        plane.append(contentsOf: repeatElement(0, count: count))
    }

    private static func pixelBounds(
        of bounds: SilhouetteBounds, _ axes: Axes, _ placement: Placement
    ) -> PixelBounds {
        var result = PixelBounds(
            left: .infinity, top: .infinity, right: -.infinity, bottom: -.infinity)
        for x in [bounds.left, bounds.right] {
            for y in [bounds.bottom, bounds.top] {
                let px = placement.footX + axes.outX(x, y)
                let py = placement.footY + axes.outY(x, y)
                result.left = min(result.left, px)
                result.right = max(result.right, px)
                result.top = min(result.top, py)
                result.bottom = max(result.bottom, py)
            }
        }
        return result
    }
}

/// A rectangle in pixels; may lie outside the picture.
struct PixelBounds {
    var left: Double
    var top: Double
    var right: Double
    var bottom: Double

    var area: Double { max(0, right - left) * max(0, bottom - top) }

    /// Clipped to a picture.
    func clipped(to size: FrameSize) -> PixelBounds {
        PixelBounds(
            left: max(0, left), top: max(0, top), right: min(Double(size.width), right),
            bottom: min(Double(size.height), bottom))
    }

    /// Room for antialiased edges.
    fileprivate func insetForEdges() -> PixelBounds {
        PixelBounds(left: left - 1, top: top - 1, right: right + 1, bottom: bottom + 1)
    }
}

/// The linear map between an actor's coordinates and pixels around its foot.
private struct Axes {
    /// Pixels per unit of the actor's x and y.
    let rightX: Double
    let rightY: Double
    let upX: Double
    let upY: Double
    /// The inverse.
    let xx: Double
    let xy: Double
    let yx: Double
    let yy: Double

    init(_ placement: ActorPatch.Placement) {
        let sine = Curves.sine(turns: placement.rollTurns)
        let cosine = Curves.cosine(turns: placement.rollTurns)
        let extent = placement.extent
        rightX = extent * cosine
        rightY = -extent * sine
        upX = extent * (placement.upX * cosine + placement.upY * sine)
        upY = extent * (placement.upY * cosine - placement.upX * sine)
        let determinant = rightX * upY - upX * rightY
        xx = upY / determinant
        xy = -upX / determinant
        yx = -rightY / determinant
        yy = rightX / determinant
    }

    func outX(_ x: Double, _ y: Double) -> Double { rightX * x + upX * y }
    func outY(_ x: Double, _ y: Double) -> Double { rightY * x + upY * y }
}
