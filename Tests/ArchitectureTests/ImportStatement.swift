import Foundation

/// One `import` in a source file.
struct ImportStatement: Hashable {
    /// The top-level module: `CFFmpeg` for `import struct CFFmpeg.AVPacket`.
    let module: String
    let isTestable: Bool

    /// All imports of a file: with any access level, attributes, a kind of declaration, several
    /// on a line; not those in comments or in multi-line strings.
    static func all(in source: String) -> [ImportStatement] {
        var imports: [ImportStatement] = []
        var blockDepth = 0
        var isInString = false
        for line in source.split(separator: "\n", omittingEmptySubsequences: false) {
            if blockDepth == 0, line.components(separatedBy: "\"\"\"").count % 2 == 0 {
                isInString.toggle()
                continue
            }
            if isInString { continue }
            let code = withoutComments(line, depth: &blockDepth)
            for statement in code.split(separator: ";") {
                if let parsed = parse(statement) { imports.append(parsed) }
            }
        }
        return imports
    }

    private static func withoutComments(_ line: Substring, depth: inout Int) -> String {
        var code = ""
        var rest = line
        while !rest.isEmpty {
            if rest.hasPrefix("/*") {
                depth += 1
                rest = rest.dropFirst(2)
            } else if rest.hasPrefix("*/"), depth > 0 {
                depth -= 1
                rest = rest.dropFirst(2)
            } else if rest.hasPrefix("//"), depth == 0 {
                return code
            } else {
                if depth == 0 { code.append(rest.first ?? " ") }
                rest = rest.dropFirst()
            }
        }
        return code
    }

    private static let accessLevels: Set<Substring> = [
        "public", "package", "internal", "fileprivate", "private",
    ]
    private static let kinds: Set<Substring> = [
        "struct", "class", "enum", "protocol", "typealias", "func", "var", "let", "actor",
    ]

    private static func parse(_ statement: Substring) -> ImportStatement? {
        var words = statement.split(whereSeparator: \.isWhitespace)[...]
        var isTestable = false
        while let word = words.first, word.hasPrefix("@") || accessLevels.contains(word) {
            isTestable = isTestable || word == "@testable"
            words = words.dropFirst()
        }
        guard words.first == "import" else { return nil }
        words = words.dropFirst()
        if let kind = words.first, kinds.contains(kind) { words = words.dropFirst() }
        guard let path = words.first, let module = path.split(separator: ".").first else {
            return nil
        }
        return ImportStatement(module: String(module), isTestable: isTestable)
    }
}
