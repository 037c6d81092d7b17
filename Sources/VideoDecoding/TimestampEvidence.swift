/// Counts, over the packets of a stream, what speaks for and against its time stamps.
struct TimestampEvidence {
    private var packets = 0
    private var keys = 0
    private var withPresentation = 0
    private var keysWithPresentation = 0
    private var withDecoding = 0
    /// Packets before the first one without presentation time.
    private var unbroken = 0
    private var repeatedPresentation = 0
    private var repeatedDecoding = 0
    private var recentPresentation: [Int64] = []
    private var lastDecoding: Int64?

    private static let window = 16
    /// After this many packets with times the stream has them; those without are damage.
    private static let convincingRun = 48

    mutating func add(_ packet: PacketFacts) {
        packets += 1
        if packet.isKey { keys += 1 }
        if let ticks = packet.presentationTicks {
            withPresentation += 1
            if withPresentation == packets { unbroken = packets }
            if packet.isKey { keysWithPresentation += 1 }
            if recentPresentation.contains(ticks) { repeatedPresentation += 1 }
            if recentPresentation.count == Self.window { recentPresentation.removeFirst() }
            recentPresentation.append(ticks)
        }
        if let ticks = packet.decodingTicks {
            withDecoding += 1
            if ticks == lastDecoding { repeatedDecoding += 1 }
            lastDecoding = ticks
        }
    }

    /// Why the presentation times cannot be used; `nil` when they can.
    ///
    /// The second field of an interlaced picture may come without a time: up to 55 % without are
    /// accepted, as long as key frames have theirs.
    var presentationFault: String? {
        if withPresentation == 0 { return "its frames have no time stamps" }
        if unbroken < Self.convincingRun,
            keys > 0 && keysWithPresentation * 100 < keys * 20
                || withPresentation * 100 < packets * 45
        {
            return "many of its frames have no time stamps"
        }
        if packets > 2 && repeatedPresentation * 100 > withPresentation * 25 {
            return "many of its frames share a time stamp"
        }
        return nil
    }

    var decodingTimesAreUsable: Bool {
        withDecoding * 100 >= packets * 90 && repeatedDecoding * 100 <= withDecoding * 25
    }
}
