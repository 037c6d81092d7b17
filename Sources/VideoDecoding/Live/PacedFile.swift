import CFFmpeg

/// A recording that is played as a camera would send it: each packet when it is due.
final class PacedFile: LiveSource {
    private let demuxer: ContainerDemuxer
    private let address: LiveAddress
    private let liveGuard: LiveGuard
    private let clock: ArrivalClock
    /// When time zero of the stream is due.
    private var origin: UInt64?
    private var hasDelivered = false

    init(
        _ address: LiveAddress, guard liveGuard: LiveGuard, clock: ArrivalClock
    ) throws(LiveError) {
        self.address = address
        self.liveGuard = liveGuard
        self.clock = clock
        do throws(VideoDecodingError) {
            _ = try RegularFile(path: address.opened)
            demuxer = try ContainerDemuxer(
                path: address.opened, shouldStop: { liveGuard.mustInterrupt() })
        } catch {
            throw Self.error(error, address, liveGuard)
        }
    }

    var stream: UnsafeMutablePointer<AVStream> { demuxer.stream }
    var context: UnsafeMutablePointer<AVFormatContext> { demuxer.context }
    var hasClock: Bool { !demuxer.isElementaryStream }

    func read(into packet: Packet) throws(LiveError) -> LiveReading {
        if try load(packet) {
            hasDelivered = true
            return .packet
        }
        guard address.repeats, hasDelivered else { throw .ended(address: address.description) }
        hasDelivered = false
        do throws(VideoDecodingError) {
            try demuxer.rewind()
        } catch {
            throw Self.error(error, address, liveGuard)
        }
        return .rewound
    }

    private func load(_ packet: Packet) throws(LiveError) -> Bool {
        do throws(VideoDecodingError) {
            return try demuxer.read(into: packet)
        } catch {
            throw Self.error(error, address, liveGuard)
        }
    }

    func pace(to microseconds: Int64) throws(LiveError) {
        let now = clock.monotonicNanoseconds()
        let due = UInt64(max(0, min(microseconds, 1 << 52))) * 1000
        let origin = origin ?? now &- due
        self.origin = origin
        let target = origin &+ due
        guard target > now, target - now < 1 << 62 else { return }
        guard liveGuard.wait(nanoseconds: target - now) else {
            throw .cancelled(address: address.description)
        }
    }

    private static func error(
        _ error: VideoDecodingError, _ address: LiveAddress, _ liveGuard: LiveGuard
    ) -> LiveError {
        let name = address.description
        return switch error {
        case .missing: .notFound(address: name)
        case .noVideoStream(_, let found): .noVideo(address: name, found: found)
        case .stopped, .stalled:
            liveGuard.cause == .cancelled
                ? .cancelled(address: name)
                : .stalled(address: name, seconds: liveGuard.allowedSeconds)
        case .outOfMemory: .outOfMemory(address: name)
        case .notVideo(_, let reason): .garbage(address: name, reason: reason)
        case .isFolder: .cannotConnect(address: name, reason: "it is a folder")
        case .permissionDenied: .cannotConnect(address: name, reason: "permission denied")
        case .emptyFile: .cannotConnect(address: name, reason: "it is empty")
        default: .cannotConnect(address: name, reason: "it cannot be read")
        }
    }
}
