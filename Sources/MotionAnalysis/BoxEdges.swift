/// Edges of a box between pixels, in analysis pixels.
struct BoxEdges: Hashable {
    var left: Double
    var top: Double
    /// Exclusive.
    var right: Double
    /// Exclusive.
    var bottom: Double

    init(left: Double, top: Double, right: Double, bottom: Double) {
        (self.left, self.top, self.right, self.bottom) = (left, top, right, bottom)
    }

    init(_ component: MaskComponent) {
        (left, top) = (Double(component.left), Double(component.top))
        (right, bottom) = (Double(component.right), Double(component.bottom))
    }

    init(centreX: Double, centreY: Double, width: Double, height: Double) {
        (left, top) = (centreX - width / 2, centreY - height / 2)
        (right, bottom) = (left + width, top + height)
    }

    var width: Double { right - left }
    var height: Double { bottom - top }
    var area: Double { max(width, 0) * max(height, 0) }
    var centreX: Double { (left + right) / 2 }
    var centreY: Double { (top + bottom) / 2 }

    var longSide: Double { max(width, height) }

    /// How far both of the opposite edges have gone, since the box was where the other is.
    func commonMove(since other: BoxEdges) -> (x: Double, y: Double) {
        (
            Self.common(left - other.left, right - other.right),
            Self.common(top - other.top, bottom - other.bottom)
        )
    }

    private static func common(_ one: Double, _ other: Double) -> Double {
        one * other > 0 ? (abs(one) < abs(other) ? one : other) : 0
    }

    /// Distance between the nearest points; 0 where they touch.
    func gap(to other: BoxEdges) -> Double {
        let across = max(0, max(left, other.left) - min(right, other.right))
        let down = max(0, max(top, other.top) - min(bottom, other.bottom))
        return (across * across + down * down).squareRoot()
    }

    func grown(by margin: Double) -> BoxEdges {
        BoxEdges(
            left: left - margin, top: top - margin, right: right + margin, bottom: bottom + margin)
    }

    func union(_ other: BoxEdges) -> BoxEdges {
        BoxEdges(
            left: min(left, other.left), top: min(top, other.top), right: max(right, other.right),
            bottom: max(bottom, other.bottom))
    }

    /// Area that both have.
    func common(_ other: BoxEdges) -> Double {
        let across = min(right, other.right) - max(left, other.left)
        let down = min(bottom, other.bottom) - max(top, other.top)
        return across > 0 && down > 0 ? across * down : 0
    }

    /// Intersection over union, 0…1.
    func overlap(_ other: BoxEdges) -> Double {
        let common = common(other)
        return common > 0 ? common / (area + other.area - common) : 0
    }

    /// Share of this box that lies within the other, 0…1.
    func share(inside other: BoxEdges) -> Double { area > 0 ? common(other) / area : 0 }

    /// The part that lies within the other; they must have an area in common.
    func cut(to other: BoxEdges) -> BoxEdges {
        BoxEdges(
            left: max(left, other.left), top: max(top, other.top), right: min(right, other.right),
            bottom: min(bottom, other.bottom))
    }

    /// Moved, and cut where it is larger, so that it lies within the other.
    func moved(inside other: BoxEdges) -> BoxEdges {
        let (width, height) = (min(width, other.width), min(height, other.height))
        let left = min(max(left, other.left), other.right - width)
        let top = min(max(top, other.top), other.bottom - height)
        return BoxEdges(left: left, top: top, right: left + width, bottom: top + height)
    }
}
