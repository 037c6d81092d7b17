import Alerting
import Foundation
import Synchronization

/// A real broker on a port of its own, which keeps what it has over a restart.
final class Broker {
    let port: Int
    let folder: TemporaryFolder
    private let lines: [String]
    private var process: Process?

    /// - Parameter lines: of its configuration, besides where it listens.
    init(_ lines: [String] = ["allow_anonymous true"], folder: TemporaryFolder? = nil) throws {
        port = try Tool.freePort()
        self.folder = try folder ?? TemporaryFolder()
        self.lines = lines
        try start()
    }

    deinit { stop() }

    func start() throws {
        let text = [
            "listener \(port) 127.0.0.1", "persistence true", "user root",
            "persistence_location \(folder.url.path)/", "log_dest none",
            "max_queued_messages 0", "max_inflight_messages 0",
        ]
        let file = try folder.write("broker.conf", (text + lines).joined(separator: "\n") + "\n")
        let process = try Tool.process("mosquitto", ["-c", file])
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try Tool.start(process)
        self.process = process
        guard eventually(seconds: 20, { Tool.isListening(port) }) else {
            throw Tool.Failure(tool: "mosquitto", errors: "does not listen on \(port)")
        }
    }

    func stop() {
        guard let process, process.isRunning else { return }
        process.terminate()
        process.waitUntilExit()
        self.process = nil
    }

    func settings(_ change: (inout MQTTSettings) -> Void = { _ in }) -> MQTTSettings {
        var settings = MQTTSettings(
            host: "127.0.0.1", port: port, clientID: "pantau-under-test", prefix: "pantau")
        change(&settings)
        return settings
    }

    func destination(
        _ name: String = "room", _ change: (inout MQTTSettings) -> Void = { _ in }
    ) -> AlertDestination {
        AlertDestination(
            name: name, way: .mqtt(settings(change)), filter: AlertFilter(leastSeverity: .motion),
            updateInterval: .zero)
    }
}

/// A real client that has subscribed to everything at a broker, also while it is away.
final class Subscriber {
    struct Message {
        var topic: String
        var isRetained: Bool
        var payload: Data

        var text: String { String(decoding: payload, as: UTF8.self) }
        var object: [String: Any] {
            (try? JSONSerialization.jsonObject(with: payload)) as? [String: Any] ?? [:]
        }
    }

    private let process: Process
    private let lines: PrintedLines

    init(_ broker: Broker, _ arguments: [String] = []) throws {
        process = try Tool.process(
            "mosquitto_sub",
            [
                "-h", "127.0.0.1", "-p", "\(broker.port)", "-t", "#", "-q", "1", "-c", "-i",
                "subscriber-\(UUID().uuidString)", "-F", "%r %x %t",
            ] + arguments)
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        lines = PrintedLines(output)
        try Tool.start(process)
        // Known to have subscribed when it gets what is published now.
        let probe = "probe/\(UUID().uuidString)"
        _ = eventually {
            try? Tool.run(
                "mosquitto_pub",
                ["-h", "127.0.0.1", "-p", "\(broker.port)", "-t", probe, "-m", "x"]
                    + arguments)
            return lines.all.contains { $0.hasSuffix(probe) }
        }
    }

    deinit {
        process.terminate()
        process.waitUntilExit()
    }

    var messages: [Message] {
        lines.all.compactMap { line in
            let parts = line.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
            guard parts.count == 3, !parts[2].hasPrefix("probe/") else { return nil }
            return Message(
                topic: String(parts[2]), isRetained: parts[0] == "1",
                payload: Self.data(parts[1]))
        }
    }

    func messages(on topic: String) -> [Message] { messages.filter { $0.topic == topic } }

    private static func data(_ digits: Substring) -> Data {
        var data = Data()
        var index = digits.startIndex
        while let next = digits.index(index, offsetBy: 2, limitedBy: digits.endIndex),
            index < digits.endIndex
        {
            data.append(UInt8(digits[index..<next], radix: 16) ?? 0)
            index = next
        }
        return data
    }
}
