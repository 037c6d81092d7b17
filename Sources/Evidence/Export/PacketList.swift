import Crypto
import Footage
import Foundation
import VideoDecoding

/// The digests of packets in the order of their file: what ties a copied stretch to the original.
///
/// As a file: comma-separated, one line per packet, a header line first.
struct PacketList {
    static let header = "packet,media_us,key,bytes,sha256"

    private var packets: [Packet] = []

    private struct Packet {
        var time: MediaTime?
        var isKey: Bool
        var bytes: Int
        var sha256: String
    }

    var count: Int { packets.count }
    var digests: [String] { packets.map(\.sha256) }

    mutating func add(_ packet: CopiedPacket) {
        var hash = SHA256()
        hash.update(bufferPointer: packet.payload)
        packets.append(
            Packet(
                time: packet.time, isKey: packet.isKey, bytes: packet.payload.count,
                sha256: Hexadecimal.text(hash.finalize())))
    }

    /// Drops what came before: a clip that had to be cut again hands its packets over again.
    mutating func keepLast(_ count: Int) {
        packets.removeFirst(max(0, packets.count - count))
    }

    var data: Data {
        let lines = packets.enumerated().map { index, packet in
            let time = packet.time.map { String($0.microseconds) } ?? ""
            return "\(index),\(time),\(packet.isKey ? 1 : 0),\(packet.bytes),\(packet.sha256)"
        }
        return Data(([Self.header] + lines).map { $0 + "\n" }.joined().utf8)
    }

    /// The digests in a file of this form; `nil` if it is none.
    static func digests(in data: Data) -> [String]? {
        let lines = String(decoding: data, as: UTF8.self).split(separator: "\n")
        guard lines.first.map(String.init) == header else { return nil }
        var digests: [String] = []
        for line in lines.dropFirst() {
            let fields = line.split(separator: ",", omittingEmptySubsequences: false)
            guard fields.count == 5, fields[4].utf8.count == 64 else { return nil }
            digests.append(String(fields[4]))
        }
        return digests
    }
}
