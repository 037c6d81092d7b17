import Footage

/// What each place of the scene shows over time: one luma that lasts, and the steps from one to
/// the next.
struct PlaceHistory {
    /// A place that showed one thing for seconds, and then another for seconds.
    struct Step {
        var place: Int32
        var from: UInt8
        var to: UInt8
        /// The picture that first showed what came, and the last one that showed what was.
        var first: UInt16
        var last: UInt16
    }

    let size: FrameSize
    private(set) var times: [MediaTime] = []
    /// In order of the pictures that made them certain.
    private(set) var steps: [Step] = []
    /// What each place shows now, where `isKnown` is not 0.
    private(set) var stable: [UInt8]
    private(set) var isKnown: [UInt8]
    /// Mean deviation of what does not change, levels.
    private(set) var noise = 2.0

    private var candidate: [UInt8]
    private var count: [UInt8]
    private var misses: [UInt8]
    private var start: [UInt16]
    private var lastSeen: [UInt16]
    private var current: [UInt8]
    /// Pictures in a row that show another scene.
    private var strangers = 0

    /// How long a place has to show the same to be said to show it.
    static let holdSeconds = 4.0
    private static let leastCount: UInt8 = 3
    /// Pictures in which something may pass in front meanwhile.
    private static let mostMisses: UInt8 = 3
    /// Share of places that differ from which a picture shows another scene, or another light.
    private static let strangeShare = 0.4
    private static let mostPictures = 60_000

    init(size: FrameSize) {
        self.size = size
        let places = size.pixelCount
        stable = Array(repeating: 0, count: places)
        isKnown = Array(repeating: 0, count: places)
        candidate = Array(repeating: 0, count: places)
        count = Array(repeating: 0, count: places)
        misses = Array(repeating: 0, count: places)
        start = Array(repeating: 0, count: places)
        lastSeen = Array(repeating: 0, count: places)
        current = Array(repeating: 0, count: places)
    }

    /// - Parameter fill: writes the picture, `size`, row-major.
    mutating func add(at time: MediaTime, fill: (UnsafeMutablePointer<UInt8>) -> Void) {
        guard times.count < Self.mostPictures, times.last.map({ $0 < time }) ?? true else { return }
        current.withUnsafeMutableBufferPointer { buffer in
            if let base = buffer.baseAddress { fill(base) }
        }
        let gain = matchLight()
        if isStrange(gain: gain) {
            strangers += 1
            guard strangers >= 3 else { return }
            // It has lasted: everything begins anew.
            for place in isKnown.indices {
                isKnown[place] = 0
                count[place] = 0
            }
        }
        strangers = 0
        times.append(time)
        follow(index: UInt16(times.count - 1))
    }

    /// Difference below which a place shows the same, levels.
    var tolerance: UInt8 { UInt8(min(max(4.5 * noise + 6, 10), 32)) }

    /// Takes a change of exposure out of the picture.
    ///
    /// - Returns: false where nothing is known to compare with.
    private mutating func matchLight() -> Bool {
        var ratios = [Int](repeating: 0, count: 256)
        var total = 0
        for place in stride(from: 0, to: stable.count, by: 37)
        where isKnown[place] != 0 && stable[place] >= 24 && stable[place] < 240 {
            ratios[min(255, Int(current[place]) * 64 / Int(stable[place]))] += 1
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
            for place in current.indices { current[place] = table[Int(current[place])] }
        }
        return true
    }

    /// Measures how much places differ; true where most do.
    private mutating func isStrange(gain isComparable: Bool) -> Bool {
        guard isComparable else { return false }
        var differences = [Int](repeating: 0, count: 256)
        var total = 0
        for place in stride(from: 11, to: stable.count, by: 37) where isKnown[place] != 0 {
            differences[Self.distance(current[place], stable[place])] += 1
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

    private mutating func follow(index: UInt16) {
        let now = times[Int(index)]
        let tolerance = Int(tolerance)
        for place in 0..<size.pixelCount {
            let value = current[place]
            if isKnown[place] != 0 {
                let known = stable[place]
                if Self.distance(value, known) <= tolerance {
                    lastSeen[place] = index
                    count[place] = 0
                    // Slow light is followed a level at a time.
                    if value > known {
                        stable[place] = known &+ 1
                    } else if value < known {
                        stable[place] = known &- 1
                    }
                    continue
                }
            }
            if count[place] == 0 {
                begin(place, value, index)
            } else if Self.distance(value, candidate[place]) <= tolerance {
                misses[place] = 0
                if count[place] < 255 { count[place] &+= 1 }
                if count[place] >= Self.leastCount,
                    (now - times[Int(start[place])]).seconds >= Self.holdSeconds
                {
                    settle(place, index)
                }
            } else if count[place] >= 2, misses[place] < Self.mostMisses {
                misses[place] &+= 1
            } else {
                begin(place, value, index)
            }
        }
    }

    private mutating func begin(_ place: Int, _ value: UInt8, _ index: UInt16) {
        candidate[place] = value
        start[place] = index
        count[place] = 1
        misses[place] = 0
    }

    private mutating func settle(_ place: Int, _ index: UInt16) {
        if isKnown[place] != 0 {
            steps.append(
                Step(
                    place: Int32(place), from: stable[place], to: candidate[place],
                    first: start[place], last: lastSeen[place]))
        }
        stable[place] = candidate[place]
        isKnown[place] = 1
        lastSeen[place] = index
        count[place] = 0
    }

    private static func distance(_ one: UInt8, _ other: UInt8) -> Int {
        one > other ? Int(one &- other) : Int(other &- one)
    }
}
