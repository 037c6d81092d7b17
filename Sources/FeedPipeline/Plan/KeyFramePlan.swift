import Footage

/// Which key frames of a recording are looked at before anything else.
///
/// The samples that prime the models are among them, so that these cost nothing again; between
/// them as many as it takes to see whatever stays for five seconds. More would add cost and find
/// nothing that decoding does not find.
struct KeyFramePlan: Equatable {
    /// Part of the settings digest: a change in what key frames tell makes it obsolete.
    static let version = 1
    /// Between two looks, where there are key frames that close.
    static let interval = MediaTime(seconds: 4)
    /// Between two looks of the sketch.
    static let sketchInterval = MediaTime(seconds: 30)
    /// A shorter recording is surveyed as fast as it is sketched.
    static let shortestSketched = MediaTime(seconds: 1200)
    /// A part is the work of one worker at a time; its neighbourhood is decoded by the next one too.
    static let longestPart = MediaTime(seconds: 3600)

    /// Key groups, ascending.
    let groups: [Int]
    /// Of `groups`, the few that are looked at first of all in a long recording, to find within
    /// a minute what stays for half a minute. Empty in a short one.
    let sketch: [Int]
    let starts: [MediaTime]

    init(groupStarts: [MediaTime], samples: [Int], duration: MediaTime) {
        starts = groupStarts
        var chosen: [Int] = []
        for (position, sample) in samples.enumerated() {
            chosen.append(sample)
            let next = position + 1 < samples.count ? samples[position + 1] : groupStarts.count
            chosen += Self.steps(
                from: sample, to: next, among: Array(sample..<next), starts: groupStarts,
                interval: Self.interval)
        }
        groups = chosen
        guard duration >= Self.shortestSketched, let first = samples.first else {
            sketch = []
            return
        }
        sketch =
            [first]
            + Self.steps(
                from: first, to: groupStarts.count, among: samples, starts: groupStarts,
                interval: Self.sketchInterval)
    }

    /// The groups between two that are needed so that neighbours are at most an interval apart, as
    /// far as there are any.
    private static func steps(
        from first: Int, to end: Int, among candidates: [Int], starts: [MediaTime],
        interval: MediaTime
    ) -> [Int] {
        var steps: [Int] = []
        var last = first
        var possible: Int?
        for group in candidates where group > first && group < end {
            if let step = possible, starts[group] - starts[last] > interval {
                steps.append(step)
                last = step
            }
            possible = group
        }
        if let step = possible, end >= starts.count || starts[end] - starts[last] > interval {
            steps.append(step)
        }
        return steps
    }

    /// What of `groups` lies within a time, as positions in `groups`.
    func positions(in range: MediaRange, of groups: [Int]) -> Range<Int> {
        func first(_ isReached: (MediaTime) -> Bool) -> Int {
            var (low, high) = (0, groups.count)
            while low < high {
                let middle = (low + high) / 2
                if isReached(starts[groups[middle]]) { high = middle } else { low = middle + 1 }
            }
            return low
        }
        let start = first { $0 >= range.start }
        return start..<max(start, first { $0 > range.end })
    }
}

/// Some stretches of a recording whose key frames one worker looks at in one go.
struct SurveyPart: Hashable, Sendable {
    enum Depth: Sendable {
        /// A key frame every half minute; tells of the most striking places only.
        case sketch
        /// All that the plan names; every stretch gets its outcome.
        case survey
    }

    let depth: Depth
    /// Ordinals.
    let stretches: Range<Int>
    /// Whether nobody has looked at them before: first looks at all recordings go before second
    /// ones at any.
    let isFirstLook: Bool

    /// The parts of a recording: the sketch first, where there is one.
    static func parts(of stretches: [Stretch], plan: KeyFramePlan) -> [SurveyPart] {
        guard let end = stretches.last?.range.end else { return [] }
        let longest = KeyFramePlan.longestPart.microseconds
        let count = max(1, Int((end.microseconds + longest - 1) / longest))
        let cuts = (0...count).map { stretches.count * $0 / count }
        let ranges = zip(cuts, cuts.dropFirst()).map { $0..<$1 }.filter { !$0.isEmpty }
        let isSketched = !plan.sketch.isEmpty
        let sketches = ranges.map {
            SurveyPart(depth: .sketch, stretches: $0, isFirstLook: true)
        }
        return (isSketched ? sketches : [])
            + ranges.map {
                SurveyPart(depth: .survey, stretches: $0, isFirstLook: !isSketched)
            }
    }
}
