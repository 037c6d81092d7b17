import TypedText

/// What a wrong name was probably meant to be.
enum NearestName {
    /// The known name that takes the fewest changes, or `nil` where none is similar.
    ///
    /// - Parameter synonyms: known name by a word that people write for it.
    static func among(
        _ known: [String], to wrong: String, synonyms: [String: String] = [:]
    ) -> String? {
        let wanted = wrong.lowercased()
        if let meant = synonyms[wanted] { return meant }
        // More than this is another word, not a typing error.
        let reach = max(1, (wanted.count + 1) / 3)
        return known.map { (EditDistance.between(wanted, $0.lowercased()), $0) }
            .filter { $0.0 <= reach }
            // Of words as near, the longer one has more letters in common.
            .min { ($0.0, -$0.1.count, $0.1) < ($1.0, -$1.1.count, $1.1) }?.1
    }

    /// "did you mean 'jetty'?", else all there are, else `none`.
    static func hint(
        _ known: [String], to wrong: String, synonyms: [String: String] = [:], none: String
    ) -> String {
        if let nearest = among(known, to: wrong, synonyms: synonyms) {
            return "did you mean '\(nearest)'?"
        }
        guard !known.isEmpty else { return none }
        return known.count <= 12
            ? "known are \(Quoted.list(known, last: "and"))"
            : "known are \(known.prefix(12).joined(separator: ", ")) and "
                + "\(known.count - 12) more"
    }
}
