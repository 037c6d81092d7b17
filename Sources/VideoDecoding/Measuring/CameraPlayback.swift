public import Footage

/// Plays a recording as a camera delivers its stream: packet after packet, from the start again
/// at its end.
///
/// Why: a live feed is measured on the user's own streams, many copies at a time, and each copy
/// must decode what a camera would send and nothing else. Not `Sendable`: one queue at a time.
public final class CameraPlayback {
    private let index: RecordingIndex
    private let cursor: PacketCursor
    private let decoder: PictureDecoder
    private let frame: FrameBuffer
    private let scaler: PictureScaler
    private let interval: MediaTime
    /// Packets that came, decoded or left out.
    private var position = 0

    /// - Parameter firstGroup: where the camera is when it is first looked at; taken modulo the
    ///   number of groups.
    /// - Throws: `VideoDecodingError` when the recording is gone or is not the one indexed.
    public init(
        index: RecordingIndex, firstGroup: Int = 0, deblocking: Deblocking = .all
    ) throws(VideoDecodingError) {
        self.index = index
        let path = index.source.path
        cursor = try PacketCursor(index: index, shouldStop: { false })
        frame = try FrameBuffer(path: path)
        scaler = try PictureScaler(path: path)
        decoder = try PictureDecoder(
            parameters: index.parameters, frame: frame, path: path, deblocking: deblocking)
        interval = MediaTime(
            microseconds: max(1, index.duration.microseconds / Int64(max(1, index.packetCount))))
        try cursor.move(to: firstGroup % index.groups.count)
    }

    /// Mean time from one packet to the next.
    public var packetInterval: MediaTime { interval }

    /// Decodes the packet that comes next.
    ///
    /// - Parameter body: gets each frame that the decoder gives out for it: mostly one. Times rise
    ///   by `packetInterval` from frame to frame; the frame is valid until `body` returns.
    /// - Throws: `VideoDecodingError`, and whatever `body` throws. A packet that cannot be decoded
    ///   is no error: it gives no frame.
    public func decodeNext(_ body: (DecodedFrame) throws -> Void) throws {
        guard try loadNext() else { return }
        if case .refused = decoder.send(cursor.packet, ordinal: position) {
            position += 1
            return
        }
        let time = MediaTime(microseconds: Int64(position) * interval.microseconds)
        position += 1
        var isFirst = true
        while true {
            switch decoder.receive() {
            case .nothing, .failed: return
            case .unrecovered: continue
            case .picture:
                // A decoder that gives several frames for a packet had held them back.
                guard isFirst, let view = try view() else { continue }
                isFirst = false
                try body(
                    DecodedFrame(
                        time: time, isKeyFrame: frame.isKey, isDamaged: frame.isDamaged,
                        isInterlaced: frame.isInterlaced, view: view, frame: frame))
            }
        }
    }

    /// Leaves out packets, undecoded, up to the next key frame: what comes before it builds on
    /// pictures that are missing.
    /// - Returns: how many.
    public func skipToKeyFrame() throws(VideoDecodingError) -> Int {
        let next = min(cursor.position ?? 0, index.packetCount - 1)
        let group = index.group(ofPacket: next)
        let skipped = index.groups[group].firstPacket + index.groups[group].packetCount - next
        position += skipped
        decoder.flush()
        try cursor.move(to: (group + 1) % index.groups.count)
        return skipped
    }

    /// Reads the next packet; at the end of the recording its first one. `false` where there is
    /// none to be had.
    private func loadNext() throws(VideoDecodingError) -> Bool {
        if try cursor.next() != nil { return true }
        decoder.flush()
        try cursor.move(to: 0)
        return try cursor.next() != nil
    }

    private func view() throws(VideoDecodingError) -> PictureView? {
        if let view = frame.view { return view }
        try scaler.scale(
            frame, to: frame.size, format: PlanarFormat.substitute(for: frame.format))
        return scaler.target.view
    }
}
