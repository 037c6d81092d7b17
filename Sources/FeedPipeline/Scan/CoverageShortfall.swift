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
        if !missing.isEmpty {
            let total = missing.reduce(MediaTime.zero) { $0 + $1.range.duration }
            let listed = missing.prefix(3).map { span in
                "\(span.range.start)–\(span.range.end) \(span.reason ?? span.state.rawValue)"
            }
            let more = missing.count > 3 ? " and \(missing.count - 3) more stretches" : ""
            parts.append(
                "\(total) not analysed: " + listed.joined(separator: ", ") + more)
        }
        description = parts.joined(separator: "; ")
    }
}
