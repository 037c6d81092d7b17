import Footage

/// Where a thing was during the last seconds.
struct TrackHistory {
    static let windowSeconds = 2.0
    private static let spacingSeconds = 0.1

    private struct Moment {
        var time: MediaTime
        var x: Double
        var y: Double
    }

    private var moments: [Moment] = []
    /// Mean of the pixels, and of their squares, over all observations.
    private var pixelSum = 0.0
    private var squareSum = 0.0
    private var count = 0.0

    mutating func add(x: Double, y: Double, pixels: Int, at time: MediaTime) {
        count += 1
        pixelSum += Double(pixels)
        squareSum += Double(pixels) * Double(pixels)
        if let last = moments.last, (time - last.time).seconds < Self.spacingSeconds { return }
        moments.append(Moment(time: time, x: x, y: y))
        let oldest = moments.firstIndex { (time - $0.time).seconds <= Self.windowSeconds } ?? 0
        if oldest > 8 { moments.removeFirst(oldest) }
    }

    /// Mean size, pixels.
    var meanPixels: Double { pixelSum / max(1, count) }

    /// Standard deviation of the size as a share of its mean.
    var sizeVariation: Double {
        let mean = meanPixels
        return max(0, squareSum / max(1, count) - mean * mean).squareRoot() / max(1, mean)
    }

    /// From the place at the window's beginning to the last, pixels.
    func displacement(at time: MediaTime) -> Double {
        let window = recent(at: time)
        guard let first = window.first, let last = window.last else { return 0 }
        return Self.distance(first, last)
    }

    /// Displacement as a share of the way that was made, 0…1; 0 without any movement.
    func straightness(at time: MediaTime) -> Double {
        let window = recent(at: time)
        let way = zip(window, window.dropFirst()).reduce(0) { $0 + Self.distance($1.0, $1.1) }
        return way > 0 ? min(1, displacement(at: time) / way) : 0
    }

    /// How often it has turned back within the window: steps of a pixel and more against the one
    /// before.
    func reversals(at time: MediaTime) -> Int {
        let window = recent(at: time)
        var turns = 0
        var last: (x: Double, y: Double)?
        var from = window.first
        for moment in window.dropFirst() {
            guard let start = from, Self.distance(start, moment) >= 1 else { continue }
            let step = (x: moment.x - start.x, y: moment.y - start.y)
            if let last, last.x * step.x + last.y * step.y < 0 { turns += 1 }
            last = step
            from = moment
        }
        return turns
    }

    private func recent(at time: MediaTime) -> ArraySlice<Moment> {
        let first = moments.firstIndex { (time - $0.time).seconds <= Self.windowSeconds }
        return moments[(first ?? moments.endIndex)...]
    }

    private static func distance(_ one: Moment, _ other: Moment) -> Double {
        let (x, y) = (other.x - one.x, other.y - one.y)
        return (x * x + y * y).squareRoot()
    }
}
