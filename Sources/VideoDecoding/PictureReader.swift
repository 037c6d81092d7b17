import CFFmpeg
public import Footage

/// Decodes an indexed recording, any stretch of it, in any order, always with the same result.
///
/// Why: each call starts with a decoder that knows nothing of what was decoded before, and every
/// seek is verified against the index. Not `Sendable`: one reader per worker thread; decoding is
/// single-threaded, parallelism comes from stretches.
public final class PictureReader {
    public let index: RecordingIndex
    let cursor: PacketCursor
    private let frame: FrameBuffer
    private let scaler: PictureScaler
    /// Kept from key frame to key frame: opening one costs as much as decoding a small picture.
    private var keyDecoder: PictureDecoder?
    private let path: String
    private let deblocking: Deblocking

    /// A picture of a stretch may need up to this many groups before it, in streams that are
    /// refreshed little by little instead of by key frames.
    private static let prerollGroups = 2

    /// Opens the recording.
    ///
    /// - Parameter deblocking: which pictures get the codec's deblocking filter.
    /// - Throws: `VideoDecodingError` when it is gone or is not the one indexed.
    public init(
        index: RecordingIndex, deblocking: Deblocking = .all,
        shouldStop: @escaping @Sendable () -> Bool = { false }
    ) throws(VideoDecodingError) {
        self.index = index
        self.deblocking = deblocking
        path = index.source.path
        cursor = try PacketCursor(index: index, shouldStop: shouldStop)
        frame = try FrameBuffer(path: path)
        scaler = try PictureScaler(path: path)
    }

    /// Decodes some groups of a recording from a source that others use too.
    init(window: RecordingIndex, source: any PacketSource) throws(VideoDecodingError) {
        index = window
        deblocking = .all
        path = window.source.path
        cursor = try PacketCursor(window: window, source: source)
        frame = try FrameBuffer(path: path)
        scaler = try PictureScaler(path: path)
    }

    // MARK: Stretches

    /// Decodes every frame presented in the groups' time, `[start of the first, start of the
    /// group after the last)`, in order of presentation, with strictly increasing times.
    ///
    /// - Parameter body: gets each frame, and each picture that could not be decoded; returns
    ///   whether to go on. The frame is valid only until it returns.
    /// - Throws: `VideoDecodingError` for the file, and whatever `body` throws.
    public func decode(groups: Range<Int>, _ body: (DecodeStep) throws -> Bool) throws {
        let range = groups.clamped(to: 0..<index.groups.count)
        guard !range.isEmpty else { return }
        if try run(range, firstGroup: range.lowerBound, body) == .keyFrameLost {
            let first = max(0, range.lowerBound - Self.prerollGroups)
            _ = try run(range, firstGroup: first, body)
        }
    }

    private enum Ending {
        case finished
        /// The first key frame gave no picture: nothing was handed to the body yet.
        case keyFrameLost
    }

    private func run(
        _ range: Range<Int>, firstGroup: Int, _ body: (DecodeStep) throws -> Bool
    ) throws -> Ending {
        keyDecoder = nil
        try cursor.move(to: firstGroup)
        let decoder = try PictureDecoder(
            parameters: index.parameters, frame: frame, path: path, deblocking: deblocking)
        var timer = FrameTimer(index: index, range: range, firstGroup: firstGroup)
        let firstKey = index.groups[range.lowerBound].firstPacket
        let mayPreroll = firstGroup > 0 && firstGroup == range.lowerBound
        var hasDelivered = false
        let end = endOrdinal(of: range)

        /// Hands over the losses; `nil` to go on.
        func report(_ lost: [FrameTimer.Lost]) throws -> Ending? {
            for loss in lost {
                if !hasDelivered, mayPreroll, loss.ordinal == firstKey { return .keyFrameLost }
                hasDelivered = true
                if try !body(.undecodable(at: loss.time, reason: loss.reason)) { return .finished }
            }
            return nil
        }

        // Whether frames that come out unmarked can be believed: not while draining before any
        // frame came out on the normal way.
        var hasRecovered = !decoder.marksUnrecovered
        var isDraining = false

        func deliverFrames(lastFed: Int) throws -> Ending? {
            var failures = 0
            while true {
                var outcome = decoder.receive()
                if case .picture = outcome {
                    if isDraining && !hasRecovered { outcome = .unrecovered }
                    if !isDraining { hasRecovered = true }
                }
                switch outcome {
                case .nothing: return nil
                case .unrecovered: timer.giveUp(frame)
                case .failed(let reason):
                    timer.fail(lastFed, reason: reason)
                    failures += 1
                    if failures > 64 { return nil }
                case .picture:
                    guard let time = timer.time(of: frame) else { continue }
                    if let ending = try report(timer.takeLost(before: time)) { return ending }
                    hasDelivered = true
                    if try !body(step(at: time, isSuspect: timer.isSuspect(frame))) {
                        return .finished
                    }
                }
            }
        }

        var lastFed = firstKey
        while let position = cursor.position, position < end, let ordinal = try cursor.next() {
            if let evicted = timer.feed(cursor.packet, ordinal: ordinal),
                let ending = try report([evicted])
            {
                return ending
            }
            lastFed = ordinal
            switch decoder.send(cursor.packet, ordinal: ordinal) {
            case .accepted: break
            case .doubtful: timer.doubt(ordinal)
            case .refused(let reason): timer.fail(ordinal, reason: reason)
            }
            if let ending = try deliverFrames(lastFed: ordinal) { return ending }
        }
        if !hasRecovered {
            if mayPreroll && !hasDelivered { return .keyFrameLost }
            hasRecovered = index.groups[firstGroup].beginsWithKey
        }
        isDraining = true
        decoder.drain()
        if let ending = try deliverFrames(lastFed: lastFed) { return ending }
        if let ending = try report(timer.takeLost(before: nil)) { return ending }
        if lastFed + 1 < end {
            throw VideoDecodingError.changed(
                path: path, detail: "it ends earlier than when it was indexed")
        }
        return .finished
    }

    /// The packet before which feeding ends: leading pictures of the group after are shown in
    /// this stretch.
    private func endOrdinal(of range: Range<Int>) -> Int {
        guard range.upperBound < index.groups.count else { return index.packetCount }
        let next = index.groups[range.upperBound]
        return next.firstPacket + (next.leadingPackets > 0 ? next.leadingSpan + 1 : 0)
    }

    private func step(at time: MediaTime, isSuspect: Bool) -> DecodeStep {
        do throws(VideoDecodingError) {
            return .frame(try decoded(frame, at: time, isSuspect: isSuspect))
        } catch {
            return .undecodable(at: time, reason: error.description)
        }
    }

    private func decoded(
        _ frame: FrameBuffer, at time: MediaTime, isSuspect: Bool = false
    ) throws(VideoDecodingError) -> DecodedFrame {
        var view = frame.view
        if view == nil {
            try scaler.scale(
                frame, to: frame.size, format: PlanarFormat.substitute(for: frame.format))
            view = scaler.target.view
        }
        guard let view else {
            throw .conversionFailed(
                format: PlanarFormat.name(frame.format), reason: "no 8-bit planes")
        }
        return DecodedFrame(
            time: time, isKeyFrame: frame.isKey, isDamaged: frame.isDamaged || isSuspect,
            isInterlaced: frame.isInterlaced, view: view, frame: frame)
    }

    // MARK: Single frames

    /// Decodes just the key frame of a group; `nil` when the decoder makes no picture of it.
    ///
    /// - Parameter deblocking: whether it gets the codec's deblocking filter; nothing builds on it.
    public func keyFrame(
        of group: Int, deblocking: Deblocking = .all
    ) throws(VideoDecodingError) -> DecodedFrame? {
        guard index.groups.indices.contains(group) else { return nil }
        let time = index.groups[group].keyFrameTime
        let isFresh = keyDecoder == nil
        var isSound = try decodeKeyFrame(of: group, deblocking)
        if isSound != true {
            // What a damaged picture shows may be left over from the one before.
            keyDecoder = nil
            if !isFresh { isSound = try decodeKeyFrame(of: group, deblocking) }
            keyDecoder = nil
        }
        guard let isSound else { return nil }
        return try decoded(frame, at: time, isSuspect: !isSound)
    }

    /// Decodes the key frame of a group into `frame`.
    /// - Returns: whether it is sound, or `nil` when there is no picture.
    private func decodeKeyFrame(
        of group: Int, _ deblocking: Deblocking
    ) throws(VideoDecodingError) -> Bool? {
        try cursor.move(to: group)
        guard let ordinal = try cursor.next() else { return nil }
        let decoder: PictureDecoder
        if let keyDecoder {
            decoder = keyDecoder
            decoder.flush()
        } else {
            decoder = try PictureDecoder(parameters: index.parameters, frame: frame, path: path)
            keyDecoder = decoder
        }
        decoder.set(deblocking)
        var isSound = !cursor.packet.isCorrupt
        switch decoder.send(cursor.packet, ordinal: ordinal) {
        case .accepted: break
        case .doubtful: isSound = false
        case .refused: return nil
        }
        var outcome = decoder.receive()
        if case .nothing = outcome {
            decoder.drain()
            outcome = decoder.receive()
        }
        guard case .picture = outcome else { return nil }
        // A picture of another size came with parameters that must not reach the next one.
        if frame.size != index.info.storedSize { keyDecoder = nil }
        return isSound && !frame.isDamaged
    }

    /// The frame that is shown at `time`: the last one whose time is not after it. `nil` before
    /// the first frame, at and after the end, and where nothing can be decoded.
    public func frame(at time: MediaTime) throws -> DecodedFrame? {
        guard let target = index.group(at: time) else { return nil }
        let kept = try FrameBuffer(path: path)
        for group in stride(from: target, through: max(0, target - Self.prerollGroups), by: -1) {
            var found: DecodedFrame?
            try decode(groups: group..<group + 1) { step in
                switch step {
                case .undecodable: return true
                case .frame(let frame):
                    guard frame.time <= time else { return false }
                    found = frame
                    try kept.refer(to: frame.frame, path: path)
                    return true
                }
            }
            if let found {
                return try decoded(kept, at: found.time, isSuspect: found.isDamaged)
            }
        }
        return nil
    }
}
