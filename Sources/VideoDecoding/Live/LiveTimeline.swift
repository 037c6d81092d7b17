import Footage

/// Turns the time stamps of a live stream into times that begin at zero and never jump.
///
/// A camera that sets its clock, or was restarted behind its recorder, leaves a jump in the time
/// stamps. Live, the arrival tells a jump from a pause: time cannot run ahead of it. From a jump
/// on, all times are shifted such that the stream goes on as long after the packet before as it
/// arrived after it. Where there are no usable time stamps, packets get the time of their arrival.
///
/// Not a `PacketClock`: a recording has no arrival, so that a gap of hours has to be believed there.
struct LiveTimeline {
    /// Where a packet is placed.
    struct Place {
        var time: MediaTime
        var jumped: Bool
    }

    /// Converts ticks; its zero is the clock's own.
    private let timing: StreamTiming
    /// Whether packets may come out of order of presentation.
    private let mayReorder: Bool
    /// Added to the stream's own time.
    private var offset: Int64?
    /// The largest time so far, and the ticks that it came from.
    private var latest: Int64?
    private var latestTicks: Int64?
    private var lastArrival: Int64 = 0
    /// How far time was ahead of arrival at most: by how little a packet was ever late.
    private var lead: Int64 = 0
    private var wasRewound = false
    /// The last times.
    private var recent: [Int64] = []
    /// Pictures seen so far that were sent before one that is shown earlier, at most.
    private(set) var reorderDepth = 0
    private(set) var jumps = 0

    /// A packet further ahead of its arrival than any before, by more than this, has jumped.
    private static let toleratedLead: Int64 = 2_000_000
    /// How fast an old lead is forgotten: clocks of cameras run too fast by less.
    private static let forgottenPerSecond: Int64 = 1000
    /// A step back of at most so many intervals may be reordering.
    private static let reorderedIntervals: Int64 = 4
    private static let windowPackets = 32
    private static let longestPause: Int64 = 3600 * 1_000_000

    init(timing: StreamTiming, mayReorder: Bool) {
        var timing = timing
        timing.zeroTicks = 0
        self.timing = timing
        self.mayReorder = mayReorder
    }

    /// Usual microseconds from picture to picture: the median over the last ones, which single
    /// gaps do not move. `nil` as long as there are too few.
    private var measuredInterval: Int64? {
        guard recent.count > 4 else { return nil }
        let sorted = recent.sorted()
        let steps = zip(sorted.dropFirst(), sorted).map { $0 - $1 }.sorted()
        return max(1, steps[steps.count / 2])
    }

    private var interval: Int64 {
        measuredInterval ?? max(1, timing.mediaTime(ticks: timing.intervalTicks).microseconds)
    }

    /// Frames a second by the last packets; `nil` as long as there are too few.
    var framesPerSecond: Double? { measuredInterval.map { 1_000_000 / Double($0) } }

    /// The next packet is the stream's first again.
    mutating func rewind() { wasRewound = true }

    /// - Parameters:
    ///   - ticks: the packet's time stamp, if it has one to be relied on.
    ///   - isPaced: without a time stamp the packet comes one interval after the one before,
    ///     whenever it arrived.
    mutating func place(
        ticks: Int64?, isPaced: Bool = false, arrivalNanoseconds: UInt64
    ) -> Place {
        let arrival = Int64(clamping: arrivalNanoseconds / 1000)
        let waited = min(max(0, arrival - lastArrival), Self.longestPause)
        defer { lastArrival = arrival }
        let own = ticks.map { timing.mediaTime(ticks: $0).microseconds }
        guard let latest else {
            offset = own.map { -$0 }
            lead = -arrival
            note(0, ticks: ticks)
            return Place(time: .zero, jumped: false)
        }
        let following = latest + (isPaced ? interval : max(1, waited))
        guard let own, ticks != latestTicks else {
            note(following, ticks: latestTicks)
            return Place(time: MediaTime(microseconds: following), jumped: false)
        }
        guard let offset, !wasRewound else {
            wasRewound = false
            let time = latest + (isPaced ? interval : max(1, waited))
            self.offset = time - own
            lead = max(lead, time - arrival)
            note(time, ticks: ticks)
            return Place(time: MediaTime(microseconds: time), jumped: false)
        }
        lead -= waited / 1_000_000 * Self.forgottenPerSecond
        var time = own + offset
        let step = time - latest
        let isAhead =
            step > waited + Self.toleratedLead && time - arrival > lead + Self.toleratedLead
        let isBack = step <= 0 && -step > (mayReorder ? Self.reorderedIntervals : 2) * interval
        if isAhead || isBack {
            time = latest + max(interval, waited)
            self.offset = time - own
            lead = time - arrival
            jumps += 1
            note(time, ticks: ticks)
            return Place(time: MediaTime(microseconds: time), jumped: true)
        }
        // Rounding; pictures in order have no business at the same time.
        if step <= 0, !mayReorder || recent.contains(time) { time = latest + 1 }
        lead = max(lead, time - arrival)
        note(time, ticks: ticks)
        return Place(time: MediaTime(microseconds: time), jumped: false)
    }

    private mutating func note(_ time: Int64, ticks: Int64?) {
        reorderDepth = max(reorderDepth, recent.suffix(16).count { $0 > time })
        if recent.count == Self.windowPackets { recent.removeFirst() }
        recent.append(time)
        guard time > latest ?? -1 else { return }
        latest = time
        latestTicks = ticks
    }
}
