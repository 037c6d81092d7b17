import Footage

/// What of a recording was not analysed, and why, in one line.
struct CoverageShortfall: CustomStringConvertible {
    let description: String

    /// `nil` if every frame that there is was analysed and nothing failed.
    init?(spans: [CoverageSpan], failure: String?) {
        let missing = spans.filter { $0.state != .analysed && $0.state != .absent }
        guard !missing.isEmpty || failure != nil else { return nil }
        var parts: [String] = []
        if let failure { parts.append(failure) }
        let byKeyFrames = missing.filter { $0.state == .keyFramesOnly }
        if !byKeyFrames.isEmpty {
            parts.append("\(Self.total(byKeyFrames)) by key frames only")
        }
        let unseen = missing.filter { $0.state != .keyFramesOnly }
        if !unseen.isEmpty {
            let listed = unseen.prefix(3).map { span in
                "\(span.range.start)–\(span.range.end) \(span.reason ?? span.state.rawValue)"
            }
            let more = unseen.count > 3 ? " and \(unseen.count - 3) more stretches" : ""
            parts.append(
                "\(Self.total(unseen)) not analysed: " + listed.joined(separator: ", ") + more)
        }
        description = parts.joined(separator: "; ")
    }

    private static func total(_ spans: [CoverageSpan]) -> MediaTime {
        spans.reduce(.zero) { $0 + $1.range.duration }
    }
}
