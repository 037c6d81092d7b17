import ConfigurationFile
import Foundation
import Testing

/// Configurations in `Broken` are refused, those in `Odd` are taken, each with exactly the lines
/// that lie beside it.
@Suite struct `What is told of a configuration` {
    private static let tests = URL(filePath: #filePath).deletingLastPathComponent()

    static func names(in folder: String) -> [String] {
        let files = try? FileManager.default.contentsOfDirectory(
            atPath: tests.appending(path: folder).path)
        return (files ?? []).filter { $0.hasSuffix(".yaml") }.sorted()
    }

    @Test func `is tried on many`() {
        #expect(Self.names(in: "Broken").count > 60)
        #expect(Self.names(in: "Odd").count > 10)
    }

    @Test(.timeLimit(.minutes(1)), arguments: names(in: "Broken"))
    func `that is broken is all that is wrong`(name: String) throws {
        let read = try read("Broken/\(name)")
        #expect(read.configuration == nil)
        #expect(!read.errors.isEmpty)
    }

    @Test(.timeLimit(.minutes(1)), arguments: names(in: "Odd"))
    func `that is odd are warnings`(name: String) throws {
        let read = try read("Odd/\(name)")
        #expect(read.configuration != nil)
        #expect(!read.warnings.isEmpty)
    }

    /// Compares what is told with the file beside it.
    private func read(_ path: String) throws -> ReadConfiguration {
        let file = Self.tests.appending(path: path)
        let read = ConfigurationReader.read(file.path)
        let folder = file.deletingLastPathComponent().path + "/"
        let told = read.problems.map { $0.description.replacing(folder, with: "") + "\n" }.joined()
        let golden = file.deletingPathExtension().appendingPathExtension("txt")
        if ProcessInfo.processInfo.environment["PANTAU_RECORD"] == "1" {
            try Data(told.utf8).write(to: golden)
            Issue.record("recorded \(golden.lastPathComponent): read it, then run again without")
        }
        #expect(told == (try String(contentsOf: golden, encoding: .utf8)))
        return read
    }
}
