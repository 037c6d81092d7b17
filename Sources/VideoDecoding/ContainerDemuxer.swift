import CFFmpeg
import Footage

/// Reads the packets of one video stream of a file through libavformat.
final class ContainerDemuxer: PacketSource {
    let path: String
    private(set) var streamIndex: Int
    private(set) var context: UnsafeMutablePointer<AVFormatContext>
    private let readGuard: ReadGuard
    /// Consecutive packets that could not be read.
    private var failures = 0

    /// A run of unreadable packets longer than this ends the recording.
    private static let maximumFailures = 256

    /// Opens `path`; `streamIndex` selects the stream, by default the video stream with the
    /// largest picture.
    init(
        path: String, streamIndex: Int? = nil, shouldStop: @escaping @Sendable () -> Bool
    ) throws(VideoDecodingError) {
        self.path = path
        readGuard = ReadGuard(shouldStop: shouldStop)
        context = try OpenContainer.open(path: path, readGuard: readGuard)
        self.streamIndex = 0
        if let streamIndex, streamIndex < Int(context.pointee.nb_streams) {
            self.streamIndex = streamIndex
        } else {
            guard let largest = videoStreams.first else {
                throw .noVideoStream(path: path, found: streamDescription)
            }
            self.streamIndex = largest
        }
        discardOtherStreams()
    }

    deinit { close() }

    var stream: UnsafeMutablePointer<AVStream> {
        // Stream indices come from `videoStreams`, which has seen the stream.
        context.pointee.streams[streamIndex]!
    }

    var sizeBytes: Int64 { context.pointee.pb.map { avio_size($0) } ?? -1 }
    var bytePosition: Int64 { context.pointee.pb.map { avio_seek($0, 0, SEEK_CUR) } ?? -1 }

    /// A codec's stream without container: time stamps, if any come, are the library's guesses.
    var isElementaryStream: Bool {
        guard let format = context.pointee.iformat?.pointee else { return false }
        return format.raw_codec_id != 0 || format.flags & AVFMT_NOTIMESTAMPS != 0
    }

    /// mp4, mov and their relatives.
    var isMovie: Bool {
        context.pointee.iformat.map { String(cString: $0.pointee.name).hasPrefix("mov,") } ?? false
    }

    /// Why reading ended before the end of the file, if it did.
    private(set) var endReason: String?

    /// Streams with moving pictures, the largest first.
    var videoStreams: [Int] {
        (0..<Int(context.pointee.nb_streams)).filter { index in
            guard let stream = context.pointee.streams[index],
                let parameters = stream.pointee.codecpar
            else { return false }
            return parameters.pointee.codec_type == AVMEDIA_TYPE_VIDEO
                && stream.pointee.disposition & AV_DISPOSITION_ATTACHED_PIC == 0
        }.sorted { pixelCount($0) > pixelCount($1) }
    }

    private func pixelCount(_ index: Int) -> Int {
        guard let parameters = context.pointee.streams[index]?.pointee.codecpar else { return 0 }
        return Int(parameters.pointee.width) * Int(parameters.pointee.height)
    }

    /// What the container holds, for a message.
    private var streamDescription: String {
        let names = (0..<Int(context.pointee.nb_streams)).compactMap { index -> String? in
            guard let parameters = context.pointee.streams[index]?.pointee.codecpar else {
                return nil
            }
            let kind = av_get_media_type_string(parameters.pointee.codec_type)
            return kind.map { String(cString: $0) } ?? "data"
        }
        return names.isEmpty ? "no streams" : "only " + names.joined(separator: ", ")
    }

    func select(stream index: Int) {
        streamIndex = index
        discardOtherStreams()
    }

    private func discardOtherStreams() {
        for index in 0..<Int(context.pointee.nb_streams) {
            context.pointee.streams[index]?.pointee.discard =
                index == streamIndex ? AVDISCARD_DEFAULT : AVDISCARD_ALL
        }
    }

    // MARK: Reading

    func read(into packet: Packet) throws(VideoDecodingError) -> Bool {
        while true {
            packet.clear()
            readGuard.arm()
            LibraryLog.clear()
            let code = av_read_frame(context, packet.pointer)
            if let error = readGuard.error(path: path) { throw error }
            if code == cff_error_end_of_file { return false }
            if code < 0 {
                // One broken packet is skipped, as players do. An input error is final.
                failures += 1
                if code == cff_error_again || code == cff_error_invalid_data,
                    failures < Self.maximumFailures
                {
                    continue
                }
                endReason = LibraryLog.reason(of: code)
                return false
            }
            // Streams that appear late (transport streams) are not of interest either.
            guard Int(packet.pointer.pointee.stream_index) == streamIndex else { continue }
            failures = 0
            guard packet.sizeBytes > 0 else { continue }
            return true
        }
    }

    // MARK: Moving

    func seek(to identity: PacketIdentity, attempt: Int) -> Bool {
        readGuard.arm()
        failures = 0
        let byTime = seekingByTimeFirst
        switch attempt {
        case 0: return byTime ? seek(time: identity) : seek(byte: identity)
        case 1: return byTime ? seek(byte: identity) : seek(time: identity)
        default: return false
        }
    }

    /// Containers with an index of their own find a key frame by time; streams of packets by
    /// position.
    private var seekingByTimeFirst: Bool {
        let name = context.pointee.iformat.map { String(cString: $0.pointee.name) } ?? ""
        return ["mov,", "matroska", "avi", "asf", "ogg", "mxf", "nut"].contains {
            name.hasPrefix($0)
        }
    }

    private func seek(time identity: PacketIdentity) -> Bool {
        guard let ticks = identity.decodingTicks ?? identity.presentationTicks else { return false }
        return av_seek_frame(context, Int32(streamIndex), ticks, AVSEEK_FLAG_BACKWARD) >= 0
    }

    private func seek(byte identity: PacketIdentity) -> Bool {
        guard identity.bytePosition >= 0,
            let format = context.pointee.iformat, format.pointee.flags & AVFMT_NO_BYTE_SEEK == 0
        else { return false }
        return av_seek_frame(context, -1, identity.bytePosition, AVSEEK_FLAG_BYTE) >= 0
    }

    /// Moves to a key packet at or before a decoding time, or near it.
    func seek(decodingTicks: Int64) -> Bool {
        readGuard.arm()
        failures = 0
        endReason = nil
        return av_seek_frame(
            context, Int32(streamIndex), decodingTicks, AVSEEK_FLAG_BACKWARD) >= 0
    }

    /// Opens the file again: the only way back to the start that no demuxer gets wrong.
    func rewind() throws(VideoDecodingError) {
        let fresh = try OpenContainer.open(path: path, readGuard: readGuard)
        close()
        context = fresh
        failures = 0
        endReason = nil
        guard streamIndex < Int(context.pointee.nb_streams) else {
            throw .changed(path: path, detail: "its video stream is gone")
        }
        discardOtherStreams()
    }

    private func close() { OpenContainer.close(context) }
}
