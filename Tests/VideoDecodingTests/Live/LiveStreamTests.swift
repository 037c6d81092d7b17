import Footage
import Foundation
import Testing

@testable import VideoDecoding

/// Live streams from a real RTSP server, an HTTP camera and files.
@Suite(.serialized, .timeLimit(.minutes(2)))
struct LiveStreamTests {
    @Test(
        "a camera's packets come at its pace, key packet first, over TCP and UDP",
        .enabled(if: TestCamera.hasRTSPServer, TestCamera.missing),
        arguments: LiveTransport.allCases, ["h264", "h265", "mjpeg"])
    func packets(_ transport: LiveTransport, _ codec: String) throws {
        let camera = try TestCamera("rtsp_server.py", "--codec", codec)
        let stream = LiveStream(try camera.rtsp(), settings: .test(transport))
        let format = try stream.open()
        #expect(format.info.codec == (codec == "h265" ? "hevc" : codec))
        #expect(format.info.storedSize == FrameSize(width: 640, height: 360))
        let packets = try stream.readOn(seconds: 2.2)
        #expect(packets[0].isKey && packets[0].time == .zero)
        #expect(packets.allSatisfy { $0.format === format && $0.lostNearby == 0 })
        let steps = zip(packets.dropFirst(), packets).map { ($0.time - $1.time).seconds }
        #expect(steps.dropFirst().allSatisfy { abs($0 - 0.1) < 0.02 }, "\(steps)")
        // All but the first ones, which the server made while the session was set up.
        let waited = zip(packets.dropFirst(), packets).map {
            Double($0.arrival.monotonicNanoseconds - $1.arrival.monotonicNanoseconds) / 1e9
        }
        #expect(waited.dropFirst(5).reduce(0, +) > 1.2)
        #expect(packets.filter(\.isKey).count >= (codec == "mjpeg" ? 20 : 2))
        #expect(abs((stream.measuredFramesPerSecond ?? 0) - 10) < 0.5)
        #expect(stream.statistics.packets == packets.count)
        stream.close()
    }

    @Test(
        "passwords with any characters are accepted, digest and basic; wrong ones told from none",
        .enabled(if: TestCamera.hasRTSPServer, TestCamera.missing), arguments: [false, true])
    func passwords(_ isBasic: Bool) throws {
        let password = "p@ss:w/rd %41#?ü"
        let camera =
            isBasic
            ? try TestCamera("rtsp_server.py", "--user", "op", "--password", password, "--basic")
            : try TestCamera("rtsp_server.py", "--user", "op", "--password", password)
        let address = try camera.rtsp()
        let given = try LiveAddress(address.opened, user: "op", password: password)
        let stream = LiveStream(given, settings: .test())
        #expect(try stream.open().info.codec == "h264")
        for (user, word, wasGiven) in [("op", "Nasi-goreng", true), (nil, nil, false)] {
            let other = try LiveAddress(address.opened, user: user, password: word)
            let error = #expect(throws: LiveError.self) {
                try LiveStream(other, settings: .test()).open()
            }
            #expect(
                error == .wrongPassword(address: address.description, wasGiven: wasGiven))
            #expect(error?.mayPassByItself == false)
            #expect("\(error!)".contains("Nasi") == false && !"\(error!)".contains("op:"))
        }
    }

    @Test(
        "an HTTP camera is watched, with a password of either kind or a token",
        .enabled(if: TestCamera.hasPython, TestCamera.missing))
    func http() throws {
        for (arguments, path, login) in [
            (["--user", "op", "--password", "a b&c"], "stream", "op:a%20b%26c@"),
            (["--user", "op", "--password", "x", "--basic"], "stream", "op:x@"),
            (["--token", "s3cr3t"], "stream?token=s3cr3t", ""),
        ] {
            let camera = try TestCamera(
                "mjpeg_server.py", arguments[0], arguments[1],
                arguments.dropFirst(2).first ?? "--stay", arguments.dropFirst(3).first ?? "--stay")
            let packets = try LiveStream(camera.http(path, login: login), settings: .test())
                .read(seconds: 0.5)
            #expect(packets.allSatisfy { $0.isKey && $0.format.info.codec == "mjpeg" })
            let steps = zip(packets.dropFirst(), packets).map { ($0.time - $1.time).seconds }
            #expect(abs(steps.reduce(0, +) / Double(steps.count) - 0.1) < 0.05, "\(steps)")
            let refused = try camera.http("stream?token=w0rong", login: "op:w0rong@")
            let error = #expect(throws: LiveError.self) {
                try LiveStream(refused, settings: .test()).open()
            }
            #expect(error == .wrongPassword(address: refused.description, wasGiven: true))
            #expect("\(error!)".contains("w0rong") == false)
        }
    }

    @Test(
        "what goes wrong with an HTTP camera is told as what it is",
        .enabled(if: TestCamera.hasPython, TestCamera.missing))
    func httpFaults() throws {
        for (fault, matches) in [
            ("stall", { if case .stalled(_, 1) = $0 { true } else { false } }),
            ("cut", { if case .ended = $0 { true } else { false } }),
            ("garbage", { if case .garbage = $0 { true } else { false } }),
        ] as [(String, (LiveError) -> Bool)] {
            let camera = try TestCamera("mjpeg_server.py", "--\(fault)-after", "0.6")
            let stream = LiveStream(try camera.http(), settings: .test(stall: 1))
            _ = try stream.open()
            let error = #expect(throws: LiveError.self) { while true { _ = try stream.next() } }
            #expect(error.map(matches) == true, "\(fault): \(String(describing: error))")
            #expect(stream.statistics.packets >= 4)
        }
    }

    @Test(
        "an encrypted connection is a connection like any other",
        .enabled(if: TestCamera.hasRTSPServer, TestCamera.missing))
    func encrypted() throws {
        let (key, certificate) = (SampleVideo.path("key.pem"), SampleVideo.path("cert.pem"))
        try SampleVideo.run([
            "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj",
            "/CN=camera", "-keyout", key, "-out", certificate,
        ])
        let both = try [key, certificate].map { try String(contentsOfFile: $0, encoding: .utf8) }
        try both.joined().write(toFile: key, atomically: true, encoding: .utf8)
        let camera = try TestCamera(
            "rtsp_server.py", "--tls", key, "--user", "op", "--password", "kopi")
        let address = try LiveAddress("rtsps://op:kopi@127.0.0.1:\(camera.port)/camera0")
        #expect(try LiveStream(address, settings: .test()).read(seconds: 0.5).count >= 5)
        let plain = #expect(throws: LiveError.self) {
            try LiveStream(camera.rtsp(login: "op:kopi@"), settings: .test()).open()
        }
        #expect(plain?.description.contains("kopi") == false)
    }

    @Test(
        "what is not there is told from what does not answer",
        .enabled(if: TestCamera.hasPython, TestCamera.missing))
    func missing() throws {
        let camera = try TestCamera("mjpeg_server.py")
        let nothing = try camera.http("nothing")
        #expect(throws: LiveError.notFound(address: nothing.description)) {
            try LiveStream(nothing, settings: .test()).open()
        }
        // A web server is no RTSP server.
        let confused = #expect(throws: LiveError.self) {
            try LiveStream(camera.rtsp(), settings: .test()).open()
        }
        #expect(confused?.description.contains("rtsp://127.0.0.1") == true)
        camera.kill()
        let closed = #expect(throws: LiveError.self) {
            try LiveStream(camera.rtsp(), settings: .test()).open()
        }
        guard case .cannotConnect(_, let reason) = closed else {
            Issue.record("\(String(describing: closed))")
            return
        }
        #expect(reason == "Connection refused")
        let unknown = try LiveAddress("rtsp://op:pw@no-such-host.invalid/s")
        #expect(throws: LiveError.cannotResolve(address: "rtsp://no-such-host.invalid/s")) {
            try LiveStream(unknown, settings: .test()).open()
        }
    }

    @Test(
        "a mount that is not there is told, and a text page is no stream",
        .enabled(if: TestCamera.hasRTSPServer, TestCamera.missing))
    func missingMount() throws {
        let camera = try TestCamera("rtsp_server.py")
        let nothing = try camera.rtsp("nothing")
        #expect(throws: LiveError.notFound(address: nothing.description)) {
            try LiveStream(nothing, settings: .test()).open()
        }
    }

    @Test("a file plays at its own pace, and ends")
    func file() throws {
        let path = try SampleVideo.make(
            "f.mp4", "-c:v libx264 -g 5 -bf 2", input: "testsrc2=s=96x64:r=10:d=1")
        let stream = LiveStream(try LiveAddress(path), settings: .test())
        let begun = ArrivalClock.system.monotonicNanoseconds()
        let packets = try stream.read(seconds: 0.85)
        let took = Double(ArrivalClock.system.monotonicNanoseconds() - begun) / 1e9
        #expect(packets.count >= 8)
        #expect(took > 0.75 && took < 3, "\(took)")
        #expect(throws: LiveError.ended(address: path)) {
            while true { _ = try stream.next() }
        }
    }

    @Test("a file that repeats goes on without a seam in its times")
    func repeating() throws {
        let path = try SampleVideo.make(
            "f.mp4", "-c:v libx264 -g 5 -bf 0", input: "testsrc2=s=96x64:r=10:d=1")
        let packets = try livePackets(of: path, repeats: true, limit: 35)
        let steps = zip(packets.dropFirst(), packets).map { ($0.time - $1.time).seconds }
        #expect(packets.count == 35)
        #expect(steps.allSatisfy { abs($0 - 0.1) < 0.002 }, "\(steps)")
        #expect(packets.allSatisfy { !$0.clockJumped && $0.format.number == 1 })
    }

    @Test("files that cannot be played are told apart")
    func badFiles() throws {
        let text = SampleVideo.path("text.mp4")
        try Data("no video".utf8).write(to: URL(fileURLWithPath: text))
        for (path, matches) in [
            ("/no/such/file.mp4", { if case .notFound = $0 { true } else { false } }),
            (text, { if case .garbage = $0 { true } else { false } }),
            (SampleVideo.folder, { if case .cannotConnect = $0 { true } else { false } }),
        ] as [(String, (LiveError) -> Bool)] {
            let error = #expect(throws: LiveError.self) {
                try LiveStream(LiveAddress(path), settings: .test()).open()
            }
            #expect(error.map(matches) == true, "\(String(describing: error))")
        }
    }

    @Test(
        "waiting ends at once when another thread says so, whatever it waits for",
        .enabled(if: TestCamera.hasRTSPServer, TestCamera.missing),
        arguments: ["connect", "tcp", "udp", "file", "before"])
    func cancel(_ place: String) throws {
        let camera = try TestCamera("rtsp_server.py", "--stall-after", "0.5")
        // Lets everybody in, and says nothing.
        let silent = try TestCamera("faulty_link.py", "--to", "\(camera.port)", "--hold-after", "0")
        let address =
            switch place {
            case "connect": try silent.rtsp()
            case "file":
                try LiveAddress(
                    SampleVideo.make(
                        "slow.mp4", "-c:v libx264", input: "testsrc2=s=96x64:r=1/20:d=100"))
            default: try camera.rtsp()
            }
        let settings = LiveSettings(
            transport: place == "udp" ? .udp : .tcp, connectSeconds: 20, stallSeconds: 20)
        let stream = LiveStream(address, settings: settings)
        let delay = place == "before" ? 0 : 1.5
        let cancelled = SteppingFlag()
        Thread.detachNewThread {
            Thread.sleep(forTimeInterval: delay)
            cancelled.set()
            stream.cancel()
        }
        while place == "before", cancelled.moment == nil { Thread.sleep(forTimeInterval: 0.01) }
        #expect(throws: LiveError.cancelled(address: address.description)) {
            _ = try stream.open()
            while true { _ = try stream.next() }
        }
        let late = Date().timeIntervalSince(try #require(cancelled.moment))
        // Network code looks ten times a second; the rest is for a busy machine.
        #expect(late < 0.5, "\(late)")
    }
}

/// A moment, noted in one thread and read in another.
final class SteppingFlag: @unchecked Sendable {
    private let lock = NSLock()
    private var noted: Date?
    func set() { lock.withLock { noted = Date() } }
    var moment: Date? { lock.withLock { noted } }
}
