/// Pieces of messages.
enum Quoted {
    static let longest = 60

    /// `'text'`, cut where it is long.
    static func text(_ text: String) -> String {
        text.count <= longest ? "'\(text)'" : "'\(text.prefix(longest))…'"
    }

    /// `a, b or c`.
    static func list(_ words: [String], last: String = "or") -> String {
        guard words.count > 1, let end = words.last else { return words.first ?? "" }
        return "\(words.dropLast().joined(separator: ", ")) \(last) \(end)"
    }
}
