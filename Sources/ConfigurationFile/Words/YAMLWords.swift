import Footage
import Foundation

/// Values as YAML writes them.
enum YAMLWords {
    /// In quotation marks where it would be read as something else.
    static func text(_ text: String) -> String {
        let isPlain =
            text.range(of: #"^[\p{L}_][\p{L}\p{N}_./ –-]*$"#, options: .regularExpression) != nil
            && text.last != " " && !special.contains(text.lowercased())
        if isPlain { return text }
        let encoder = JSONEncoder()
        encoder.outputFormatting = .withoutEscapingSlashes
        return (try? encoder.encode(text)).map { String(decoding: $0, as: UTF8.self) } ?? "\"\""
    }

    private static let special: Set<String> = ["on", "off", "yes", "no", "true", "false", "null"]

    /// `[[0.1, 0.4], …]`.
    static func points(_ points: [NormalizedPoint]) -> String {
        let pairs = points.map { "[\(ValueForm.plain($0.x)), \(ValueForm.plain($0.y))]" }
        return "[\(pairs.joined(separator: ", "))]"
    }

    static func list(_ texts: [String]) -> String {
        "[\(texts.map(text).joined(separator: ", "))]"
    }
}
