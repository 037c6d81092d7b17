import CFFmpeg
import Glibc

/// Reads numbered image files as packets, each a key frame whose time is its number.
///
/// A picture that vanished or cannot be read becomes an empty packet's place in time: it is
/// skipped, and its time has no frame.
final class ImageSequenceReader: PacketSource {
    private let sequence: ImageSequence
    private let readGuard: ReadGuard
    private var next = 0

    private static let maximumBytes = 256 << 20

    init(_ sequence: ImageSequence, shouldStop: @escaping @Sendable () -> Bool) {
        self.sequence = sequence
        readGuard = ReadGuard(shouldStop: shouldStop)
    }

    func read(into packet: Packet) throws(VideoDecodingError) -> Bool {
        packet.clear()
        guard next < sequence.numbers.count else { return false }
        let number = sequence.numbers[next]
        let path = sequence.path(number: number)
        readGuard.arm()
        if readGuard.mustInterrupt(), let error = readGuard.error(path: path) { throw error }
        try load(path, into: packet)
        let ticks = Int64(number - sequence.firstNumber)
        packet.pointer.pointee.pts = ticks
        packet.pointer.pointee.dts = ticks
        packet.pointer.pointee.duration = 1
        packet.pointer.pointee.flags = AV_PKT_FLAG_KEY
        packet.pointer.pointee.pos = Int64(next)
        next += 1
        return true
    }

    /// Reads the whole file. An unreadable or empty one gives a packet of one zero byte, which
    /// no decoder takes for a picture.
    private func load(_ path: String, into packet: Packet) throws(VideoDecodingError) {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        defer { if file >= 0 { _ = Glibc.close(file) } }
        var status = stat()
        var size = 0
        if file >= 0, fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG {
            size = min(Int(status.st_size), Self.maximumBytes)
        }
        guard av_new_packet(packet.pointer, Int32(max(1, size))) >= 0,
            let data = packet.pointer.pointee.data
        else { throw .outOfMemory(path: path) }
        data[0] = 0
        var filled = 0
        while filled < size {
            let count = Glibc.read(file, data + filled, size - filled)
            if count < 0 && errno == EINTR { continue }
            if count <= 0 { break }
            filled += count
        }
        if filled < packet.sizeBytes { av_shrink_packet(packet.pointer, Int32(max(1, filled))) }
    }

    func seek(to identity: PacketIdentity, attempt: Int) -> Bool {
        guard attempt == 0, identity.bytePosition >= 0 else { return false }
        next = min(Int(identity.bytePosition), sequence.numbers.count)
        return true
    }

    func rewind() { next = 0 }
}
