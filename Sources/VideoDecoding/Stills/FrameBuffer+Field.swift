import CFFmpeg

extension FrameBuffer {
    /// The lines of one field: the other one shows another moment. No samples are copied.
    func topField() throws(VideoDecodingError) -> FrameBuffer {
        let field = try FrameBuffer(path: "picture")
        try field.refer(to: self, path: "picture")
        guard size.height >= 4 else { return field }
        field.pointer.pointee.height /= 2
        field.pointer.pointee.linesize.0 *= 2
        field.pointer.pointee.linesize.1 *= 2
        field.pointer.pointee.linesize.2 *= 2
        field.pointer.pointee.linesize.3 *= 2
        return field
    }
}
