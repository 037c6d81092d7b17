/// A small grey picture, smoothed against noise, with its gradients.
struct LumaPatch {
    let width: Int
    let height: Int
    /// Row-major, 0…255.
    let luma: [Float]
    let gradientX: [Float]
    let gradientY: [Float]
    let gradient: [Float]

    init(width: Int, height: Int, samples: [Float]) {
        self.width = width
        self.height = height
        let smooth = Self.smoothed(samples, width: width, height: height)
        luma = smooth
        var gradientX = [Float](repeating: 0, count: samples.count)
        var gradientY = gradientX
        var gradient = gradientX
        for y in 0..<height {
            for x in 0..<width {
                let left = smooth[y * width + max(0, x - 1)]
                let right = smooth[y * width + min(width - 1, x + 1)]
                let above = smooth[max(0, y - 1) * width + x]
                let below = smooth[min(height - 1, y + 1) * width + x]
                let index = y * width + x
                gradientX[index] = right - left
                gradientY[index] = below - above
                gradient[index] =
                    ((right - left) * (right - left) + (below - above) * (below - above))
                    .squareRoot()
            }
        }
        self.gradientX = gradientX
        self.gradientY = gradientY
        self.gradient = gradient
    }

    /// Binomial 3×3.
    private static func smoothed(_ samples: [Float], width: Int, height: Int) -> [Float] {
        var rows = samples
        for y in 0..<height {
            for x in 0..<width {
                let left = samples[y * width + max(0, x - 1)]
                let right = samples[y * width + min(width - 1, x + 1)]
                rows[y * width + x] = (left + 2 * samples[y * width + x] + right) / 4
            }
        }
        var result = rows
        for y in 0..<height {
            for x in 0..<width {
                let above = rows[max(0, y - 1) * width + x]
                let below = rows[min(height - 1, y + 1) * width + x]
                result[y * width + x] = (above + 2 * rows[y * width + x] + below) / 4
            }
        }
        return result
    }

    /// Cells `left ..< right`, `top ..< bottom`.
    struct Window: Hashable {
        var left: Int
        var top: Int
        var right: Int
        var bottom: Int

        func contains(x: Int, y: Int) -> Bool {
            left <= x && x < right && top <= y && y < bottom
        }
    }

    /// Standard deviation of luma in a window: how much there is to compare.
    func contrast(in window: Window) -> Double {
        var sum = 0.0
        var squares = 0.0
        var count = 0.0
        for y in window.top..<window.bottom {
            for x in window.left..<window.right {
                let value = Double(luma[y * width + x])
                sum += value
                squares += value * value
                count += 1
            }
        }
        guard count > 0 else { return 0 }
        return max(0, squares / count - (sum / count) * (sum / count)).squareRoot()
    }
}
