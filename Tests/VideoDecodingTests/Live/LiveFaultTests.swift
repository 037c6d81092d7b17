import Footage
import Foundation
import Testing

@testable import VideoDecoding

/// What goes wrong with cameras and links ends in the right error, in time, or in marked frames.
@Suite(
    .serialized, .enabled(if: TestCamera.hasRTSPServer, TestCamera.missing), .timeLimit(.minutes(2))
)
struct LiveFaultTests {
    /// Reads until the stream ends, and gives the error and how long the last wait was.
    private func ending(_ stream: LiveStream) throws -> (error: LiveError, seconds: Double) {
        _ = try stream.open()
        var last = Date()
        do throws(LiveError) {
            while true {
                _ = try stream.next()
                last = Date()
            }
        } catch {
            return (error, Date().timeIntervalSince(last))
        }
    }

    @Test(
        "a camera that stops sending is noticed in the time that was set",
        arguments: LiveTransport.allCases)
    func stall(_ transport: LiveTransport) throws {
        let camera = try TestCamera("rtsp_server.py", "--stall-after", "0.8")
        let stream = LiveStream(try camera.rtsp(), settings: .test(transport, stall: 1))
        let (error, seconds) = try ending(stream)
        #expect(error == .stalled(address: try camera.rtsp().description, seconds: 1))
        #expect(seconds > 0.8 && seconds < 2, "\(seconds)")
        #expect(throws: LiveError.ended(address: stream.address.description)) { try stream.next() }
    }

    @Test(
        "a camera that loses its power ends the stream, and can be watched again",
        arguments: LiveTransport.allCases)
    func killed(_ transport: LiveTransport) throws {
        var camera: TestCamera? = try TestCamera("rtsp_server.py")
        let port = try #require(camera?.port)
        let address = try #require(try camera?.rtsp())
        let stream = LiveStream(address, settings: .test(transport))
        _ = try stream.read(seconds: 0.5)
        camera?.kill()
        let error = #expect(throws: LiveError.self) { while true { _ = try stream.next() } }
        #expect(error == .ended(address: address.description), "\(String(describing: error))")
        #expect(error?.mayPassByItself == true)
        #expect(throws: LiveError.self) { try LiveStream(address, settings: .test()).open() }
        camera = try TestCamera("rtsp_server.py", "--port", "\(port)")
        let packets = try LiveStream(address, settings: .test(transport)).read(seconds: 0.5)
        #expect(packets[0].isKey && packets[0].time == .zero)
    }

    @Test("a connection that the camera closes ends the stream at once")
    func cut() throws {
        let camera = try TestCamera("rtsp_server.py", "--cut-after", "0.8")
        let (error, seconds) = try ending(LiveStream(try camera.rtsp(), settings: .test(stall: 5)))
        #expect(error == .ended(address: try camera.rtsp().description))
        #expect(seconds < 1.5, "\(seconds)")
    }

    @Test("a link that is dead is noticed, and a link of garbage does no harm")
    func links() throws {
        let camera = try TestCamera("rtsp_server.py")
        for fault in ["hold", "garbage"] {
            let link = try TestCamera(
                "faulty_link.py", "--to", "\(camera.port)", "--\(fault)-after", "1", "--once")
            let (error, seconds) = try ending(
                LiveStream(try link.rtsp(), settings: .test(stall: 1)))
            #expect(seconds < 2.5, "\(fault): \(seconds)")
            switch error {
            case .stalled, .garbage, .ended: break
            default: Issue.record("\(fault): \(error)")
            }
            // The second connection is well.
            #expect(
                try LiveStream(link.rtsp(), settings: .test()).read(seconds: 0.3).count > 2)
        }
    }

    @Test("pictures of garbage are errors and damaged frames, and no new format")
    func garbledPictures() throws {
        let camera = try TestCamera(
            "rtsp_server.py", "--garble-after", "1", "--key-interval", "10")
        let stream = LiveStream(try camera.rtsp(), settings: .test())
        let decoder = try LiveDecoder()
        var damaged = 0
        var sound = 0
        var last = MediaTime.zero
        var hasFailed = false
        for packet in try stream.read(seconds: 2.5) {
            decoder.decode(packet) { frame, _ in
                if frame.isDamaged { damaged += 1 } else { sound += 1 }
                if !frame.isDamaged { last = frame.time }
            }
            hasFailed = hasFailed || decoder.lastFailure != nil
            #expect(packet.format.number == 1)
        }
        #expect(sound >= 9)
        #expect(last.seconds < 1.15, "\(last)")
        #expect(decoder.statistics.errors > 5)
        #expect(hasFailed)
        #expect(decoder.statistics.damagedFrames == damaged)
        // Who connects now finds no picture to begin with.
        camera.order("garble all")
        let error = #expect(throws: LiveError.self) {
            try LiveStream(camera.rtsp(), settings: .test(stall: 3)).open()
        }
        guard case .garbage = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test(
        "a change of size is a new format from a key packet on, with pictures of the new size",
        arguments: ["h264", "h265", "mjpeg"])
    func resize(_ codec: String) throws {
        let camera = try TestCamera(
            "rtsp_server.py", "--codec", codec, "--resize-after", "1", "--key-interval", "5")
        let stream = LiveStream(try camera.rtsp(), settings: .test())
        let decoder = try LiveDecoder()
        let packets = try stream.read(seconds: 2.5)
        var sizes: [Int: Set<FrameSize>] = [:]
        for packet in packets {
            decoder.decode(packet) { frame, source in
                sizes[source.format.number, default: []].insert(frame.view.luma.size)
                #expect(!frame.isDamaged)
            }
        }
        #expect(
            sizes == [
                1: [FrameSize(width: 640, height: 360)], 2: [FrameSize(width: 320, height: 240)],
            ])
        let change = try #require(packets.first { $0.format.number == 2 })
        #expect(change.isKey)
        #expect(change.format.info.storedSize == FrameSize(width: 320, height: 240))
        #expect(stream.statistics.formatChanges == 1)
        #expect(decoder.statistics.errors == 0)
    }

    @Test("a camera whose clock jumps a day goes on evenly", arguments: ["86400", "-86400"])
    func clockJump(_ by: String) throws {
        let camera = try TestCamera("rtsp_server.py", "--jump-after", "1", "--jump-by", by)
        let packets = try LiveStream(try camera.rtsp(), settings: .test()).read(seconds: 2)
        #expect(packets.count { $0.clockJumped } == 1)
        let steps = zip(packets.dropFirst(), packets).map { ($0.time - $1.time).seconds }
        #expect(steps.allSatisfy { $0 > 0 && $0 < 0.4 }, "\(steps)")
        #expect(abs(steps.dropFirst().reduce(0, +) - 2) < 0.35)
    }

    @Test(
        "from lost packets on frames are damaged up to a key picture, and none is damaged before",
        arguments: LiveTransport.allCases)
    func loss(_ transport: LiveTransport) throws {
        let camera = try TestCamera("rtsp_server.py", "--key-interval", "10")
        let stream = LiveStream(try camera.rtsp(), settings: .test(transport))
        let decoder = try LiveDecoder()
        var packets = try stream.read(seconds: 1.2)
        camera.order("lose all 0.4")
        packets += try stream.readOn(seconds: 1.5)
        camera.order("heal all")
        packets += try stream.readOn(seconds: 2.5)
        var states: [(isKey: Bool, lost: Bool, damaged: Bool)] = []
        for packet in packets {
            decoder.decode(packet) { frame, source in
                states.append((source.isKey, source.lostNearby > 0, frame.isDamaged))
            }
        }
        #expect(stream.statistics.lostPackets > 0)
        let firstLoss = try #require(states.firstIndex { $0.lost })
        #expect(states[..<firstLoss].allSatisfy { !$0.damaged })
        // Whatever follows a loss and is not behind a sound key picture cannot be believed.
        var isWhole = true
        for state in states {
            if state.isKey { isWhole = !state.damaged } else if state.lost { isWhole = false }
            if !isWhole { #expect(state.damaged) }
        }
        #expect(states.suffix(5).allSatisfy { !$0.damaged })
        #expect(decoder.statistics.damagedFrames >= 3)
    }

    @Test("a third of all packets lost over UDP is survived, and what comes whole is seen")
    func heavyLoss() throws {
        let camera = try TestCamera("rtsp_server.py", "--key-interval", "5")
        let stream = LiveStream(try camera.rtsp(), settings: .test(.udp))
        let decoder = try LiveDecoder()
        var packets = try stream.read(seconds: 0.5)
        camera.order("lose all 0.3")
        packets += try stream.readOn(seconds: 3)
        for packet in packets { decoder.decode(packet) { _, _ in } }
        #expect(stream.statistics.lostPackets > 10)
        #expect(decoder.statistics.damagedFrames > 5)
        #expect(decoder.statistics.frames > 10)
    }
}
