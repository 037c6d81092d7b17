import CFFmpeg
import Footage

/// Tells where the format of a live stream changes, and what it is then.
///
/// What the first line of a session promises is not believed: a key picture's own parameter sets
/// are, and the picture is decoded once to know its size and colours.
struct FormatTracker {
    private(set) var current: LiveFormat?
    private var signature: [UInt8] = []
    private var shape = Shape()

    /// What the container says, for streams whose pictures do not say it.
    private struct Shape: Hashable {
        var codec: UInt32 = 0
        var width: Int32 = 0
        var height: Int32 = 0
    }

    /// Looks at a key packet.
    /// - Returns: whether the format is known from here on.
    mutating func look(at packet: Packet, _ source: any LiveSource) -> Bool {
        guard let parameters = source.stream.pointee.codecpar else { return false }
        let codec = parameters.pointee.codec_id
        let heads = Self.isLengthPrefixed(parameters.pointee)
        let found = heads ? [] : ParameterSets.signature(of: packet.payload, codec: codec)
        let stated = Shape(
            codec: codec.rawValue, width: parameters.pointee.width,
            height: parameters.pointee.height)
        let fresh = packet.sideData(AV_PKT_DATA_NEW_EXTRADATA)
        let isSame = (found.isEmpty || found == signature) && stated == shape && fresh == nil
        if current != nil, isSame { return true }
        guard let format = try? describe(packet, source, fresh) else {
            // A damaged key picture is no new format; a new one that cannot be read is unknown.
            return false
        }
        current = format
        signature = found
        shape = stated
        return true
    }

    /// Decodes the key picture, and states what came out.
    private func describe(
        _ packet: Packet, _ source: any LiveSource, _ fresh: [UInt8]?
    ) throws -> LiveFormat? {
        let parameters = try CodecParameters(copying: source.stream.pointee.codecpar, "")
        if !Self.isLengthPrefixed(parameters.pointer.pointee) {
            let own = ParameterSets(of: packet.payload, codec: parameters.codecID)
            // Some senders put a part of them into the session's description alone.
            let promised = own.isComplete ? [] : parameters.extradata
            if !own.bytes.isEmpty { try parameters.set(extradata: promised + own.bytes) }
        }
        if let fresh { try parameters.set(extradata: fresh) }
        let frame = try FrameBuffer(path: "")
        let decoder = try PictureDecoder(
            parameters: parameters, frame: frame, path: "", isLive: true)
        let copy = try Packet(path: "")
        try copy.refer(to: packet, path: "")
        if case .refused = decoder.send(copy, ordinal: 0) { return nil }
        var outcome = decoder.receive()
        if case .nothing = outcome {
            decoder.drain()
            outcome = decoder.receive()
        }
        switch outcome {
        case .nothing, .failed: return nil
        case .picture where frame.isDamaged: return nil
        // A picture of a stream that is refreshed little by little says as much of its format.
        case .picture, .unrecovered: if frame.size.isEmpty { return nil }
        }
        parameters.pointer.pointee.width = frame.pointer.pointee.width
        parameters.pointer.pointee.height = frame.pointer.pointee.height
        parameters.pointer.pointee.format = frame.pointer.pointee.format
        var info = StreamReading.info(source.context, stream: source.stream)
        info.storedSize = frame.size
        info.pixelFormat = PlanarFormat.name(frame.format)
        info.isInterlaced = frame.isInterlaced
        if info.sampleAspect == .square {
            info.sampleAspect = StreamReading.aspect(frame.pointer.pointee.sample_aspect_ratio)
        }
        return LiveFormat(
            number: (current?.number ?? 0) + 1, info: info, parameters: parameters)
    }

    /// As in MP4: parameter sets are in the container's head, units have lengths before them.
    private static func isLengthPrefixed(_ parameters: AVCodecParameters) -> Bool {
        guard [AV_CODEC_ID_H264, AV_CODEC_ID_HEVC].contains(parameters.codec_id),
            parameters.extradata_size > 6, let head = parameters.extradata
        else { return false }
        return head[0] != 0
    }
}

extension CodecParameters {
    var extradata: [UInt8] {
        guard let bytes = pointer.pointee.extradata, pointer.pointee.extradata_size > 0 else {
            return []
        }
        return Array(
            UnsafeBufferPointer(start: bytes, count: Int(pointer.pointee.extradata_size)))
    }

    /// Only before anybody else has a reference.
    func set(extradata bytes: [UInt8]) throws(VideoDecodingError) {
        let padding = Int(AV_INPUT_BUFFER_PADDING_SIZE)
        guard let memory = av_mallocz(bytes.count + padding) else {
            throw .outOfMemory(path: "")
        }
        memory.copyMemory(from: bytes, byteCount: bytes.count)
        av_freep(&pointer.pointee.extradata)
        pointer.pointee.extradata = memory.assumingMemoryBound(to: UInt8.self)
        pointer.pointee.extradata_size = Int32(bytes.count)
    }
}

extension Packet {
    /// A piece of side data, if the packet has it and it is not empty.
    func sideData(_ kind: AVPacketSideDataType) -> [UInt8]? {
        var size = 0
        guard let bytes = av_packet_get_side_data(pointer, kind, &size), size > 0 else {
            return nil
        }
        return Array(UnsafeBufferPointer(start: bytes, count: size))
    }
}
