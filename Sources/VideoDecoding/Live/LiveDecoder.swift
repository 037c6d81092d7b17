import CFFmpeg
import Footage

/// Decodes a live stream packet by packet, on one thread, and holds no picture back that the stream
/// does not make it hold back.
///
/// After a loss a decoder goes on with what it has: grey, or smears that drift until the next key
/// picture. Those frames come out too, marked as damaged, so that nobody takes them for motion.
/// Not `Sendable`: one queue at a time.
public final class LiveDecoder {
    /// Takes effect at once when it goes down; from `.keyFrames` up, at the next key packet, because
    /// pictures before that build on missing ones.
    public var depth: LiveDepth
    public private(set) var statistics = LiveDecodingStatistics()
    /// Why the last picture could not be made; `nil` while all is well.
    public private(set) var lastFailure: String?

    private let deblocking: Deblocking
    private var decoder: PictureDecoder?
    private var format: LiveFormat?
    private let frame: FrameBuffer
    private let scratch: Packet
    private let scaler: PictureScaler
    /// Packets whose pictures have not come out.
    private var pending: [(ordinal: Int, packet: LivePacket, isDamaged: Bool)] = []
    private var ordinal = 0
    private var condition = StreamCondition()
    /// Packets were left out since the last one that was fed.
    private var hasGap = true
    private var lastTime: MediaTime?

    /// More pictures than any decoder holds back.
    private static let longestPending = 64

    /// - Throws: `.outOfMemory`.
    public init(
        depth: LiveDepth = .everyFrame, deblocking: Deblocking = .all
    ) throws(VideoDecodingError) {
        LibraryLog.install()
        self.depth = depth
        self.deblocking = deblocking
        frame = try FrameBuffer(path: "")
        scratch = try Packet(path: "")
        scaler = try PictureScaler(path: "")
    }

    /// Decodes one packet.
    ///
    /// - Parameter body: gets each frame that comes out, mostly one, and the packet that it was made
    ///   of, which is an earlier one where pictures are sent out of order. Times rise from frame to
    ///   frame. The frame is valid until `body` returns.
    public func decode(
        _ packet: LivePacket, _ body: (DecodedFrame, LivePacket) throws -> Void
    ) rethrows {
        statistics.packets += 1
        if packet.format !== format { begin(packet.format) }
        guard packet.isKey || depth != .keyFrames && !hasGap, let decoder else {
            leaveOut(packet)
            return
        }
        if hasGap || depth == .keyFrames, packet.isKey {
            decoder.flush()
            pending.removeAll()
            hasGap = false
        }
        decoder.context.pointee.skip_frame =
            depth == .referenceFrames ? AVDISCARD_NONREF : AVDISCARD_DEFAULT
        feed(packet, to: decoder)
        let came = try deliver(from: decoder, body)
        if depth == .keyFrames {
            // Nothing follows that would push it out.
            if !came {
                decoder.drain()
                _ = try deliver(from: decoder, body)
            }
            hasGap = true
        }
    }

    /// Leaves a packet out, undecoded: after that frames begin again at the next key packet.
    public func skip(_ packet: LivePacket) {
        statistics.packets += 1
        leaveOut(packet)
    }

    private func leaveOut(_ packet: LivePacket) {
        statistics.skipped += 1
        condition.leaveOut(packet)
        hasGap = true
    }

    // MARK: Feeding

    private func begin(_ format: LiveFormat) {
        self.format = format
        pending.removeAll()
        hasGap = true
        condition = StreamCondition()
        do throws(VideoDecodingError) {
            decoder = try PictureDecoder(
                parameters: format.parameters, frame: frame, path: "stream",
                deblocking: deblocking, isLive: true)
            lastFailure = nil
        } catch {
            decoder = nil
            statistics.errors += 1
            lastFailure = error.description
        }
    }

    private func feed(_ packet: LivePacket, to decoder: PictureDecoder) {
        guard (try? scratch.refer(to: packet.packet, path: "")) != nil else {
            fail("not enough memory")
            hasGap = true
            return
        }
        _ = LibraryLog.takeMissingPictures()
        let reception = decoder.send(scratch, ordinal: ordinal)
        var isDoubtful = false
        switch reception {
        case .accepted: lastFailure = nil
        case .doubtful:
            isDoubtful = true
            fail(LibraryLog.reason(of: 0))
        case .refused(let reason):
            isDoubtful = true
            fail(reason)
        }
        if LibraryLog.takeMissingPictures() > 0, !packet.isKey { isDoubtful = true }
        condition.take(packet, isDoubtful: isDoubtful)
        pending.append((ordinal, packet, condition.isDamaged))
        if pending.count > Self.longestPending { pending.removeFirst() }
        ordinal += 1
    }

    private func fail(_ reason: String) {
        statistics.errors += 1
        lastFailure = reason
    }

    // MARK: Frames

    /// Hands over what comes out.
    /// - Returns: whether anything came out.
    private func deliver(
        from decoder: PictureDecoder, _ body: (DecodedFrame, LivePacket) throws -> Void
    ) rethrows -> Bool {
        var came = false
        // A decoder that fails again and again without eating its packet would keep this going.
        for _ in 0..<Self.longestPending {
            var isDamaged = false
            switch decoder.receive() {
            case .nothing: return came
            case .failed(let reason):
                fail(reason)
                condition.fail()
                continue
            case .unrecovered: isDamaged = true
            case .picture: break
            }
            came = true
            guard let made = take(isDamaged: isDamaged) else { continue }
            try body(made.frame, made.packet)
        }
        return came
    }

    private func take(isDamaged: Bool) -> (frame: DecodedFrame, packet: LivePacket)? {
        guard let ordinal = frame.ordinal,
            let place = pending.firstIndex(where: { $0.ordinal == ordinal })
        else { return nil }
        let entry = pending.remove(at: place)
        // Pictures are given out in order: those before never came.
        pending.removeAll { $0.packet.time < entry.packet.time && $0.ordinal < ordinal }
        if frame.isDamaged || isDamaged { condition.fail() }
        var time = entry.packet.time
        if let lastTime, time <= lastTime { time.microseconds = lastTime.microseconds + 1 }
        lastTime = time
        guard let view = try? view() else {
            fail("pictures of format \(PlanarFormat.name(frame.format)) cannot be converted")
            return nil
        }
        let isBad = entry.isDamaged || frame.isDamaged || isDamaged
        statistics.frames += 1
        if isBad { statistics.damagedFrames += 1 }
        let decoded = DecodedFrame(
            time: time, isKeyFrame: frame.isKey, isDamaged: isBad,
            isInterlaced: frame.isInterlaced, view: view, frame: frame)
        return (decoded, entry.packet)
    }

    private func view() throws(VideoDecodingError) -> PictureView? {
        if let view = frame.view { return view }
        try scaler.scale(
            frame, to: frame.size, format: PlanarFormat.substitute(for: frame.format))
        return scaler.target.view
    }
}
