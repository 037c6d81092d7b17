import ConfigurationFile
import Foundation
import Testing

/// Reads a text as if it were a file of that name beside the tests.
enum Reading {
    static func parse(_ yaml: String) -> ReadConfiguration {
        ConfigurationReader.parse(yaml, path: "pantau.yaml")
    }

    /// What is told, line by line.
    static func messages(_ yaml: String) -> [String] { parse(yaml).problems.map(\.description) }

    static func sound(_ yaml: String) throws -> PantauConfiguration {
        let read = parse(yaml)
        return try #require(read.configuration, "\(read.problems)")
    }
}

/// A folder that is gone when the test is.
final class TemporaryFolder {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory
            .appendingPathComponent("pantau-configuration-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func file(_ name: String, _ data: Data) throws -> String {
        let file = url.appendingPathComponent(name)
        try data.write(to: file)
        return file.path
    }
}

/// The root of the package.
let packageRoot = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
