import CFFmpeg
import Glibc

/// Recognises an MPEG transport stream that begins in the middle of a packet: libavformat's own
/// guess may then be the codec inside it, which loses all time stamps.
enum TransportStreamSync {
    private static let examinedBytes = 64 * 1024
    /// Plain packets, with a time code in front (M2TS), with error correction behind.
    private static let packetSizes = [188, 192, 204]
    private static let syncByte: UInt8 = 0x47

    /// The transport stream demuxer, when the beginning of the file is one; `nil` otherwise.
    static func format(of path: String) -> UnsafePointer<AVInputFormat>? {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { return nil }
        defer { _ = close(file) }
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: examinedBytes) { buffer in
            let count = read(file, buffer.baseAddress, examinedBytes)
            guard count > 0, isTransportStream(UnsafeBufferPointer(rebasing: buffer[..<count]))
            else { return nil }
            return av_find_input_format("mpegts")
        }
    }

    /// Whether sync bytes stand a packet apart nearly throughout.
    static func isTransportStream(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        for size in packetSizes where bytes.count >= size * 8 {
            for offset in 0..<size where bytes[offset] == syncByte {
                var packets = 0
                var synchronous = 0
                for position in stride(from: offset, to: bytes.count, by: size) {
                    packets += 1
                    if bytes[position] == syncByte { synchronous += 1 }
                }
                if synchronous * 10 >= packets * 9 { return true }
            }
        }
        return false
    }
}
