/// How alike two patches are at one shift, each −1…1: normalised correlations, which no gain and
/// no offset of the light changes.
struct PatchCorrelation {
    /// Of luma.
    var luma: Double
    /// Of gradients with their direction.
    var gradient: Double
    /// Of the gradients' strength: what an infrared switch leaves alike.
    var edges: Double

    /// Correlates cells of a window that are outside `hole`.
    ///
    /// - Parameter shift: where the cell of `first` is found in `second`.
    init(
        _ first: LumaPatch, _ second: LumaPatch, in window: LumaPatch.Window,
        outside hole: LumaPatch.Window? = nil, shift: (x: Int, y: Int)
    ) {
        var sums = Sums()
        var edgeSums = Sums()
        var dot: Float = 0
        var firstPower: Float = 0
        var secondPower: Float = 0
        let width = first.width
        let top = max(window.top, -shift.y, 0)
        let bottom = min(window.bottom, first.height, first.height - shift.y)
        let left = max(window.left, -shift.x, 0)
        let right = min(window.right, width, width - shift.x)
        guard top < bottom, left < right else {
            (luma, gradient, edges) = (0, 0, 0)
            return
        }
        for y in top..<bottom {
            for x in left..<right {
                if let hole, hole.contains(x: x, y: y) { continue }
                let a = y * width + x
                let b = (y + shift.y) * width + x + shift.x
                sums.add(first.luma[a], second.luma[b])
                edgeSums.add(first.gradient[a], second.gradient[b])
                dot +=
                    first.gradientX[a] * second.gradientX[b]
                    + first.gradientY[a] * second.gradientY[b]
                firstPower += first.gradient[a] * first.gradient[a]
                secondPower += second.gradient[b] * second.gradient[b]
            }
        }
        luma = sums.correlation
        edges = edgeSums.correlation
        let power = Double(firstPower).squareRoot() * Double(secondPower).squareRoot()
        gradient = power > 1e-3 ? Double(dot) / power : 0
    }

    private struct Sums {
        var count: Double = 0
        var a = 0.0
        var b = 0.0
        var aa = 0.0
        var bb = 0.0
        var ab = 0.0

        mutating func add(_ x: Float, _ y: Float) {
            let (x, y) = (Double(x), Double(y))
            count += 1
            a += x
            b += y
            aa += x * x
            bb += y * y
            ab += x * y
        }

        var correlation: Double {
            guard count > 0 else { return 0 }
            let first = aa - a * a / count
            let second = bb - b * b / count
            // Less than half a grey level of contrast is noise.
            guard first > count * 0.25, second > count * 0.25 else { return 0 }
            return (ab - a * b / count) / (first * second).squareRoot()
        }
    }
}
