import Footage
import Testing

@testable import VideoDecoding

/// The ring holds what a clip needs and no more than it may.
struct PacketRingTests {
    /// Twenty seconds at ten a second, a key packet every two seconds.
    private func packets() throws -> [LivePacket] {
        let path = try SampleVideo.make(
            "ring.mp4", "-c:v libx264 -g 20 -bf 0 -sc_threshold 0",
            input: "testsrc2=s=96x64:r=10:d=20")
        let packets = try livePackets(of: path)
        #expect(packets.count == 200)
        return packets
    }

    @Test("it begins with a key packet and reaches back as far as it was asked to, at every moment")
    func seconds() throws {
        let ring = PacketRing(seconds: 5, maximumBytes: 100_000_000)
        for (number, packet) in try packets().enumerated() {
            ring.append(packet)
            let held = ring.packets(from: .zero)
            #expect(held.first?.isKey == true)
            #expect(held.last === packet)
            #expect(held.count == ring.count)
            let reach = (packet.time - held[0].time).seconds
            // Since the beginning, then five seconds, and never more than a key group above.
            #expect(
                reach >= min(5, Double(number) / 10) - 1e-6 && reach < 7.01, "\(number): \(reach)")
            #expect(ring.bytes == held.reduce(0) { $0 + $1.heldBytes })
        }
        #expect(ring.droppedForBytes == 0)
    }

    @Test("it never holds more memory than it may, and goes on at the next key packet")
    func bytes() throws {
        let all = try packets()
        let group = all.prefix(20).reduce(0) { $0 + $1.heldBytes }
        for limit in [group * 2, group, group / 2, 0] {
            let ring = PacketRing(seconds: 100, maximumBytes: limit)
            for packet in all {
                ring.append(packet)
                #expect(ring.bytes <= limit)
                #expect(ring.packets(from: .zero).first?.isKey ?? true)
            }
            #expect(ring.droppedForBytes > 0)
            #expect(ring.count + ring.droppedForBytes <= all.count)
        }
    }

    @Test("a clip begins at the key packet at or before its time, or with all there is")
    func clipStart() throws {
        let all = try packets()
        let ring = PacketRing(seconds: 6, maximumBytes: 100_000_000)
        #expect(ring.packets(from: .zero).isEmpty)
        for packet in all.prefix(35) { ring.append(packet) }
        #expect(ring.packets(from: .init(seconds: -10)).first?.time == .zero)
        #expect(ring.packets(from: .init(seconds: 1.9)).first?.time == .zero)
        #expect(ring.packets(from: .init(seconds: 2)).first?.time == .init(seconds: 2))
        #expect(ring.packets(from: .init(seconds: 99)).first?.time == .init(seconds: 2))
        #expect(ring.start == .zero && ring.end == all[34].time)
        ring.removeAll()
        #expect(ring.bytes == 0 && ring.start == nil && ring.end == nil)
    }

    @Test("packets before the first key packet are not kept")
    func beforeKey() throws {
        let all = try packets()
        let ring = PacketRing(seconds: 5, maximumBytes: 100_000_000)
        for packet in all[3..<20] { ring.append(packet) }
        #expect(ring.count == 0 && ring.bytes == 0)
        ring.append(all[20])
        #expect(ring.count == 1)
    }

    @Test("a packet that is kept is a reference to the same bytes")
    func noCopies() throws {
        let packet = try #require(try packets().first)
        let other = try Packet(path: "")
        try other.refer(to: packet.packet, path: "")
        #expect(other.payload.baseAddress == packet.packet.payload.baseAddress)
    }
}
