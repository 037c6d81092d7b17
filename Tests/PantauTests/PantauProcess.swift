import Foundation

/// Runs the built `pantau`, as a user does.
struct PantauProcess {
    struct Result {
        var status: Int32
        var output: String
        var errors: String

        /// The JSON objects of `--json`, one per line.
        var objects: [[String: Any]] {
            output.split(separator: "\n").compactMap {
                try? JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
            }
        }

        var summary: [String: Any] { objects.last?["summary"] as? [String: Any] ?? [:] }
    }

    /// The executable that was built beside this test bundle.
    static let executable: URL = {
        let bundle = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        return bundle.deletingLastPathComponent().appendingPathComponent("pantau")
    }()

    /// The root of the package.
    static let packageRoot = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// Real footage lies beside the project, where it is to be had at all.
    static let footage = packageRoot.deletingLastPathComponent()
        .appendingPathComponent("shared/footage")
    static let hasFootage = FileManager.default.fileExists(atPath: footage.path)

    /// Runs to the end and returns what was printed.
    @discardableResult
    static func run(
        _ arguments: [String], environment: [String: String] = [:], folder: URL? = nil
    ) throws -> Result {
        let running = try start(arguments, environment: environment, folder: folder)
        return running.finish()
    }

    static func start(
        _ arguments: [String], environment: [String: String] = [:], folder: URL? = nil
    ) throws -> Running {
        let process = Process()
        process.executableURL = executable
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        if let folder { process.currentDirectoryURL = folder }
        return try Running(process)
    }

    /// A started process whose output is collected meanwhile.
    final class Running {
        let process: Process
        private let output: URL
        private let errors: URL

        init(_ process: Process) throws {
            self.process = process
            let base = FileManager.default.temporaryDirectory
                .appendingPathComponent("pantau-\(UUID().uuidString)")
            output = base.appendingPathExtension("out")
            errors = base.appendingPathExtension("err")
            for file in [output, errors] {
                FileManager.default.createFile(atPath: file.path, contents: nil)
            }
            process.standardInput = FileHandle.nullDevice
            process.standardOutput = try FileHandle(forWritingTo: output)
            process.standardError = try FileHandle(forWritingTo: errors)
            try process.run()
        }

        func kill() {
            Foundation.kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
        }

        func finish() -> Result {
            process.waitUntilExit()
            defer {
                try? FileManager.default.removeItem(at: output)
                try? FileManager.default.removeItem(at: errors)
            }
            return Result(
                status: process.terminationStatus,
                output: (try? String(contentsOf: output, encoding: .utf8)) ?? "",
                errors: (try? String(contentsOf: errors, encoding: .utf8)) ?? "")
        }
    }
}

/// A folder that is gone when the test is.
final class ScratchFolder {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory
            .appendingPathComponent("pantau-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func path(_ name: String) -> String { url.appendingPathComponent(name).path }
}
