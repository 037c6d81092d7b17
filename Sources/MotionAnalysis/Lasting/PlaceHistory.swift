import Footage

/// What each place of the scene shows over time: one luma that lasts, and the steps from one to
/// the next.
final class PlaceHistory {
    /// A place that showed one thing for seconds, and then another for seconds.
    struct Step {
        var place: Int32
        var from: UInt8
        var to: UInt8
        /// The first and the last picture that showed what was.
        var since: UInt16
        var last: UInt16
        /// The picture that first showed what came.
        var first: UInt16
    }

    let size: FrameSize
    private(set) var times: [MediaTime] = []
    /// The pictures themselves, their exposure matched.
    private(set) var pictures: [Plane] = []
    /// In order of the pictures that made them certain.
    private(set) var steps: [Step] = []
    /// What each place shows now, where `isKnown` is not 0.
    let stable: Plane
    let isKnown: Plane
    /// Mean deviation of what does not change, levels.
    private(set) var noise = 2.0

    private let candidate: Plane
    private let count: Plane
    private let misses: Plane
    private let current: Plane
    // Owned; one number of a picture for each place.
    private let start: UnsafeMutablePointer<UInt16>
    private let since: UnsafeMutablePointer<UInt16>
    private let lastSeen: UnsafeMutablePointer<UInt16>
    /// Pictures in a row that show another scene.
    private var strangers = 0

    /// How long a place has to show the same to be said to show it.
    static let holdSeconds = 4.0
    /// The same of the first thing that it shows: what comes soon after the first picture is only
    /// told from what was there if that little is taken for known.
    private static let firstHoldSeconds = 2.0
    private static let leastCount: UInt8 = 3
    /// Pictures in which something may pass in front meanwhile.
    private static let mostMisses: UInt8 = 3
    /// Share of places that differ from which a picture shows another scene, or another light.
    private static let strangeShare = 0.4
    /// 35 MB where a place is a pixel of 320 × 240.
    static let mostPictures = 460

    init(size: FrameSize) {
        self.size = size
        stable = Plane(size: size)
        isKnown = Plane(size: size)
        candidate = Plane(size: size)
        count = Plane(size: size)
        misses = Plane(size: size)
        current = Plane(size: size)
        start = .allocate(capacity: max(1, size.pixelCount))
        since = .allocate(capacity: max(1, size.pixelCount))
        lastSeen = .allocate(capacity: max(1, size.pixelCount))
        start.initialize(repeating: 0, count: size.pixelCount)
        since.initialize(repeating: 0, count: size.pixelCount)
        lastSeen.initialize(repeating: 0, count: size.pixelCount)
    }

    deinit {
        start.deallocate()
        since.deallocate()
        lastSeen.deallocate()
    }

    /// - Parameter fill: writes the picture, `size`, row-major.
    func add(at time: MediaTime, fill: (UnsafeMutablePointer<UInt8>) -> Void) {
        guard times.count < Self.mostPictures, times.last.map({ $0 < time }) ?? true else { return }
        fill(current.base)
        let gain = matchLight()
        if isStrange(gain: gain) {
            strangers += 1
            guard strangers >= 3 else { return }
            // It has lasted: everything begins anew.
            isKnown.fill(0)
            count.fill(0)
        }
        strangers = 0
        times.append(time)
        let kept = Plane(size: size)
        kept.base.update(from: current.base, count: size.pixelCount)
        pictures.append(kept)
        follow(index: UInt16(times.count - 1))
    }

    /// Difference below which a place shows the same, levels.
    var tolerance: UInt8 { UInt8(min(max(4.5 * noise + 6, 10), 32)) }

    /// Takes a change of exposure out of the picture.
    ///
    /// - Returns: false where nothing is known to compare with.
    private func matchLight() -> Bool {
        var ratios = [Int](repeating: 0, count: 256)
        var total = 0
        let (now, known, isKnown) = (current.base, stable.base, isKnown.base)
        for place in stride(from: 0, to: size.pixelCount, by: 37)
        where isKnown[place] != 0 && known[place] >= 24 && known[place] < 240 {
            ratios[min(255, Int(now[place]) * 64 / Int(known[place]))] += 1
            total += 1
        }
        guard total >= 50 else { return false }
        var (median, below) = (0, 0)
        while below + ratios[median] <= total / 2 {
            below += ratios[median]
            median += 1
        }
        if abs(median - 64) > 1, median >= 24 {
            var table = [UInt8](repeating: 0, count: 256)
            for luma in table.indices { table[luma] = UInt8(min(255, luma * 64 / median)) }
            for place in 0..<size.pixelCount { now[place] = table[Int(now[place])] }
        }
        return true
    }

    /// Measures how much places differ; true where most do.
    private func isStrange(gain isComparable: Bool) -> Bool {
        guard isComparable else { return false }
        var differences = [Int](repeating: 0, count: 256)
        var total = 0
        let (now, known, isKnown) = (current.base, stable.base, isKnown.base)
        for place in stride(from: 11, to: size.pixelCount, by: 37) where isKnown[place] != 0 {
            differences[Self.distance(now[place], known[place])] += 1
            total += 1
        }
        guard total > 0 else { return false }
        let other = differences[(Int(tolerance) + 1)...].reduce(0, +)
        if Double(other) > Self.strangeShare * Double(total) { return true }
        var (median, below) = (0, 0)
        while below + differences[median] <= total / 2 {
            below += differences[median]
            median += 1
        }
        // The median of a normal distribution's deviations is 0.67 of its own; between levels.
        let part = (Double(total) / 2 - Double(below)) / Double(max(1, differences[median]))
        noise += 0.1 * (1.48 * (Double(median) + part - 0.5) - noise)
        return false
    }

    private func follow(index: UInt16) {
        let tolerance = Int(tolerance)
        // Addresses: a class's properties are asked for anew at every access.
        let (now, known, isKnown) = (current.base, stable.base, isKnown.base)
        let (count, lastSeen) = (count.base, lastSeen)
        for place in 0..<size.pixelCount {
            let (value, before) = (now[place], known[place])
            if isKnown[place] != 0, Self.distance(value, before) <= tolerance {
                lastSeen[place] = index
                count[place] = 0
                // Slow light is followed a level at a time.
                known[place] =
                    before &+ (value > before ? 1 : 0) &- (value < before ? 1 : 0)
            } else {
                doubt(place, value, index, tolerance)
            }
        }
        withExtendedLifetime(self) {}
    }

    /// The place shows something else than what is known of it.
    private func doubt(_ place: Int, _ value: UInt8, _ index: UInt16, _ tolerance: Int) {
        let (count, misses) = (count.base, misses.base)
        if count[place] == 0 {
            begin(place, value, index)
        } else if Self.distance(value, candidate.base[place]) <= tolerance {
            misses[place] = 0
            if count[place] < 255 { count[place] &+= 1 }
            let hold = isKnown.base[place] != 0 ? Self.holdSeconds : Self.firstHoldSeconds
            if count[place] >= Self.leastCount,
                (times[Int(index)] - times[Int(start[place])]).seconds >= hold
            {
                settle(place, index)
            }
        } else if count[place] >= 2, misses[place] < Self.mostMisses {
            misses[place] &+= 1
        } else {
            begin(place, value, index)
        }
    }

    private func begin(_ place: Int, _ value: UInt8, _ index: UInt16) {
        candidate.base[place] = value
        start[place] = index
        count.base[place] = 1
        misses.base[place] = 0
    }

    private func settle(_ place: Int, _ index: UInt16) {
        let (known, isKnown) = (stable.base, isKnown.base)
        let value = candidate.base[place]
        if isKnown[place] != 0 {
            steps.append(
                Step(
                    place: Int32(place), from: known[place], to: value, since: since[place],
                    last: lastSeen[place], first: start[place]))
        }
        known[place] = value
        isKnown[place] = 1
        since[place] = start[place]
        lastSeen[place] = index
        count.base[place] = 0
    }

    private static func distance(_ one: UInt8, _ other: UInt8) -> Int {
        one > other ? Int(one &- other) : Int(other &- one)
    }
}
