import Foundation
import Synchronization

/// Programs that others wrote, which the tests run.
enum Tool {
    /// Debian keeps servers where users' paths do not lead.
    static func path(_ name: String) -> String? {
        let folders =
            (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
            .map(String.init) + ["/usr/sbin", "/usr/local/sbin"]
        return folders.map { "\($0)/\(name)" }.first {
            FileManager.default.isExecutableFile(atPath: $0)
        }
    }

    static let hasMosquitto = [
        "mosquitto", "mosquitto_sub", "mosquitto_pub", "mosquitto_passwd", "openssl",
    ].allSatisfy { path($0) != nil }
    static let hasPython = path("python3") != nil

    /// Starts it so that it can be asked to end: threads of the tests block signals, and what they
    /// start would inherit that.
    static func start(_ process: Process) throws {
        var (all, before) = (sigset_t(), sigset_t())
        sigfillset(&all)
        pthread_sigmask(SIG_UNBLOCK, &all, &before)
        defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
        try process.run()
    }

    struct Missing: Error { var tool: String }
    struct Failure: Error { var tool: String, errors: String }

    static func run(_ name: String, _ arguments: [String]) throws {
        let process = try process(name, arguments)
        let errors = Pipe()
        process.standardError = errors
        process.standardOutput = FileHandle.nullDevice
        try start(process)
        let text = String(
            decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        if process.terminationStatus != 0 { throw Failure(tool: name, errors: text) }
    }

    static func process(_ name: String, _ arguments: [String]) throws -> Process {
        guard let path = path(name) else { throw Missing(tool: name) }
        let process = Process()
        process.executableURL = URL(filePath: path)
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        return process
    }

    /// A port that was free a moment ago.
    static func freePort() throws -> Int {
        let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(socket) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let port: Int? = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                guard bind(socket, pointer, length) == 0,
                    getsockname(socket, pointer, &length) == 0
                else { return nil }
                return 0
            }
        }
        guard port != nil else { throw Missing(tool: "a free port") }
        return Int(UInt16(bigEndian: address.sin_port))
    }

    static func isListening(_ port: Int) -> Bool {
        let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(socket) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        address.sin_port = UInt16(port).bigEndian
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }
}

/// The lines that a program prints, while it prints them.
final class PrintedLines: Sendable {
    private struct State {
        var rest = Data()
        var lines: [String] = []
    }

    private let state = Mutex(State())

    init(_ pipe: Pipe) {
        pipe.fileHandleForReading.readabilityHandler = { [weak self] handle in
            let data = handle.availableData
            if data.isEmpty {
                handle.readabilityHandler = nil
                return
            }
            self?.state.withLock { state in
                state.rest += data
                while let end = state.rest.firstIndex(of: 10) {
                    state.lines.append(
                        String(decoding: state.rest[state.rest.startIndex..<end], as: UTF8.self))
                    state.rest = Data(state.rest[state.rest.index(after: end)...])
                }
            }
        }
    }

    var all: [String] { state.withLock { $0.lines } }
}
