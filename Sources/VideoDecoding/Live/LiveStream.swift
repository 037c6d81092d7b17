import CFFmpeg
import Footage

/// One connection to a live source. After an error it is over: make a new one.
///
/// `open()`, `next()` and `close()` block, one thread at a time; never call them from Swift's
/// cooperative pool. `@unchecked Sendable`: `cancel()` is safe from any thread; the state of all
/// else belongs to the thread that reads.
public final class LiveStream: @unchecked Sendable {
    public let address: LiveAddress
    private let settings: LiveSettings
    private let clock: ArrivalClock
    private let liveGuard: LiveGuard
    private var source: (any LiveSource)?
    private var tracker = FormatTracker()
    private var timeline: LiveTimeline?
    /// The packet with which `open()` found the format; `next()` gives it out.
    private var first: LivePacket?
    /// Lost packets not told of yet.
    private var lost = 0
    private var needsKey = true
    /// Key packets in a row that no picture could be made of.
    private var unreadableKeys = 0
    /// Reading thread only.
    public private(set) var statistics = LiveStatistics()

    /// Does not connect yet.
    public init(
        _ address: LiveAddress, settings: LiveSettings = LiveSettings(),
        clock: ArrivalClock = .system
    ) {
        self.address = address
        self.settings = settings
        self.clock = clock
        liveGuard = LiveGuard(clock: clock)
    }

    /// Connects, and waits for the first key picture, which tells the format: some cameras send one
    /// in a minute.
    ///
    /// - Throws: `LiveError`; `.cannotConnect` after `connectSeconds` without an answer, `.stalled`
    ///   after `stallSeconds` without a packet, `.garbage` when key pictures cannot be read or none
    ///   comes within two minutes.
    public func open() throws(LiveError) -> LiveFormat {
        liveGuard.arm(seconds: settings.connectSeconds)
        if liveGuard.mustInterrupt() { throw .cancelled(address: address.description) }
        let source: any LiveSource
        switch address.kind {
        case .file: source = try PacedFile(address, guard: liveGuard, clock: clock)
        case .rtsp, .http: source = try NetworkSource(address, settings: settings, guard: liveGuard)
        }
        self.source = source
        _ = LibraryLog.takeLostPackets()
        do throws(LiveError) {
            let packet = try readDelivered(source)
            first = packet
            return packet.format
        } catch {
            close()
            throw error
        }
    }

    /// Blocks for the next packet; the first one is a key packet, and so is the first of each new
    /// format.
    ///
    /// - Throws: `LiveError`; the stream is over then.
    public func next() throws(LiveError) -> LivePacket {
        if let packet = first {
            first = nil
            return packet
        }
        guard let source else { throw .ended(address: address.description) }
        do throws(LiveError) {
            return try readDelivered(source)
        } catch {
            close()
            throw error
        }
    }

    /// Ends waiting, now and from now on, from any thread: `open()` and `next()` throw
    /// `.cancelled` within about 0.1 s. Only looking up a host's name cannot be cut short.
    public func cancel() { liveGuard.cancel() }

    /// Tells the other side that nobody watches any more. What was delivered stays valid.
    public func close() {
        source = nil
        first = nil
    }

    /// By the stream's own clock over the last pictures; `nil` as long as too few came.
    public var measuredFramesPerSecond: Double? { timeline?.framesPerSecond }

    // MARK: Reading

    private func readDelivered(_ source: any LiveSource) throws(LiveError) -> LivePacket {
        // Without key pictures a stream says nothing, however much it sends.
        let waitsUntil = clock.monotonicNanoseconds() + Self.longestKeyWaitNanoseconds
        while true {
            liveGuard.arm(seconds: settings.stallSeconds)
            let packet = try makePacket()
            guard case .packet = try source.read(into: packet) else {
                timeline?.rewind()
                continue
            }
            if let delivered = try accept(packet, source) { return delivered }
            if unreadableKeys > Self.toleratedUnreadableKeys
                || clock.monotonicNanoseconds() > waitsUntil
            {
                throw .garbage(address: address.description, reason: "no readable key picture")
            }
        }
    }

    private static let longestKeyWaitNanoseconds: UInt64 = 120_000_000_000
    private static let toleratedUnreadableKeys = 8

    private func makePacket() throws(LiveError) -> Packet {
        do throws(VideoDecodingError) {
            return try Packet(path: "")
        } catch {
            throw .outOfMemory(address: address.description)
        }
    }

    /// Places a packet in time and format; `nil` when nothing can begin with it.
    private func accept(
        _ packet: Packet, _ source: any LiveSource
    ) throws(LiveError) -> LivePacket? {
        let lostNow = LibraryLog.takeLostPackets()
        statistics.lostPackets += lostNow
        lost += lostNow
        let arrival = clock.now()
        if packet.isKey {
            needsKey = !tracker.look(at: packet, source)
            unreadableKeys = needsKey ? unreadableKeys + 1 : 0
        }
        guard !needsKey, let format = tracker.current else {
            let codec = source.stream.pointee.codecpar.pointee.codec_id
            guard codec != AV_CODEC_ID_NONE else {
                throw .garbage(
                    address: address.description, reason: "it names no codec that is known")
            }
            guard avcodec_find_decoder(codec) != nil else {
                throw .codecNotSupported(
                    address: address.description, codec: String(cString: avcodec_get_name(codec)))
            }
            statistics.packetsWithoutKey += 1
            return nil
        }
        let place = place(packet, source, arrival)
        try source.pace(to: place.time.microseconds)
        statistics.packets += 1
        statistics.bytes += Int64(packet.sizeBytes)
        statistics.formatChanges = format.number - 1
        defer { lost = 0 }
        return LivePacket(
            packet: packet, time: place.time,
            arrival: address.kind == .file ? clock.now() : arrival, format: format,
            lostNearby: lost, clockJumped: place.jumped,
            reorderDepth: timeline?.reorderDepth ?? 0)
    }

    private func place(
        _ packet: Packet, _ source: any LiveSource, _ arrival: Arrival
    ) -> LiveTimeline.Place {
        var timeline = timeline ?? makeTimeline(source)
        let isFile = address.kind == .file
        let ticks =
            source.hasClock ? packet.presentationTicks ?? packet.decodingTicks : nil
        let place = timeline.place(
            ticks: ticks, isPaced: isFile, arrivalNanoseconds: arrival.monotonicNanoseconds)
        self.timeline = timeline
        statistics.clockJumps = timeline.jumps
        return place
    }

    private func makeTimeline(_ source: any LiveSource) -> LiveTimeline {
        let codec = source.stream.pointee.codecpar.pointee.codec_id
        let rate = StreamReading.frameRate(source.stream) ?? StreamTiming.fallbackFramesPerSecond
        return LiveTimeline(
            timing: StreamReading.timing(source.stream, mode: .presentation, rate: rate),
            mayReorder: codec != AV_CODEC_ID_MJPEG)
    }
}
