public import EventStore
public import Footage
public import VideoDecoding

/// One recording on the axis of a search.
public struct VanishSegment: Sendable, Hashable {
    /// `nil` for a file that no database knows.
    public var recording: RecordingID?
    public var source: RecordingSource
    /// Whoever read all of it found its time stamps good as they are.
    public var timestampsAreContinuous: Bool
    /// Wall clock of its first frame; `nil` where it is unknown.
    public var start: WallTime?
    public var duration: MediaTime

    public init(
        recording: RecordingID? = nil, source: RecordingSource,
        timestampsAreContinuous: Bool = false, start: WallTime? = nil, duration: MediaTime
    ) {
        self.recording = recording
        self.source = source
        self.timestampsAreContinuous = timestampsAreContinuous
        self.start = start
        self.duration = duration
    }
}

/// The recordings that are searched, one after the other on one axis: the wall clock, or the media
/// time of a single recording.
struct VanishTimeline {
    /// A segment with its range of the axis, in µs.
    struct Placed {
        var segment: VanishSegment
        var origin: Int64
        var range: Range<Int64>
    }

    private(set) var placed: [Placed] = []

    /// Of segments that overlap, the one that begins later is searched from its start on.
    init(_ segments: [VanishSegment]) {
        let usable = segments.count == 1 ? segments : segments.filter { $0.start != nil }
        let sorted = usable.sorted { origin($0) < origin($1) }
        for (number, segment) in sorted.enumerated() {
            let start = origin(segment)
            var end = start + segment.duration.microseconds
            if number + 1 < sorted.count { end = min(end, origin(sorted[number + 1])) }
            guard end > start else { continue }
            placed.append(Placed(segment: segment, origin: start, range: start..<end))
        }
        func origin(_ segment: VanishSegment) -> Int64 { segment.start?.microsecondsUTC ?? 0 }
    }

    /// Where a moment of a segment lies on the axis; `nil` when it is not searched.
    func position(of media: MediaTime, in source: RecordingSource) -> Int64? {
        guard let place = placed.first(where: { $0.segment.source == source }) else { return nil }
        return place.origin + media.microseconds
    }

    /// The segment that covers a position; in a gap, the one after it, or the last.
    func segment(at position: Int64) -> Int? {
        guard !placed.isEmpty else { return nil }
        return placed.firstIndex { position < $0.range.upperBound } ?? placed.count - 1
    }

    /// The pieces of segments between two positions.
    func pieces(_ range: Range<Int64>) -> [(segment: Int, range: Range<Int64>)] {
        placed.indices.compactMap { number in
            let piece = placed[number].range.clamped(to: range)
            return piece.isEmpty ? nil : (number, piece)
        }
    }

    /// Recorded time between two positions, in µs.
    func covered(_ range: Range<Int64>) -> Int64 {
        pieces(range).reduce(0) { $0 + Int64($1.range.count) }
    }

    /// The moment with as much recorded time before as after it in a range, and the last recorded
    /// moment in it: where to look between two sights.
    func middles(of range: Range<Int64>) -> [Int64] {
        let half = positions(3, in: range).dropFirst()
        return half.isEmpty ? [] : Array(half)
    }

    /// Positions evenly spaced over recorded time, the first and the last moment among them.
    func positions(_ count: Int, in range: Range<Int64>) -> [Int64] {
        let total = covered(range)
        guard total > 0, count > 1 else { return [] }
        var result: [Int64] = []
        var piece = pieces(range)[...]
        var passed: Int64 = 0
        for number in 0..<count {
            let wanted = (total - 1) / Int64(count - 1) * Int64(number)
            while let first = piece.first, wanted - passed >= Int64(first.range.count) {
                passed += Int64(first.range.count)
                piece = piece.dropFirst()
            }
            guard let first = piece.first else { break }
            result.append(first.range.lowerBound + wanted - passed)
        }
        return result
    }
}
