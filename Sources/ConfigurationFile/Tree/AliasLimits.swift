/// Refuses anchors and aliases with which a small file means a huge or bottomless tree, before the
/// tree is made.
///
/// The YAML library compares the keys of a mapping with each other, aliases in them unrolled: ten
/// lines are enough to keep it busy for years. What stands in values is limited afterwards, by
/// `YAMLComposer`, where it can be counted exactly.
struct AliasLimits {
    static let mostAnchors = 50
    /// Brackets within brackets, and `- - -`.
    static let deepestNesting = 64
    /// Each level takes a space at least.
    static let deepestIndentation = 200

    var text: String

    func check(problems: ProblemList) -> Bool {
        let before = problems.problems.count
        var anchors = 0
        var hasAliases = false
        var depth = 0
        for (index, line) in lines.enumerated() {
            let position = SourcePosition(line: index + 1, column: 1)
            if line.utf8.contains(UInt8(ascii: "&")) {
                anchors += line.matches(of: Self.anchor).count
            }
            if line.utf8.contains(UInt8(ascii: "*")) {
                hasAliases = hasAliases || line.contains(Self.alias)
            }
            let line = Self.withoutComment(line)
            let brackets = Self.brackets(line)
            let indentation = line.utf8.prefix { $0 == UInt8(ascii: " ") }.count
            if indentation > Self.deepestIndentation, indentation < line.utf8.count {
                problems.error(
                    .syntax, at: position,
                    "is indented by more than \(Self.deepestIndentation) spaces",
                    meant: "two per level are enough")
                return false
            }
            if max(depth + brackets.peak, Self.blockDepth(line)) > Self.deepestNesting {
                problems.error(
                    .syntax, at: position,
                    "lists and keys are nested more than \(Self.deepestNesting) deep",
                    meant: "a closing bracket may be missing above")
                return false
            }
            depth = max(depth + brackets.net, 0)
        }
        if anchors > Self.mostAnchors {
            problems.error(
                .alias, at: nil, "has \(anchors) anchors; at most \(Self.mostAnchors) are read",
                meant: "put what feeds have in common under defaults")
        }
        if hasAliases, anchors > 0, let line = lines.firstIndex(where: Self.mayAliasInKey) {
            problems.error(
                .alias, at: SourcePosition(line: line + 1, column: 1),
                "an alias or a list stands where a key belongs", meant: "write the key itself")
        }
        return problems.problems.count == before
    }

    private var lines: [Substring] {
        text.split(omittingEmptySubsequences: false) { $0.isNewline }
    }

    nonisolated(unsafe) private static let anchor = /(?:^|[\s\[{,:\-?])&[A-Za-z0-9_\-]+/
    nonisolated(unsafe) private static let alias = /(?:^|[\s\[{,:\-?])\*[A-Za-z0-9_\-]+/
    nonisolated(unsafe) private static let aliasKey = /\*[A-Za-z0-9_\-]+\s*:(?:\s|$)/
    nonisolated(unsafe) private static let explicitKey = /(?:^|[\s\[{,\-])\?(?:\s|$)/
    nonisolated(unsafe) private static let collectionKey = /[\]}]\s*:(?:\s|$)/

    private static func mayAliasInKey(_ line: Substring) -> Bool {
        line.contains(aliasKey) || line.contains(explicitKey) || line.contains(collectionKey)
    }

    /// How many more brackets are opened than closed, at most within the line and at its end.
    private static func brackets(_ line: Substring) -> (peak: Int, net: Int) {
        var (peak, net) = (0, 0)
        for byte in line.utf8 {
            switch byte {
            case UInt8(ascii: "["), UInt8(ascii: "{"): net += 1
            case UInt8(ascii: "]"), UInt8(ascii: "}"): net -= 1
            default: break
            }
            peak = max(peak, net)
        }
        return (peak, net)
    }

    /// Levels of lists and keys that begin on this line without brackets: `- - - a`.
    private static func blockDepth(_ line: Substring) -> Int {
        line.prefix { " -?\t".contains($0) }.count { "-?".contains($0) }
    }

    /// A `#` in quotation marks may cut too much off: then less is found here, never too much.
    private static func withoutComment(_ line: Substring) -> Substring {
        var previous = UInt8(ascii: " ")
        for index in line.utf8.indices {
            let byte = line.utf8[index]
            if byte == UInt8(ascii: "#"), previous == UInt8(ascii: " ") { return line[..<index] }
            previous = byte
        }
        return line
    }
}
