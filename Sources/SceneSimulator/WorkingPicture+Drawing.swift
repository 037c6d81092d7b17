extension WorkingPicture {
    /// Adds light to one pixel, in luma steps, up to white.
    mutating func brighten(_ x: Int, _ y: Int, by steps: Double) {
        let index = y * size.width + x
        let value = Int(luma[index]) + Int(steps * Double(Self.one))
        luma[index] = Int16(max(0, min(Self.white, value)))
    }

    /// Adds a soft round light, `strength` luma steps in its middle, nothing at its radius.
    mutating func addGlow(
        x: Double, y: Double, radiusX: Double, radiusY: Double, strength: Double
    ) {
        let top = max(0, Int((y - radiusY).rounded(.up)))
        let bottom = min(size.height - 1, Int((y + radiusY).rounded(.down)))
        let left = max(0, Int((x - radiusX).rounded(.up)))
        let right = min(size.width - 1, Int((x + radiusX).rounded(.down)))
        guard top <= bottom, left <= right else { return }
        for row in top...bottom {
            let dy = (Double(row) - y) / radiusY
            for column in left...right {
                let dx = (Double(column) - x) / radiusX
                let rest = 1 - dx * dx - dy * dy
                if rest > 0 { brighten(column, row, by: strength * rest * rest) }
            }
        }
    }

    /// Covers what lies below with an actor.
    mutating func cover(_ patch: ActorPatch, with paint: ActorPaint) {
        for y in 0..<patch.height {
            for x in 0..<patch.width {
                let source = y * patch.width + x
                let alpha = Double(patch.alpha[source])
                guard alpha > 0 else { continue }
                let wanted = paint.luma(
                    tone: Double(patch.tone[source]), relief: Double(patch.relief[source]))
                let target = (patch.top + y) * size.width + patch.left + x
                let tone = min(250, max(4, wanted)) * Double(Self.one)
                let below = Double(luma[target])
                luma[target] = Int16(below + (tone - below) * alpha)
                if (patch.left + x) & 1 == 0 && (patch.top + y) & 1 == 0 {
                    let chroma =
                        (patch.top + y) / 2 * chromaSize.width + (patch.left + x) / 2
                    // Colour fades with light.
                    let lit = min(1, tone / (120 * Double(Self.one)))
                    cb[chroma] = Self.tinted(cb[chroma], Double(patch.cb[source]) * lit, alpha)
                    cr[chroma] = Self.tinted(cr[chroma], Double(patch.cr[source]) * lit, alpha)
                }
            }
        }
    }

    private static func tinted(_ below: Int16, _ tint: Double, _ alpha: Double) -> Int16 {
        Int16(Double(below) + (tint * Double(one) - Double(below)) * alpha)
    }

    /// Takes light away where a shadow lies; the ground's texture stays.
    mutating func shade(_ patch: ActorPatch, depth: Double) {
        for y in 0..<patch.height {
            for x in 0..<patch.width {
                let alpha = Double(patch.alpha[y * patch.width + x])
                guard alpha > 0 else { continue }
                let target = (patch.top + y) * size.width + patch.left + x
                luma[target] = Int16(Double(luma[target]) * (1 - depth * alpha))
                if (patch.left + x) & 1 == 0 && (patch.top + y) & 1 == 0 {
                    let chroma =
                        (patch.top + y) / 2 * chromaSize.width + (patch.left + x) / 2
                    // Shadow is lit by the sky: a little bluer.
                    cb[chroma] = Int16(Double(cb[chroma]) + 24 * depth * alpha)
                    cr[chroma] = Int16(Double(cr[chroma]) - 16 * depth * alpha)
                }
            }
        }
    }

    /// Blurs everything by two passes of a box of `radius` pixels (nearly a triangle).
    mutating func blur(radius: Int) {
        guard radius > 0 else { return }
        for _ in 0..<2 {
            Self.boxBlur(&luma, size.width, size.height, radius)
            Self.boxBlur(&cb, chromaSize.width, chromaSize.height, max(1, radius / 2))
            Self.boxBlur(&cr, chromaSize.width, chromaSize.height, max(1, radius / 2))
        }
    }

    private static func boxBlur(
        _ plane: inout [Int16], _ width: Int, _ height: Int, _ radius: Int
    ) {
        for y in 0..<height { blurLine(&plane, from: y * width, step: 1, count: width, radius) }
        for x in 0..<width { blurLine(&plane, from: x, step: width, count: height, radius) }
    }

    private static func blurLine(
        _ plane: inout [Int16], from start: Int, step: Int, count: Int, _ radius: Int
    ) {
        let line = (0..<count).map { Int(plane[start + $0 * step]) }
        func at(_ index: Int) -> Int { line[min(count - 1, max(0, index))] }
        var sum = (-radius...radius).reduce(0) { $0 + at($1) }
        for index in 0..<count {
            plane[start + index * step] = Int16(sum / (2 * radius + 1))
            sum += at(index + radius + 1) - at(index - radius)
        }
    }
}
