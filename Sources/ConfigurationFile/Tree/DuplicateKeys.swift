/// Tells of keys that are given twice.
///
/// The YAML library stops at the first such mapping. So that everything wrong is told at once, the
/// second of the two is renamed in the text, which is then read again without it.
struct DuplicateKeys {
    private(set) var text: String
    let problems: ProblemList
    private var rounds = 0

    /// Of a private-use plane: no keyboard has it.
    private static let mark: Character = "\u{F0000}"
    /// More of them are hardly mistakes of one person.
    private static let mostRounds = 20

    init(text: String, problems: ProblemList) {
        self.text = text
        self.problems = problems
    }

    static func isSetAside(_ key: String) -> Bool { key.first == mark }

    /// Refuses the second of two equal keys and renames it.
    ///
    /// - Parameter place: of the first of two equal keys.
    /// - Returns: whether the text can be read again.
    mutating func setAside(_ keys: [String], firstAt place: SourcePosition) -> Bool {
        rounds += 1
        // The place belongs to one of the keys.
        let lines = self.lines
        guard rounds <= Self.mostRounds, lines.indices.contains(place.line - 1),
            let key = keys.first(where: {
                rest(of: lines[place.line - 1], from: place.column, is: $0)
            }),
            let second = second(key, after: place, in: lines)
        else {
            problems.error(
                .duplicateKey, at: place, "key '\(keys.first ?? "")' is given twice",
                meant: "keep one of them")
            return false
        }
        problems.error(
            .duplicateKey, at: second, "key '\(key)' is given twice, first on line \(place.line)",
            meant: "keep one of them")
        replace(key, at: second, in: lines)
        return true
    }

    private var lines: [Substring] {
        text.split(omittingEmptySubsequences: false) { $0.isNewline }
    }

    /// Whether a line has the key, perhaps in quotation marks, from a column on.
    private func rest(of line: Substring, from column: Int, is key: String) -> Bool {
        var rest = String(line.unicodeScalars.dropFirst(column - 1))
        if let quote = rest.first, quote == "\"" || quote == "'" {
            rest.removeFirst()
            guard rest.hasPrefix(key), rest.dropFirst(key.count).first == quote else {
                return false
            }
            return rest.dropFirst(key.count + 1).drop { $0 == " " }.first == ":"
        }
        return rest.hasPrefix(key) && rest.dropFirst(key.count).drop { $0 == " " }.first == ":"
    }

    private func second(
        _ key: String, after first: SourcePosition, in lines: [Substring]
    ) -> SourcePosition? {
        inBlock(key, after: first, in: lines) ?? inBraces(key, after: first, in: lines)
    }

    /// The next line of the same block, that is in the same column, with the same key.
    private func inBlock(
        _ key: String, after first: SourcePosition, in lines: [Substring]
    ) -> SourcePosition? {
        for index in first.line..<lines.count {
            let line = lines[index]
            let indentation = line.prefix { $0 == " " }.count
            let content = line.dropFirst(indentation)
            if content.isEmpty || content.first == "#" { continue }
            if indentation < first.column - 1 { return nil }
            if indentation == first.column - 1, rest(of: line, from: first.column, is: key) {
                return SourcePosition(line: index + 1, column: first.column)
            }
        }
        return nil
    }

    /// After `{` or `,` on the same line or the next ones, as far as the braces go.
    private func inBraces(
        _ key: String, after first: SourcePosition, in lines: [Substring]
    ) -> SourcePosition? {
        var depth = 0
        for index in (first.line - 1)..<lines.count {
            let scalars = Array(lines[index].unicodeScalars)
            var mayBegin = index != first.line - 1
            for column
                in (index == first.line - 1 ? first.column : 0)..<max(scalars.count, first.column)
            where column < scalars.count {
                switch scalars[column] {
                case "{", "[": depth += 1
                case "}", "]": depth -= 1
                case ",": mayBegin = depth == 0
                case " ": break
                default:
                    if mayBegin, depth == 0,
                        rest(of: lines[index], from: column + 1, is: key)
                    {
                        return SourcePosition(line: index + 1, column: column + 1)
                    }
                    mayBegin = false
                }
                if depth < 0 { return nil }
            }
        }
        return nil
    }

    /// As many characters as before, so that everything after it keeps its place.
    private mutating func replace(_ key: String, at place: SourcePosition, in lines: [Substring]) {
        var lines = lines
        var scalars = Array(lines[place.line - 1].unicodeScalars)
        let isQuoted = "\"'".unicodeScalars.contains(scalars[place.column - 1])
        let start = place.column - 1 + (isQuoted ? 1 : 0)
        let count = key.unicodeScalars.count
        // The number of the round keeps three equal keys apart.
        let name = String(Self.mark) + String(rounds)
        let padding = String(repeating: "_", count: max(0, count - name.unicodeScalars.count))
        scalars.replaceSubrange(start..<start + count, with: (name + padding).unicodeScalars)
        lines[place.line - 1] = Substring(String(String.UnicodeScalarView(scalars)))
        text = lines.joined(separator: "\n")
    }
}
