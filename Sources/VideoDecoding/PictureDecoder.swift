import CFFmpeg

/// One open decoder, one thread: recordings are decoded in parallel by their stretches.
final class PictureDecoder {
    /// Pictures beyond 8K are damage; allocating for them would exhaust the machine.
    static let maximumPixels: Int64 = 8192 * 4608

    let context: UnsafeMutablePointer<AVCodecContext>
    let frame: FrameBuffer
    /// Frames that build on missing pictures come out marked, except while draining.
    let marksUnrecovered: Bool

    /// - Parameter isLive: frames come out as soon as they can; a stream that does not say how many
    ///   have to be held back may lose its first ones that are sent out of order.
    init(
        parameters: CodecParameters, frame: FrameBuffer, path: String,
        deblocking: Deblocking = .all, isLive: Bool = false
    ) throws(VideoDecodingError) {
        let name = parameters.codecName
        guard let codec = avcodec_find_decoder(parameters.codecID) else {
            throw .codecNotSupported(path: path, codec: name)
        }
        guard let context = avcodec_alloc_context3(codec) else { throw .outOfMemory(path: path) }
        self.context = context
        self.frame = frame
        marksUnrecovered = parameters.codecID == AV_CODEC_ID_H264
        LibraryLog.clear()
        guard avcodec_parameters_to_context(context, parameters.pointer) >= 0 else {
            throw .outOfMemory(path: path)
        }
        context.pointee.thread_count = 1
        set(deblocking)
        context.pointee.max_pixels = Self.maximumPixels
        // The same samples on every processor.
        context.pointee.flags |= AV_CODEC_FLAG_BITEXACT
        if parameters.codecID == AV_CODEC_ID_H264 {
            // Hold back as many frames as the level allows when the stream does not say how many
            // it needs: guessing would drop the first frames that prove the guess wrong.
            if !isLive { context.pointee.strict_std_compliance = FF_COMPLIANCE_STRICT }
            // Otherwise a picture without its references, which the decoder keeps to itself,
            // ends the draining early and hides those behind it.
            context.pointee.flags |= AV_CODEC_FLAG_OUTPUT_CORRUPT
        }
        let code = avcodec_open2(context, codec, nil)
        guard code >= 0 else {
            throw .decoderFailed(path: path, reason: LibraryLog.reason(of: code))
        }
    }

    deinit {
        var context: UnsafeMutablePointer<AVCodecContext>? = context
        avcodec_free_context(&context)
    }

    /// For the packets that are fed from now on.
    func set(_ deblocking: Deblocking) {
        context.pointee.skip_loop_filter =
            switch deblocking {
            case .all: AVDISCARD_DEFAULT
            case .referencedOnly: AVDISCARD_NONREF
            case .none: AVDISCARD_ALL
            }
    }

    /// Feeds one packet, which comes out of the decoder again as `frame.ordinal`.
    func send(_ packet: Packet, ordinal: Int) -> Reception {
        packet.pointer.pointee.pts = Int64(ordinal)
        packet.pointer.pointee.dts = Int64(ordinal)
        LibraryLog.clear()
        let code = avcodec_send_packet(context, packet.pointer)
        if code < 0 && code != cff_error_again {
            return .refused(reason: LibraryLog.reason(of: code))
        }
        return LibraryLog.hasLine ? .doubtful : .accepted
    }

    enum Reception {
        case accepted
        /// Decoded with complaints: the picture may be damaged.
        case doubtful
        case refused(reason: String)
    }

    /// Tells the decoder that no more packets come: it gives out the frames that it holds back.
    func drain() { _ = avcodec_send_packet(context, nil) }

    /// Makes the decoder ready for a packet that has nothing to do with the ones before.
    func flush() { avcodec_flush_buffers(context) }

    enum Outcome {
        case picture
        /// A picture in `frame` that is mostly guesswork: decoding began after the pictures that
        /// it builds on.
        case unrecovered
        /// Nothing to give yet, or nothing left.
        case nothing
        case failed(reason: String)
    }

    /// Takes the next frame, in order of presentation, into `frame`.
    func receive() -> Outcome {
        LibraryLog.clear()
        let code = avcodec_receive_frame(context, frame.pointer)
        if code >= 0 {
            let flags = frame.pointer.pointee.flags
            return marksUnrecovered && flags & AV_FRAME_FLAG_CORRUPT != 0
                ? .unrecovered : .picture
        }
        if code == cff_error_again || code == cff_error_end_of_file { return .nothing }
        return .failed(reason: LibraryLog.reason(of: code))
    }
}
