import Footage
import Testing

@testable import VideoDecoding

/// Packets become frames at once, in the depth that was asked for.
struct LiveDecoderTests {
    private func packets(_ arguments: String, seconds: Int = 4) throws -> [LivePacket] {
        try livePackets(
            of: SampleVideo.make(
                "d.mp4", arguments, input: "testsrc2=s=96x64:r=10:d=\(seconds)"))
    }

    @Test(
        "without B-frames each packet gives its frame before the next one comes",
        arguments: [
            "-c:v libx264 -g 10 -bf 0", "-c:v mjpeg", "-c:v mpeg4 -g 10",
            "-c:v libx265 -x265-params log-level=none:bframes=0:keyint=10",
            // Without saying that nothing is to be held back, as many cameras do.
            "-c:v libx264 -g 10 -bf 0 -bsf:v filter_units=remove_types=6",
        ])
    func atOnce(_ arguments: String) throws {
        let decoder = try LiveDecoder()
        for packet in try packets(arguments) {
            var came: [MediaTime] = []
            decoder.decode(packet) { frame, source in
                came.append(frame.time)
                #expect(source === packet)
                #expect(!frame.isDamaged)
            }
            #expect(came == [packet.time])
        }
        #expect(decoder.statistics.errors == 0)
    }

    @Test("with B-frames the frames come in order, each with its own packet")
    func reordered() throws {
        let decoder = try LiveDecoder()
        var times: [MediaTime] = []
        let packets = try packets("-c:v libx264 -g 20 -bf 2")
        for packet in packets {
            decoder.decode(packet) { frame, source in
                #expect(frame.time == source.time)
                times.append(frame.time)
            }
        }
        #expect(times == times.sorted())
        #expect(times.count >= packets.count - 4)
        #expect(decoder.statistics.damagedFrames == 0)
    }

    @Test("frames are the ones that the ffmpeg command makes, byte for byte")
    func samples() throws {
        let path = try SampleVideo.make(
            "d.mp4", "-c:v libx264 -g 10 -bf 0", input: "testsrc2=s=96x64:r=10:d=3")
        let wanted = try SampleVideo.referenceFrames(of: path, bytesPerFrame: 96 * 64 * 3 / 2)
        let decoder = try LiveDecoder()
        var seen: [[UInt8]] = []
        for packet in try livePackets(of: path) {
            decoder.decode(packet) { frame, _ in seen.append(frame.view.packedBytes) }
        }
        #expect(seen == wanted)
    }

    @Test("in key frames only, each key packet gives its frame at once, and nothing else does")
    func keyFrames() throws {
        for arguments in ["-c:v libx264 -g 10 -bf 2", "-c:v libx264 -g 10 -bf 0"] {
            let decoder = try LiveDecoder(depth: .keyFrames)
            for packet in try packets(arguments) {
                var came = 0
                decoder.decode(packet) { frame, _ in
                    came += 1
                    #expect(frame.isKeyFrame && !frame.isDamaged && frame.time == packet.time)
                }
                #expect(came == (packet.isKey ? 1 : 0))
            }
            #expect(decoder.statistics.skipped == 36)
        }
    }

    @Test("in reference frames only, B-frames are left out")
    func referenceFrames() throws {
        let decoder = try LiveDecoder(depth: .referenceFrames)
        let packets = try packets("-c:v libx264 -g 20 -bf 2 -x264-params b-adapt=0:b-pyramid=0")
        for packet in packets { decoder.decode(packet) { frame, _ in #expect(!frame.isDamaged) } }
        let share = Double(decoder.statistics.frames) / Double(packets.count)
        #expect(share > 0.25 && share < 0.6, "\(share)")
    }

    @Test("going up from key frames begins at a key frame, and nothing is damaged on the way")
    func depthChange() throws {
        let decoder = try LiveDecoder(depth: .keyFrames)
        let packets = try packets("-c:v libx264 -g 10 -bf 0")
        var seen: [Int] = []
        for (number, packet) in packets.enumerated() {
            if number == 14 { decoder.depth = .everyFrame }
            if number == 33 { decoder.depth = .keyFrames }
            decoder.decode(packet) { frame, _ in
                #expect(!frame.isDamaged)
                seen.append(number)
            }
        }
        #expect(seen == [0, 10] + Array(20...32))
    }

    @Test("after packets were left out frames go on at the next key packet")
    func skipping() throws {
        let decoder = try LiveDecoder()
        var seen: [Int] = []
        for (number, packet) in try packets("-c:v libx264 -g 10 -bf 0").enumerated() {
            if number == 13 {
                decoder.skip(packet)
            } else {
                decoder.decode(packet) { frame, _ in
                    #expect(!frame.isDamaged)
                    seen.append(number)
                }
            }
        }
        #expect(seen == Array(0...12) + Array(20..<40))
        #expect(decoder.statistics.skipped == 7)
    }

    @Test("a packet that never came marks all frames up to the next key frame, of both codecs")
    func missingPacket() throws {
        for arguments in [
            "-c:v libx264 -g 10 -bf 0",
            "-c:v libx265 -x265-params log-level=none:bframes=0:keyint=10:min-keyint=10",
        ] {
            let decoder = try LiveDecoder()
            var damaged: [Int] = []
            var seen = 0
            for (number, packet) in try packets(arguments).enumerated() where number != 13 {
                decoder.decode(packet) { frame, _ in
                    seen += 1
                    if frame.isDamaged { damaged.append(number) }
                }
            }
            #expect(damaged == Array(14..<20), "\(arguments)")
            #expect(seen == 39)
        }
    }
}
