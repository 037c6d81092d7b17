import Foundation
import Testing

@Suite struct `The documentation` {
    @Test func `links only to what is there`() throws {
        for page in try MarkdownPage.all() {
            let folder = NSString(string: page.path).deletingLastPathComponent
            for link in page.localLinks {
                let parts = link.split(
                    separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
                let target =
                    parts[0].isEmpty
                    ? page.path
                    : NSString(string: folder).appendingPathComponent(String(parts[0]))
                #expect(Repository.exists(target), "\(page.path): \(link)")
                if parts.count == 2, target.hasSuffix(".md"), Repository.exists(target) {
                    let anchors = try MarkdownPage(
                        NSString(string: target).standardizingPath
                    ).anchors
                    #expect(anchors.contains(String(parts[1])), "\(page.path): \(link)")
                }
            }
        }
    }

    @Test func `names only paths that are there`() throws {
        let tops = [
            "Sources", "Tests", "Benchmarks", "docs", "samples", "models", ".ci", "Package.swift",
            "Makefile", ".swift-format",
        ]
        var count = 0
        for page in try MarkdownPage.all() {
            for span in page.codeSpans {
                let path = span.split(separator: " ").first.map(String.init) ?? span
                let top = path.split(separator: "/").first.map(String.init) ?? path
                guard tops.contains(top), !path.contains("<"), !path.contains("NNNN") else {
                    continue
                }
                count += 1
                let fixed = path.prefix { !"*?".contains($0) }
                let checked =
                    fixed.count == path.count
                    ? path
                    : fixed.contains("/")
                        ? NSString(string: String(fixed))
                            .deletingLastPathComponent : String(fixed)
                #expect(Repository.exists(checked), "\(page.path): \(span)")
            }
        }
        #expect(count > 10)
    }

    @Test func `names only commands that make knows`() throws {
        let targets = Set(
            try Repository.text("Makefile").matches(of: /(?m)^([a-z]+):/).map { String($0.1) })
        #expect(targets.isSuperset(of: ["setup", "run", "test", "lint", "bench", "quality"]))
        for page in try MarkdownPage.all() {
            for text in page.codeSpans + page.codeLines {
                for command in text.matches(of: /(?:^|[;&|] *|\$ )make ([a-z]+)/) {
                    #expect(
                        targets.contains(String(command.1)), "\(page.path): make \(command.1)")
                }
            }
        }
    }

    @Test func `tells of each decision its context, options and consequences`() throws {
        let pages = try Repository.files(in: "docs/decisions", withExtension: "md")
        #expect(!pages.isEmpty)
        for (index, path) in pages.enumerated() {
            let number = String(String(10_001 + index).dropFirst())
            #expect(path.hasPrefix("docs/decisions/\(number)-"), "\(path): numbers are gapless")
            let anchors = try MarkdownPage(path).anchors
            #expect(
                anchors.isSuperset(of: ["context", "options", "decision", "consequences"]),
                "\(path)")
        }
    }

    @Test func `keeps a section for unreleased changes`() throws {
        #expect(try Repository.text("CHANGELOG.md").contains("\n## [Unreleased]\n"))
    }
}
