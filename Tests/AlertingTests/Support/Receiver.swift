import Alerting
import Footage
import Foundation

/// A real receiver of webhooks, which another language's library verifies.
final class Receiver {
    struct Request {
        var object: [String: Any]

        var id: String? { object["id"] as? String }
        var isSigned: Bool { object["signed"] as? Bool ?? false }
        var answer: String { object["answer"] as? String ?? "" }
        var at: Double { object["at"] as? Double ?? 0 }
        var body: [String: Any] { object["body"] as? [String: Any] ?? [:] }
        var headers: [String: String] { object["headers"] as? [String: String] ?? [:] }
    }

    static let secret = "kunci rahasia 🔑"
    let port: Int
    private let process: Process
    private let lines: PrintedLines

    init(_ plan: String, port: Int? = nil) throws {
        self.port = try port ?? Tool.freePort()
        let script = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "receiver.py").path
        process = try Tool.process("python3", [script, "\(self.port)", Self.secret, plan])
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        lines = PrintedLines(output)
        try Tool.start(process)
        guard eventually({ Tool.isListening(self.port) }) else {
            throw Tool.Failure(tool: "receiver.py", errors: "does not listen")
        }
    }

    deinit {
        process.terminate()
        process.waitUntilExit()
    }

    var requests: [Request] {
        lines.all.compactMap { line in
            (try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
                .map(Request.init(object:))
        }
    }

    func destination(
        secret: String? = Receiver.secret, headers: [String: String] = [:], timeout: Double = 1
    ) -> AlertDestination {
        Self.destination(port: port, secret: secret, headers: headers, timeout: timeout)
    }

    static func destination(
        port: Int, secret: String? = Receiver.secret, headers: [String: String] = [:],
        timeout: Double = 1
    ) -> AlertDestination {
        AlertDestination(
            name: "office",
            way: .webhook(
                WebhookSettings(
                    address: "http://127.0.0.1:\(port)/alerts/t0ken", secret: secret,
                    headers: headers, timeout: MediaTime(seconds: timeout))),
            filter: AlertFilter(leastSeverity: .motion), updateInterval: .zero)
    }
}
