import CFFmpeg

/// A camera's stream from the network, through libavformat.
///
/// The stream is not probed: for the codecs that cameras send over RTSP the first key picture says
/// all, and probing would decode and hold back pictures for a second or more.
final class NetworkSource: LiveSource {
    let context: UnsafeMutablePointer<AVFormatContext>
    private(set) var streamIndex: Int32 = 0
    private let address: LiveAddress
    private let liveGuard: LiveGuard
    private var failures = 0

    /// A run of unreadable packets longer than this is garbage.
    private static let maximumFailures = 256
    /// Lost packets are noticed when another one waits behind the gap; no order has to be restored
    /// in a connection that keeps it.
    private static let reorderQueuePackets = 2

    /// Connects; the guard is armed.
    init(
        _ address: LiveAddress, settings: LiveSettings, guard liveGuard: LiveGuard
    ) throws(LiveError) {
        self.address = address
        self.liveGuard = liveGuard
        LibraryLog.install()
        LibraryLog.clear()
        guard let fresh = avformat_alloc_context() else {
            throw .outOfMemory(address: address.description)
        }
        fresh.pointee.interrupt_callback = liveGuard.callback
        var context: UnsafeMutablePointer<AVFormatContext>? = fresh
        var options = Self.options(address, settings)
        defer { av_dict_free(&options) }
        let code = avformat_open_input(&context, address.opened, nil, &options)
        guard code >= 0, let opened = context else {
            throw LiveFailure(address, liveGuard).opening(code)
        }
        self.context = opened
        do throws(LiveError) {
            try findStream()
        } catch {
            close()
            throw error
        }
    }

    deinit { close() }

    private var isClosed = false

    private func close() {
        guard !isClosed else { return }
        isClosed = true
        liveGuard.beginFarewell()
        var context: UnsafeMutablePointer<AVFormatContext>? = context
        avformat_close_input(&context)
    }

    var stream: UnsafeMutablePointer<AVStream> { context.pointee.streams[Int(streamIndex)]! }

    private var containerName: String {
        context.pointee.iformat.map { String(cString: $0.pointee.name) } ?? ""
    }

    /// Multipart pictures have no time stamps: the library's are a guess.
    var hasClock: Bool { containerName != "mpjpeg" }

    // MARK: Opening

    private static func options(_ address: LiveAddress, _ settings: LiveSettings) -> OpaquePointer?
    {
        var options: OpaquePointer?
        let microseconds = Int64(min(max(0.001, settings.stallSeconds), 1e6) * 1e6)
        let entries: [(String, String)] =
            switch address.kind {
            case .rtsp:
                [
                    ("protocol_whitelist", "rtsp,rtp,udp,tcp,tls"),
                    ("rtsp_transport", settings.transport.rawValue),
                    ("allowed_media_types", "video"), ("timeout", "\(microseconds)"),
                    ("user_agent", "pantau"),
                ]
                    + (settings.transport == .tcp
                        ? [("reorder_queue_size", "\(reorderQueuePackets)")]
                        // A key picture comes as a burst of packets.
                        : [("buffer_size", "1048576")])
            case .http, .file:
                [
                    ("protocol_whitelist", "http,https,tcp,tls,crypto"),
                    ("rw_timeout", "\(microseconds)"), ("user_agent", "pantau"),
                    ("probesize", "1000000"), ("analyzeduration", "2000000"),
                ]
            }
        for (key, value) in entries { av_dict_set(&options, key, value, 0) }
        return options
    }

    private func findStream() throws(LiveError) {
        if !isSelfDescribing {
            LibraryLog.clear()
            let code = avformat_find_stream_info(context, nil)
            guard code >= 0 else {
                throw LiveFailure(address, liveGuard).opening(code)
            }
        }
        let best = av_find_best_stream(context, AVMEDIA_TYPE_VIDEO, -1, -1, nil, 0)
        guard best >= 0 else {
            let count = context.pointee.nb_streams
            throw .noVideo(
                address: address.description,
                found: count == 0 ? "no streams" : "\(count) streams of other kinds")
        }
        streamIndex = best
        for index in 0..<Int(context.pointee.nb_streams) where index != Int(best) {
            context.pointee.streams[index]?.pointee.discard = AVDISCARD_ALL
        }
    }

    /// Whether every stream is of a kind whose key pictures say all that is to be known.
    private var isSelfDescribing: Bool {
        guard containerName == "rtsp" || containerName == "mpjpeg" else { return false }
        return (0..<Int(context.pointee.nb_streams)).allSatisfy { index in
            let parameters = context.pointee.streams[index]?.pointee.codecpar
            return parameters.map { parameters in
                parameters.pointee.codec_type != AVMEDIA_TYPE_VIDEO
                    || [AV_CODEC_ID_H264, AV_CODEC_ID_HEVC, AV_CODEC_ID_MJPEG].contains(
                        parameters.pointee.codec_id)
            } ?? false
        }
    }

    // MARK: Reading

    func read(into packet: Packet) throws(LiveError) -> LiveReading {
        while true {
            packet.clear()
            LibraryLog.clear()
            let code = av_read_frame(context, packet.pointer)
            if code < 0 {
                failures += 1
                let isPassing = code == cff_error_again || code == cff_error_invalid_data
                if isPassing, failures < Self.maximumFailures, !liveGuard.mustInterrupt() {
                    continue
                }
                throw LiveFailure(address, liveGuard).reading(code)
            }
            // A sender of other streams alone would keep this going for ever.
            if liveGuard.mustInterrupt() {
                throw LiveFailure(address, liveGuard).reading(code)
            }
            guard packet.pointer.pointee.stream_index == streamIndex, packet.sizeBytes > 0 else {
                continue
            }
            failures = 0
            return .packet
        }
    }

    func pace(to time: Int64) {}
}
