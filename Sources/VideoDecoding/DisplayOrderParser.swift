import CFFmpeg

/// Tells for packets without presentation times which of them are leading pictures: shown before
/// the key frame that they follow in the file.
final class DisplayOrderParser {
    private let parser: UnsafeMutablePointer<AVCodecParserContext>
    private let codec: UnsafeMutablePointer<AVCodecContext>
    /// Codecs whose parser gives the picture order count; for others the picture type decides.
    private let hasOrderCount: Bool
    private var keyOrder: Int32 = 0
    private var mayLead = false

    /// `nil` for codecs that never reorder or have no parser.
    init?(parameters: CodecParameters) {
        let id = parameters.codecID
        let reordering = [
            AV_CODEC_ID_H264, AV_CODEC_ID_HEVC, AV_CODEC_ID_MPEG1VIDEO, AV_CODEC_ID_MPEG2VIDEO,
            AV_CODEC_ID_MPEG4,
        ]
        guard reordering.contains(id), let parser = av_parser_init(Int32(bitPattern: id.rawValue))
        else { return nil }
        guard let codec = avcodec_alloc_context3(avcodec_find_decoder(id)) else {
            av_parser_close(parser)
            return nil
        }
        self.parser = parser
        self.codec = codec
        parser.pointee.flags |= PARSER_FLAG_COMPLETE_FRAMES
        hasOrderCount = id == AV_CODEC_ID_H264 || id == AV_CODEC_ID_HEVC
        guard avcodec_parameters_to_context(codec, parameters.pointer) >= 0 else { return nil }
    }

    deinit {
        av_parser_close(parser)
        var codec: UnsafeMutablePointer<AVCodecContext>? = codec
        avcodec_free_context(&codec)
    }

    /// Whether this packet's picture is shown before the key picture of its group.
    func isLeading(_ packet: Packet, startsGroup: Bool) -> Bool {
        var output: UnsafeMutablePointer<UInt8>?
        var outputSize: Int32 = 0
        _ = av_parser_parse2(
            parser, codec, &output, &outputSize, packet.pointer.pointee.data,
            packet.pointer.pointee.size, cff_no_timestamp, cff_no_timestamp, -1)
        if startsGroup {
            keyOrder = parser.pointee.output_picture_number
            mayLead = true
            return false
        }
        guard mayLead, !packet.isKey else {
            mayLead = false
            return false
        }
        let leads =
            hasOrderCount
            ? parser.pointee.output_picture_number < keyOrder
            : parser.pointee.pict_type == AV_PICTURE_TYPE_B.rawValue
        // HEVC sends all leading pictures before the others; MPEG its B pictures.
        if !leads { mayLead = false }
        return leads
    }
}
