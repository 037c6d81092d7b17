public import Footage
import Glibc

/// The two clocks by which packets arrive; tests put their own in.
public struct ArrivalClock: Sendable {
    /// Never set back, and not the time of day.
    public var monotonicNanoseconds: @Sendable () -> UInt64
    public var wall: @Sendable () -> WallTime

    public init(
        monotonicNanoseconds: @escaping @Sendable () -> UInt64,
        wall: @escaping @Sendable () -> WallTime
    ) {
        self.monotonicNanoseconds = monotonicNanoseconds
        self.wall = wall
    }

    /// The machine's own.
    public static let system = ArrivalClock(
        monotonicNanoseconds: {
            let time = read(CLOCK_MONOTONIC)
            return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
        },
        wall: {
            let time = read(CLOCK_REALTIME)
            return WallTime(
                microsecondsUTC: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000)
        })

    func now() -> Arrival {
        Arrival(monotonicNanoseconds: monotonicNanoseconds(), wall: wall())
    }

    private static func read(_ clock: clockid_t) -> timespec {
        var time = timespec()
        clock_gettime(clock, &time)
        return time
    }
}

/// When a packet was complete here, on both clocks.
public struct Arrival: Hashable, Sendable {
    public var monotonicNanoseconds: UInt64
    public var wall: WallTime

    public init(monotonicNanoseconds: UInt64, wall: WallTime) {
        self.monotonicNanoseconds = monotonicNanoseconds
        self.wall = wall
    }
}
