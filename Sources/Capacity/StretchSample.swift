import FeedPipeline

/// Which stretches of a recording are measured: enough to tell, however long it is.
enum StretchSample {
    /// Stretches spread evenly over the recording, at least one, about `seconds` long in all.
    static func chosen(from stretches: [Stretch], seconds: Double) -> [Stretch] {
        guard let first = stretches.first, stretches.count > 1 else { return stretches }
        let total = stretches.reduce(0) { $0 + $1.range.duration.seconds }
        let mean = max(total / Double(stretches.count), 0.001)
        let count = min(stretches.count, max(1, Int((seconds / mean).rounded())))
        guard count > 1 else { return count == 1 ? [stretches[stretches.count / 2]] : [first] }
        return (0..<count).map { stretches[$0 * (stretches.count - 1) / (count - 1)] }
    }
}
