import Foundation
import Testing

@testable import FeedPipeline

/// `docs/file-names.md` and the code say the same.
@Suite struct `The page on file names` {
    private static let page = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../docs/file-names.md").standardizedFileURL.path

    @Test func `shows the table of patterns as it is`() throws {
        let text = try String(contentsOfFile: Self.page, encoding: .utf8)
        let begin = try #require(text.range(of: "<!-- patterns"))
        let start = try #require(text[begin.upperBound...].range(of: "-->\n")).upperBound
        let end = try #require(text.range(of: "<!-- end of patterns -->")).lowerBound
        let expected = Self.patternTable()
        if ProcessInfo.processInfo.environment["PANTAU_RECORD"] == "1" {
            let updated = text.replacingCharacters(in: start..<end, with: expected)
            try updated.write(toFile: Self.page, atomically: true, encoding: .utf8)
            Issue.record("recorded the table of patterns: look at it, then run again without")
        } else {
            #expect(
                text[start..<end] == expected,
                "run with PANTAU_RECORD=1 to write the table anew")
        }
    }

    private static func patternTable() -> String {
        var lines = [
            "| pattern | shape | example | start (UTC) | end | channel |",
            "|---|---|---|---|---|---|",
        ]
        for pattern in FileNamePattern.table {
            for (index, example) in pattern.examples.enumerated() {
                let cells = [
                    index == 0 ? pattern.name + (pattern.zone == .utc ? " (UTC)" : "") : "",
                    index == 0 ? "`\(pattern.shape)`" : "", "`\(example.path)`", example.start,
                    example.end ?? "", example.channel.map(String.init) ?? "",
                ]
                lines.append("| " + cells.joined(separator: " | ") + " |")
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    @Test func `names feeds as the code does`() throws {
        let text = try String(contentsOfFile: Self.page, encoding: .utf8)
        let section = try #require(text.range(of: "\n## Which feed"))
        let rows = text[section.upperBound...].split(separator: "\n").filter {
            $0.hasPrefix("| `")
        }
        #expect(rows.count >= 20)
        for row in rows {
            let cells = row.split(separator: "|").map {
                $0.trimmingCharacters(in: CharacterSet(charactersIn: " `"))
            }
            try #require(cells.count == 2, "\(row)")
            let name = FeedNaming.name(
                for: cells[0], isImageSequence: cells[0].contains("%"), workingFolder: "/")
            #expect(name == cells[1], "\(row)")
        }
    }
}
