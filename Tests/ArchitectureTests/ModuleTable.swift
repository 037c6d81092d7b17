import Foundation
import Testing

/// The table of modules in `docs/architecture.md`.
struct ModuleTable {
    /// What each target may import, besides the system's modules.
    let allowed: [String: Set<String>]

    init() throws {
        let page = try Repository.text("docs/architecture.md")
        let heading = try #require(page.range(of: "| target |"), "no table of modules")
        let rows = page[heading.lowerBound...].split(
            separator: "\n", omittingEmptySubsequences: false
        )
        .dropFirst(2).prefix { $0.hasPrefix("|") }
        var allowed: [String: Set<String>] = [:]
        for row in rows {
            let cells = row.split(separator: "|").map(String.init)
            try #require(cells.count == 3, "a row has three cells: \(row)")
            let target = try #require(Self.codeSpans(cells[0]).first, "no target: \(row)")
            let imports = Self.codeSpans(cells[2])
            try #require(
                !imports.isEmpty || cells[2].contains("nothing"), "says nothing: \(row)")
            try #require(allowed[target] == nil, "twice: \(target)")
            allowed[target] = Set(imports)
        }
        self.allowed = allowed
    }

    private static func codeSpans(_ text: String) -> [String] {
        text.split(separator: "`", omittingEmptySubsequences: false).enumerated()
            .filter { $0.offset % 2 == 1 }.map { String($0.element) }
    }
}
