import Footage

/// The places of one change, with what they showed before and after.
struct ChangePatch {
    private let size: FrameSize
    private var values: [Int: (from: UInt8, to: UInt8)] = [:]

    /// How much stronger the edges of one picture have to be.
    private static let clearRatio = 1.15
    /// Mean contrast across the border, levels, below which nothing stands there.
    private static let leastContrast = 6.0
    /// Correlation of the texture before and after from which only the light has changed.
    private static let sameTexture = 0.6

    init(size: FrameSize) { self.size = size }

    mutating func add(_ step: PlaceHistory.Step) {
        values[Int(step.place)] = (step.from, step.to)
    }

    /// Share of places whose neighbours on all four sides have changed too.
    var solidShare: Double {
        let solid = values.keys.filter { place in
            [1, -1, size.width, -size.width].allSatisfy { values[place + $0] != nil }
        }
        return Double(solid.count) / Double(max(1, values.count))
    }

    /// Whether the same texture is seen before and after, darker or brighter.
    func isLight(tolerance: Int) -> Bool {
        var (both, before, after, count) = (0.0, 0.0, 0.0, 0.0)
        for (place, value) in values {
            for step in [1, size.width] {
                guard let next = values[place + step] else { continue }
                let was = Double(next.from) - Double(value.from)
                let now = Double(next.to) - Double(value.to)
                both += was * now
                before += was * was
                after += now * now
                count += 1
            }
        }
        // A surface without texture tells nothing.
        let least = Double(tolerance * tolerance) / 8 * count
        guard count > 0, before > least, after > 0 else { return false }
        return both / (before * after).squareRoot() > Self.sameTexture
    }

    /// Where the border of the patch is an edge of the later picture something has come, where of
    /// the earlier one it has gone; `nil` where neither is clear.
    func manner(stable: Plane, isKnown: Plane) -> LastingChange.Manner? {
        var (before, after, count) = (0, 0, 0)
        for (place, value) in values {
            let x = place % size.width
            for (step, isInside) in [
                (1, x + 2 < size.width), (-1, x >= 2), (size.width, true), (-size.width, true),
            ] where isInside && values[place + step] == nil {
                let outside = place + 2 * step
                guard (0..<size.pixelCount).contains(outside), values[outside] == nil,
                    isKnown.base[outside] != 0
                else { continue }
                let inner = values[place - step] ?? value
                before += abs(Int(inner.from) - Int(stable.base[outside]))
                after += abs(Int(inner.to) - Int(stable.base[outside]))
                count += 1
            }
        }
        guard count >= 8,
            Double(max(before, after)) >= Self.leastContrast * Double(count)
        else { return nil }
        if Double(after) > Self.clearRatio * Double(before) { return .came }
        if Double(before) > Self.clearRatio * Double(after) { return .gone }
        return nil
    }
}
