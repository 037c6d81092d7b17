import Foundation

/// A page of documentation, taken apart as far as the tests need it.
struct MarkdownPage {
    /// Relative to the repository's root.
    let path: String
    let text: String

    init(_ path: String) throws {
        self.path = path
        text = try Repository.text(path)
    }

    /// Every page for people: `README.md`, `CHANGELOG.md`, all of `docs/` and beside the samples
    /// and benchmarks.
    static func all() throws -> [MarkdownPage] {
        let folders = ["docs", "samples", "Benchmarks"].filter { Repository.exists($0) }
        let pages = try folders.flatMap { try Repository.files(in: $0, withExtension: "md") }
        return try (["README.md", "CHANGELOG.md"] + pages).map(MarkdownPage.init)
    }

    /// Targets of links and pictures, those on other machines left out.
    var localLinks: [String] {
        prose.matches(of: /\]\(([^()\s]+)\)/).map { String($0.1) }
            .filter { !$0.contains("://") && !$0.hasPrefix("mailto:") }
    }

    /// What stands between back-ticks, outside of code blocks.
    var codeSpans: [String] { prose.matches(of: /`([^`\n]+)`/).map { String($0.1) } }

    /// Lines of code blocks.
    var codeLines: [String] { blocks(code: true) }

    /// Anchors of the headings, as GitHub makes them.
    var anchors: Set<String> {
        Set(
            prose.split(separator: "\n").filter { $0.hasPrefix("#") }.map { line in
                line.drop { $0 == "#" }.trimmingCharacters(in: .whitespaces).lowercased()
                    .filter { $0.isLetter || $0.isNumber || "- _".contains($0) }
                    .replacing(" ", with: "-")
            })
    }

    private var prose: String { blocks(code: false).joined(separator: "\n") }

    private func blocks(code wanted: Bool) -> [String] {
        var lines: [String] = []
        var isCode = false
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.drop(while: { $0 == " " }).hasPrefix("```") {
                isCode.toggle()
            } else if isCode == wanted {
                lines.append(String(line))
            }
        }
        return lines
    }
}
