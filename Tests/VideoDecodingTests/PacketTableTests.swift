import Foundation
import Testing

@testable import VideoDecoding

struct PacketTableTests {
    private func pass(_ demuxer: ContainerDemuxer, table: PacketTable?) throws -> IndexPass {
        var pass = IndexPass(
            timing: StreamReading.timing(demuxer.stream, mode: .presentation, rate: 10),
            parser: nil)
        if let table {
            for facts in table { pass.add(facts, read: nil) }
        } else {
            let packet = try Packet(path: demuxer.path)
            while try demuxer.read(into: packet) { pass.add(packet) }
        }
        pass.finish()
        return pass
    }

    @Test(
        "an mp4's own table gives the same index as reading every packet",
        arguments: [
            "-c:v libx264 -bf 0 -g 12", "-c:v libx264 -bf 0 -g 7 -movflags faststart",
            "-c:v mjpeg", "-vf select=gt(mod(n\\,9)\\,1) -vsync vfr -c:v libx264 -bf 0 -g 12",
        ])
    func sameIndex(arguments: String) throws {
        for name in ["t.mp4", "t.mov"] {
            let path = try SampleVideo.make(name, arguments)
            let demuxer = try ContainerDemuxer(path: path, shouldStop: { false })
            let found = try PacketTable(demuxer)
            let table = try #require(found)
            let fromTable = try pass(demuxer, table: table)
            try demuxer.rewind()
            let read = try pass(demuxer, table: nil)
            #expect(fromTable.packetCount == read.packetCount)
            #expect(fromTable.duration == read.duration)
            #expect(fromTable.timing == read.timing)
            #expect(fromTable.groups == read.groups.map(\.withoutFingerprint))
        }
    }

    @Test("reordered, fragmented, trimmed and truncated files are read packet by packet")
    func unusable() throws {
        let reordered = try SampleVideo.make("b.mp4", "-c:v libx264 -bf 2")
        let fragmented = try SampleVideo.make(
            "f.mp4", "-c:v libx264 -bf 0 -g 12 -movflags frag_keyframe")
        let cut = try SampleVideo.make("c.mp4", "-c:v libx264 -bf 0 -movflags faststart")
        #expect(truncate(cut, Int(try RegularFile(path: cut).sizeBytes) / 2) == 0)
        for path in [reordered, fragmented, cut] {
            let demuxer = try ContainerDemuxer(path: path, shouldStop: { false })
            let isUsable = try PacketTable(demuxer) != nil
            #expect(!isUsable, "\(path)")
        }
    }
}

extension KeyGroup {
    /// A table does not know the data.
    fileprivate var withoutFingerprint: KeyGroup {
        var copy = self
        copy.key.fingerprint = nil
        return copy
    }
}
