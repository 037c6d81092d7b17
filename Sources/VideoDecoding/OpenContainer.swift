import CFFmpeg

/// Opens a file with libavformat, and nothing else: whatever the file says, no second file and no
/// network address is opened for it.
enum OpenContainer {
    /// Opens the file, finds its container and its streams. `readGuard` must outlive the context.
    static func open(
        path: String, readGuard: ReadGuard
    ) throws(VideoDecodingError) -> UnsafeMutablePointer<AVFormatContext> {
        LibraryLog.install()
        LibraryLog.clear()
        readGuard.arm()
        var input: UnsafeMutablePointer<AVIOContext>?
        var interrupt = readGuard.callback
        // `file:` keeps a colon in a name from being taken for a protocol.
        var code = avio_open2(&input, "file:" + path, AVIO_FLAG_READ, &interrupt, nil)
        guard code >= 0, input != nil else {
            if let error = readGuard.error(path: path) { throw error }
            throw .readFailed(path: path, bytePosition: 0, reason: LibraryLog.describe(code))
        }
        guard let fresh = avformat_alloc_context() else {
            avio_closep(&input)
            throw .outOfMemory(path: path)
        }
        fresh.pointee.interrupt_callback = interrupt
        fresh.pointee.pb = input
        var context: UnsafeMutablePointer<AVFormatContext>? = fresh
        var options: OpaquePointer?
        defer { av_dict_free(&options) }
        // The input is open: playlists and references find no protocol to open anything with.
        av_dict_set(&options, "protocol_whitelist", "none", 0)
        code = avformat_open_input(
            &context, path, TransportStreamSync.format(of: path), &options)
        guard code >= 0, let opened = context else {
            avio_closep(&input)
            if let error = readGuard.error(path: path) { throw error }
            throw .notVideo(path: path, reason: LibraryLog.reason(of: code))
        }
        try findStreams(opened, path: path, readGuard: readGuard)
        return opened
    }

    static func close(_ context: UnsafeMutablePointer<AVFormatContext>) {
        var input = context.pointee.pb
        var context: UnsafeMutablePointer<AVFormatContext>? = context
        avformat_close_input(&context)
        avio_closep(&input)
    }

    private static func findStreams(
        _ context: UnsafeMutablePointer<AVFormatContext>, path: String, readGuard: ReadGuard
    ) throws(VideoDecodingError) {
        let guess = context.pointee.iformat.map { String(cString: $0.pointee.name) } ?? ""
        // A playlist plays other files: those are to be named themselves.
        let isPlaylist = ["hls", "dash", "concat", "sdp"].contains(guess)
        LibraryLog.clear()
        readGuard.arm()
        let code = isPlaylist ? cff_error_invalid_data : findStreamInfo(context)
        guard code < 0 else { return }
        let reason = isPlaylist ? "a playlist" : LibraryLog.reason(of: code)
        close(context)
        if let error = readGuard.error(path: path) { throw error }
        throw .notVideo(path: path, reason: "taken for \(guess): \(reason)")
    }

    /// `avformat_find_stream_info` with the limit on picture size that decoding has too.
    private static func findStreamInfo(_ context: UnsafeMutablePointer<AVFormatContext>) -> Int32 {
        let count = Int(context.pointee.nb_streams)
        var options = [OpaquePointer?](repeating: nil, count: max(1, count))
        for index in 0..<count {
            av_dict_set_int(&options[index], "max_pixels", PictureDecoder.maximumPixels, 0)
            av_dict_set_int(&options[index], "threads", 1, 0)
        }
        let code = options.withUnsafeMutableBufferPointer {
            avformat_find_stream_info(context, count > 0 ? $0.baseAddress : nil)
        }
        for index in 0..<count { av_dict_free(&options[index]) }
        return code
    }
}
