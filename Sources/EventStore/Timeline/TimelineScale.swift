import Footage

/// A range of time cut into equal buckets.
struct TimelineScale {
    static let mostBuckets = 10_000

    let range: Range<Int64>
    let bucket: Int64
    let count: Int

    /// No time that is asked for can lie beyond this; sums of two such times do not overflow.
    private static let times = -(Int64(1) << 60)...(Int64(1) << 60)

    /// `nil` for a range that is empty or beyond all times, or for no buckets.
    init?(from start: Int64, until end: Int64, buckets: Int) {
        guard start < end, Self.times.contains(start), Self.times.contains(end),
            (1...Self.mostBuckets).contains(buckets)
        else { return nil }
        let length = end - start
        range = start..<end
        bucket = (length - 1) / Int64(buckets) + 1
        count = Int((length - 1) / bucket + 1)
    }

    /// Buckets that have any moment of a range in them.
    func buckets(touching span: Range<Int64>) -> Range<Int> {
        let (first, last) = (
            max(span.lowerBound, range.lowerBound), min(span.upperBound, range.upperBound)
        )
        guard first < last else { return 0..<0 }
        let start = Int((first - range.lowerBound) / bucket)
        return start..<Int((last - 1 - range.lowerBound) / bucket) + 1
    }

    /// Whether all of a range lies in one bucket.
    func isInOneBucket(_ span: Range<Int64>) -> Bool {
        range.lowerBound <= span.lowerBound && span.upperBound <= range.upperBound
            && buckets(touching: span).count == 1
    }
}

/// The most motion of each bucket.
struct TimelineMotion {
    let scale: TimelineScale
    private(set) var buckets: [Int?]

    init(_ scale: TimelineScale) {
        self.scale = scale
        buckets = Array(repeating: nil, count: scale.count)
    }

    /// Time that was looked at is quiet unless it is said not to be.
    mutating func look(at span: Range<Int64>) {
        for index in scale.buckets(touching: span) where buckets[index] == nil {
            buckets[index] = 0
        }
    }

    mutating func add(_ ppm: Int, at span: Range<Int64>) {
        for index in scale.buckets(touching: span) {
            buckets[index] = max(buckets[index] ?? 0, ppm)
        }
    }

    /// Whether `add` would change anything.
    func isRaised(by ppm: Int, at span: Range<Int64>) -> Bool {
        scale.buckets(touching: span).contains { (buckets[$0] ?? -1) < ppm }
    }
}
