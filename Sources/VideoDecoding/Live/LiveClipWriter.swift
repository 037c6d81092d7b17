import CFFmpeg
public import Footage

/// What a finished live clip holds.
public struct LiveClip: Hashable, Sendable {
    public let path: String
    /// libavcodec's name.
    public let codec: String
    /// Of its first picture and of the end of its last one, in the stream's time. The clip's own
    /// zero is `start`.
    public let start: MediaTime
    public let end: MediaTime
    /// When its first packet arrived.
    public let startWall: WallTime
    public let packets: Int
    public let bytes: Int64
    /// Moments of the clip, from its zero, about which network packets were lost: up to the next key
    /// picture, what is seen may be damaged.
    public let losses: [MediaTime]
}

/// Writes a clip of a live stream by copying its packets, while it happens.
///
/// The file has its name from the start and can be played at any length: each second is a fragment
/// of its own, and a killed process leaves what was on disk. Times begin at zero; where packets are
/// missing the picture before stands as long as it did. Not `Sendable`: one queue at a time.
public final class LiveClipWriter {
    /// What became of a packet.
    public enum Taken: Sendable {
        case written
        /// The first packet of a clip has to be a key packet: this one is not in it.
        case waitingForKey
        /// The packet is of another format, and not in the clip: finish it and begin another.
        case formatChanged
    }

    public let path: String
    public let format: LiveFormat
    /// Times of the first picture and of the end of the last one, in the stream's time.
    public private(set) var start: MediaTime?
    public var end: MediaTime? { start == nil ? nil : latest + interval }
    public private(set) var packets = 0
    /// On disk, in whole fragments.
    public var bytes: Int64 { movie?.wholeBytes ?? finishedBytes }

    private var movie: FragmentedMovie?
    private var finishedBytes: Int64 = 0
    private var isOver = false
    private var startWall = WallTime(microsecondsUTC: 0)
    private var latest = MediaTime.zero
    private var interval: MediaTime
    private var losses: [MediaTime] = []
    private var order: DecodingOrder
    /// The packet before the current one: how long it is shown is known when the next one comes.
    private var held: (packet: LivePacket, decoding: Int64)?
    private var fragmentStart: Int64 = 0
    private let scratch: Packet

    private static let fragmentMicroseconds: Int64 = 1_000_000
    private static let timeBase = AVRational(num: 1, den: 1_000_000)

    /// Nothing is on disk before the first packet.
    ///
    /// - Throws: `.cannotWrite` where MP4 does not hold the codec.
    public init(path: String, format: LiveFormat) throws(VideoDecodingError) {
        self.path = path
        self.format = format
        let rate = format.info.nominalFramesPerSecond ?? StreamTiming.fallbackFramesPerSecond
        interval = MediaTime(seconds: 1 / max(0.01, rate))
        order = DecodingOrder()
        scratch = try Packet(path: path)
        LibraryLog.install()
    }

    deinit { abandon(keepingFile: true) }

    /// Adds the stream's next packet.
    ///
    /// - Throws: `.diskFull`, `.cannotWrite`: the clip is over then. What was whole before is kept;
    ///   where that is not even one picture, no file is.
    public func append(_ packet: LivePacket) throws(VideoDecodingError) -> Taken {
        guard !isOver, packet.format === format else { return .formatChanged }
        if start == nil {
            guard packet.isKey else { return .waitingForKey }
            try begin(with: packet)
        }
        guard let start else { return .waitingForKey }
        // Pictures shown before the first key picture build on what is not in the clip.
        guard packet.time >= start else { return .written }
        if packet.lostNearby > 0 { losses.append(packet.time - start) }
        let shown = (packet.time - start).microseconds
        let decoding = order.decodingTime(of: shown, depth: packet.reorderDepth)
        if let held {
            let length = decoding - held.decoding
            interval = MediaTime(microseconds: length)
            try write(held.packet, decoding: held.decoding, length: length)
        }
        held = (packet, decoding)
        latest = max(latest, packet.time)
        packets += 1
        return .written
    }

    /// Ends the clip.
    ///
    /// - Returns: what it holds; `nil` when no packet was written: there is no file then.
    /// - Throws: as `append`.
    public func finish() throws(VideoDecodingError) -> LiveClip? {
        guard !isOver, let movie, let start else {
            isOver = true
            return nil
        }
        if let held {
            let usual = min(max(interval.microseconds, 1000), Self.fragmentMicroseconds)
            interval = MediaTime(microseconds: usual)
            try write(held.packet, decoding: held.decoding, length: usual)
            self.held = nil
        }
        try guarded { () throws(VideoDecodingError) in try movie.end() }
        isOver = true
        finishedBytes = movie.wholeBytes
        self.movie = nil
        return LiveClip(
            path: path, codec: format.info.codec, start: start, end: latest + interval,
            startWall: startWall, packets: packets, bytes: finishedBytes, losses: losses)
    }

    /// Ends without more writing. What is whole on disk stays playable, or is removed.
    public func abandon(keepingFile: Bool) {
        isOver = true
        held = nil
        guard let movie else { return }
        finishedBytes = movie.abandon(keepingFile: keepingFile) ? movie.wholeBytes : 0
        self.movie = nil
    }

    // MARK: Writing

    private func begin(with packet: LivePacket) throws(VideoDecodingError) {
        let fresh = try FragmentedMovie(
            path: path, parameters: format.parameters, timeBase: Self.timeBase,
            like: format.info, startWall: packet.arrival.wall)
        movie = fresh
        try guarded { () throws(VideoDecodingError) in try fresh.begin() }
        start = packet.time
        startWall = packet.arrival.wall
        latest = packet.time
    }

    private func write(
        _ packet: LivePacket, decoding: Int64, length: Int64
    ) throws(VideoDecodingError) {
        guard let movie, let start else { return }
        try guarded { () throws(VideoDecodingError) in
            if decoding - fragmentStart >= Self.fragmentMicroseconds
                || packet.isKey && decoding > fragmentStart
            {
                if movie.hasPackets { try movie.endFragment() }
                fragmentStart = decoding
            }
            try scratch.refer(to: packet.packet, path: path)
            scratch.pointer.pointee.pts = max((packet.time - start).microseconds, decoding)
            scratch.pointer.pointee.dts = decoding
            scratch.pointer.pointee.duration = length
            av_packet_rescale_ts(scratch.pointer, Self.timeBase, movie.timeBase)
            try movie.add(scratch)
        }
    }

    /// After the first trouble the clip is over.
    private func guarded(
        _ body: () throws(VideoDecodingError) -> Void
    ) throws(VideoDecodingError) {
        do throws(VideoDecodingError) {
            try body()
        } catch {
            abandon(keepingFile: true)
            throw error
        }
    }
}
