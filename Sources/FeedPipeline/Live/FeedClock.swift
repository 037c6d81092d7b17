import Footage
import VideoDecoding

/// The time of one watched feed: it begins when watching begins and goes on over connections.
///
/// Within a connection it is the stream's own time; where a connection begins, that of arrival. What
/// the wall clock shows is told from the pictures that came with the least delay.
struct FeedClock {
    private let origin: UInt64
    /// Feed time of the connection's media time zero.
    private(set) var connection = MediaTime.zero
    private var latest = MediaTime.zero
    /// Wall clock less feed time, of the picture that came with the least delay.
    private var offset: Int64?
    private var recentOffset: Int64?

    init(origin: Arrival) { self.origin = origin.monotonicNanoseconds }

    /// A connection begins with a packet.
    ///
    /// - Returns: the whole second of feed time at which what is stored of it begins.
    mutating func connect(_ first: LivePacket) -> MediaTime {
        let now = time(at: first.arrival)
        // Time never goes back, however fast the camera's clock ran.
        connection = max(now, latest) - first.time
        offset = nil
        recentOffset = nil
        note(first)
        let begin = connection + first.time
        let whole = begin.wholeSecond
        return whole >= latest ? whole : latest.wholeSecond + MediaTime(seconds: 1)
    }

    func time(at arrival: Arrival) -> MediaTime {
        let now = arrival.monotonicNanoseconds
        return MediaTime(microseconds: now > origin ? Int64((now - origin) / 1000) : 0)
    }

    func time(of packet: LivePacket) -> MediaTime { connection + packet.time }

    /// Something was stored up to this moment: time does not go back behind it.
    mutating func note(_ time: MediaTime) { latest = max(latest, time) }

    mutating func note(_ packet: LivePacket) {
        let time = time(of: packet)
        latest = max(latest, time)
        let found = packet.arrival.wall.microsecondsUTC - time.microseconds
        offset = min(offset ?? found, found)
        recentOffset = min(recentOffset ?? found, found)
    }

    /// The wall clock at a moment of feed time.
    func wall(at time: MediaTime) -> WallTime {
        WallTime(microsecondsUTC: (offset ?? 0) + time.microseconds)
    }

    /// What is stored begins anew: from now on, what the clocks have shown since counts.
    mutating func renew() {
        offset = recentOffset ?? offset
        recentOffset = nil
    }
}

extension MediaTime {
    /// The last whole second that is not after it.
    var wholeSecond: MediaTime {
        let second: Int64 = 1_000_000
        let rest = microseconds % second
        return MediaTime(microseconds: microseconds - (rest < 0 ? rest + second : rest))
    }
}
