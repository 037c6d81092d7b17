/// Turns the time stamps of packets, in the order of the file, into times on one unbroken clock.
///
/// A recorder that was restarted or set its clock leaves a jump in the time stamps: backward, or
/// forward by hours. From the jump on, all times are shifted so that the recording goes on one
/// frame interval after what came before. The state is small, and kept in the index for every key
/// group, so that a reader that starts there gives the same times as one that read everything.
struct PacketClock: Hashable, Sendable {
    /// Added to the stream's ticks.
    private(set) var offset: Int64 = 0
    /// The largest time so far.
    private(set) var latest: Int64?
    /// The largest time before the current group's key packet: leading pictures come after it.
    private var floor: Int64?
    private var keyTime: Int64?
    /// Jumps evened out so far.
    private(set) var jumps = 0

    /// Backward steps of at most this many intervals are taken for rounding, not for a jump.
    private static let toleratedIntervals: Int64 = 2
    /// Leading pictures are shown at most this long before their key frame.
    private static let longestLeadSeconds: Int64 = 10

    /// Time of a packet whose time must exceed all earlier ones: the key packet of a group, or
    /// any packet on a clock of decoding times.
    mutating func advance(_ raw: Int64?, timing: StreamTiming) -> Int64 {
        let time = successor(of: raw, timing: timing)
        floor = latest
        keyTime = time
        latest = max(latest ?? time, time)
        return time
    }

    /// Time of a packet between key packets: it may be shown before packets that came earlier.
    /// `nil` when the packet has no time of its own.
    mutating func place(_ raw: Int64?, timing: StreamTiming) -> Int64? {
        guard let raw else { return nil }
        guard let latest, let keyTime else { return advance(raw, timing: timing) }
        var time = raw + offset
        let longestLead =
            Self.longestLeadSeconds * timing.longestGapTicks / StreamTiming.longestGapSeconds
        let earliest = max(floor ?? .min, keyTime - longestLead)
        if time < keyTime && time <= earliest || time > latest + timing.longestGapTicks {
            time = resume(at: raw, after: latest, timing: timing)
        }
        self.latest = max(latest, time)
        return time
    }

    private mutating func successor(of raw: Int64?, timing: StreamTiming) -> Int64 {
        guard let latest else { return raw ?? 0 }
        guard let raw else { return latest + timing.intervalTicks }
        let time = raw + offset
        if time <= latest {
            if latest - time <= Self.toleratedIntervals * timing.intervalTicks {
                return latest + 1
            }
            return resume(at: raw, after: latest, timing: timing)
        }
        if time > latest + timing.longestGapTicks {
            return resume(at: raw, after: latest, timing: timing)
        }
        return time
    }

    private mutating func resume(at raw: Int64, after latest: Int64, timing: StreamTiming) -> Int64
    {
        let time = latest + timing.intervalTicks
        offset = time - raw
        jumps += 1
        return time
    }
}
