import Footage

/// Where a thing was during the last seconds.
struct TrackHistory {
    static let windowSeconds = 2.0
    /// The same moments for all things, so that two can be compared.
    private static let slotMicroseconds: Int64 = 100_000

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
        let slot = time.microseconds / Self.slotMicroseconds
        if let last = moments.last, last.time.microseconds / Self.slotMicroseconds == slot {
            return
        }
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

    /// How far two things went during the time that both were seen in the window, and the
    /// largest change of the distance between them meanwhile, in pixels.
    ///
    /// - Returns: `nil` where there is too little to tell.
    func common(
        with other: TrackHistory, at time: MediaTime
    ) -> (travel: Double, deviation: Double)? {
        var pairs: [(Moment, Moment)] = []
        let (mine, others) = (recent(at: time), other.recent(at: time))
        var next = others.startIndex
        for moment in mine {
            while next < others.endIndex, others[next].time < moment.time { next += 1 }
            guard next < others.endIndex else { break }
            if others[next].time == moment.time { pairs.append((moment, others[next])) }
        }
        guard let first = pairs.first, let last = pairs.last, pairs.count >= 3 else { return nil }
        var deviation = 0.0
        for (one, two) in pairs {
            let x = (two.x - one.x) - (first.1.x - first.0.x)
            let y = (two.y - one.y) - (first.1.y - first.0.y)
            deviation = max(deviation, (x * x + y * y).squareRoot())
        }
        let travel = min(Self.distance(first.0, last.0), Self.distance(first.1, last.1))
        return (travel, deviation)
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
