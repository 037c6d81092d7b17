import Footage
import Foundation
import Testing

@testable import VideoDecoding

/// A test server of `Tests/Support` in a process of its own, killed when nobody holds it any more.
final class TestCamera {
    let port: Int
    private let process: Process
    private let input = Pipe()

    struct DidNotStart: Error, CustomStringConvertible {
        var description: String
    }

    /// Starts a script, and waits for the port on its first line.
    init(_ script: String, _ arguments: String...) throws {
        process = Process()
        process.executableURL = URL(fileURLWithPath: Self.python)
        process.arguments = [Self.folder + script] + arguments
        let output = Pipe()
        process.standardInput = input
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        var line = Data()
        while let byte = try output.fileHandleForReading.read(upToCount: 1), byte.first != 10 {
            line += byte
        }
        guard let port = Int(String(decoding: line, as: UTF8.self)) else {
            throw DidNotStart(description: "\(script) wrote no port")
        }
        self.port = port
    }

    deinit { kill() }

    /// As if its power had gone.
    func kill() {
        guard process.isRunning else { return }
        Foundation.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    /// One line of the server's standard input.
    func order(_ line: String) { input.fileHandleForWriting.write(Data((line + "\n").utf8)) }

    func rtsp(_ path: String = "camera0", login: String = "") throws -> LiveAddress {
        try LiveAddress("rtsp://\(login)127.0.0.1:\(port)/\(path)")
    }

    func http(_ path: String = "stream", login: String = "") throws -> LiveAddress {
        try LiveAddress("http://\(login)127.0.0.1:\(port)/\(path)")
    }

    // MARK: What is there

    /// Debian's, which has its GStreamer bindings.
    static let python = "/usr/bin/python3"

    static let folder =
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path + "/Support/"

    /// Whether this machine has the packages of the RTSP server.
    static let hasRTSPServer: Bool = {
        let check = """
            import gi
            gi.require_version("GstRtspServer", "1.0")
            from gi.repository import GstRtspServer
            """
        return (try? SampleVideo.run([python, "-c", check])) != nil
    }()

    static let hasPython = FileManager.default.isExecutableFile(atPath: python)

    static let missing: Comment =
        "needs gir1.2-gst-rtsp-server-1.0 and python3-gi: see .ci/setup"
}

extension LiveSettings {
    /// Impatient, for tests.
    static func test(_ transport: LiveTransport = .tcp, stall: Double = 2) -> LiveSettings {
        LiveSettings(transport: transport, connectSeconds: 5, stallSeconds: stall)
    }
}

extension LiveStream {
    /// Opens, and reads the packets of so many seconds of the stream's time.
    func read(seconds: Double) throws -> [LivePacket] {
        _ = try open()
        return try readOn(seconds: seconds)
    }

    func readOn(seconds: Double) throws -> [LivePacket] {
        var packets: [LivePacket] = []
        while true {
            let packet = try next()
            packets.append(packet)
            if (packet.time - packets[0].time).seconds >= seconds { return packets }
        }
    }
}

/// The packets of a file as a live stream gives them, without waiting for any.
func livePackets(of path: String, repeats: Bool = false, limit: Int = .max) throws -> [LivePacket] {
    let stream = LiveStream(
        try LiveAddress(path, repeats: repeats),
        settings: LiveSettings(connectSeconds: 1e6, stallSeconds: 1e6),
        clock: SteppingClock().clock)
    _ = try stream.open()
    var packets: [LivePacket] = []
    do {
        while packets.count < limit { packets.append(try stream.next()) }
    } catch LiveError.ended {
    }
    return packets
}

/// A clock that goes on by a tenth of a second whenever it is looked at: nothing has to be waited
/// for.
final class SteppingClock: @unchecked Sendable {
    private let lock = NSLock()
    private var now: UInt64 = 1_000_000_000

    var clock: ArrivalClock {
        ArrivalClock(
            monotonicNanoseconds: { [self] in
                lock.withLock {
                    now += 100_000_000
                    return now
                }
            }, wall: { .init(microsecondsUTC: 1_700_000_000_000_000) })
    }
}
