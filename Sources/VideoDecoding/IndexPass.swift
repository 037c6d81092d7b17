import Footage

/// One pass over the packets of a stream: cuts them into key groups and gives these their times.
struct IndexPass {
    private(set) var timing: StreamTiming
    private(set) var groups: [KeyGroup] = []
    private(set) var packetCount = 0
    private(set) var keyPacketCount = 0
    private(set) var duration = MediaTime.zero
    private(set) var findings: [String] = []

    private let parser: DisplayOrderParser?
    private var clock = PacketClock()
    private var evidence = TimestampEvidence()
    private var residuals = PacketResiduals()

    // The group being filled.
    private var open: OpenGroup?
    private var groupStartTicks: [Int64] = []
    private var zeroTicks: Int64?
    private var endTicks: Int64 = 0
    /// Packets without time since the last one with a time.
    private var timeless = 0
    private var firstKeyPacket: Int?
    private var lastIsCorrupt = false

    /// Time of the recording's first frame, when the pass begins amid the recording.
    private let knownZeroTicks: Int64?

    /// Key frames closer together than this share a group.
    private static let shortestGroupSeconds = 0.5

    private struct OpenGroup {
        var group: KeyGroup
        var keyTicks: Int64
        /// Times of the first packets: the key frame is shown at one of them, when the stream
        /// tells only decoding times.
        var firstTicks: [Int64]
        /// Smallest time in the group that is shown.
        var earliestTicks: Int64?
    }

    /// - Parameter knownZeroTicks: time of the recording's first frame, when the pass begins amid
    ///   the recording, at a key packet.
    init(timing: StreamTiming, parser: DisplayOrderParser?, knownZeroTicks: Int64? = nil) {
        self.timing = timing
        self.parser = parser
        self.knownZeroTicks = knownZeroTicks
    }

    /// Adds the next packet as it was read.
    mutating func add(_ packet: Packet) { add(packet.facts, read: packet) }

    /// Adds the next packet.
    /// - Parameter read: the packet with its data, where it was read.
    mutating func add(_ packet: PacketFacts, read: Packet?) {
        let ordinal = packetCount
        evidence.add(packet)
        let raw = rawTicks(packet, ordinal: ordinal)
        let starts = startsGroup(packet, raw: raw, ordinal: ordinal)
        var state = clock
        let time: Int64?
        if starts || timing.mode != .presentation {
            time = clock.advance(raw, timing: timing)
        } else {
            time = clock.place(raw, timing: timing)
        }
        if starts {
            closeGroup()
            if ordinal == 0 { state = PacketClock() }
            open = OpenGroup(
                group: KeyGroup(
                    firstPacket: ordinal, packetCount: 0, start: .zero, keyFrameTime: .zero,
                    bytes: 0, leadingPackets: 0, beginsWithKey: packet.isKey, leadingSpan: 0,
                    key: read?.identity ?? packet.identity,
                    clock: state), keyTicks: time ?? 0, firstTicks: [])
        }
        if packet.isKey && firstKeyPacket == nil { firstKeyPacket = ordinal }
        residuals.add(sizeBytes: packet.sizeBytes, startsGroup: starts)
        open?.group.residual = residuals.score
        packetCount += 1
        if packet.isKey { keyPacketCount += 1 }
        lastIsCorrupt = packet.isCorrupt
        note(packet, read: read, time: time, starts: starts)
    }

    private mutating func note(
        _ packet: PacketFacts, read: Packet?, time: Int64?, starts: Bool
    ) {
        guard var current = open else { return }
        current.group.packetCount += 1
        current.group.bytes += Int64(packet.sizeBytes)
        let offset = current.group.packetCount - 1
        let leads =
            timing.mode == .presentation
            ? time.map { $0 < current.keyTicks } ?? false
            : read.flatMap { parser?.isLeading($0, startsGroup: starts) } ?? false
        if leads {
            current.group.leadingPackets += 1
            current.group.leadingSpan = offset
        }
        if let time, !packet.isDiscarded {
            let length = packet.durationTicks
            let believable = length > 0 && length < timing.longestGapTicks
            endTicks = max(
                endTicks,
                time
                    + (timing.mode != .constantRate && believable ? length : timing.intervalTicks))
            if !leads || groups.isEmpty || timing.mode != .presentation {
                current.earliestTicks = min(current.earliestTicks ?? time, time)
            }
        }
        if let latest = clock.latest, !packet.isDiscarded {
            timeless = time == nil ? min(timeless + 1, 1000) : 0
            if timeless > 0 {
                endTicks = max(endTicks, latest + timing.intervalTicks * Int64(1 + timeless))
            }
        }
        if timing.mode != .presentation, let time, current.firstTicks.count < 64 {
            current.firstTicks.append(time)
        }
        open = current
    }

    private func rawTicks(_ packet: PacketFacts, ordinal: Int) -> Int64? {
        switch timing.mode {
        case .presentation: packet.presentationTicks
        case .decoding: packet.decodingTicks
        case .constantRate: Int64(ordinal)
        }
    }

    private func startsGroup(_ packet: PacketFacts, raw: Int64?, ordinal: Int) -> Bool {
        guard let open else { return true }
        guard packet.isKey else { return false }
        // Damage may flag a packet without time as key: such a group could not be found again.
        guard raw != nil || timing.mode != .presentation else { return false }
        let shortest = Int64(
            Self.shortestGroupSeconds * Double(timing.tickDenominator)
                / Double(timing.tickNumerator))
        guard let raw, let latest = clock.latest else { return true }
        let elapsed = raw + clock.offset - open.keyTicks
        return elapsed >= shortest || elapsed < 0 || latest - open.keyTicks >= shortest
    }

    private mutating func closeGroup() {
        guard var current = open else { return }
        open = nil
        if zeroTicks == nil { zeroTicks = current.earliestTicks }
        if timing.mode != .presentation {
            let lead = min(current.group.leadingPackets, max(0, current.firstTicks.count - 1))
            current.group.leadingPackets = lead
            current.keyTicks = current.firstTicks.isEmpty ? 0 : current.firstTicks[lead]
        }
        groupStartTicks.append(current.keyTicks)
        groups.append(current.group)
    }

    mutating func finish() {
        closeGroup()
        timing.zeroTicks = knownZeroTicks ?? zeroTicks ?? 0
        var previous = MediaTime(microseconds: 0)
        for index in groups.indices {
            let key = timing.mediaTime(ticks: groupStartTicks[index])
            let isHead = index == 0 && knownZeroTicks == nil
            let start = isHead ? .zero : max(previous, key)
            groups[index].start = start
            groups[index].keyFrameTime = max(start, key)
            previous = start
        }
        groupStartTicks = []
        duration = max(
            timing.mediaTime(ticks: endTicks),
            MediaTime(microseconds: previous.microseconds + 1))
        if packetCount > 0, firstKeyPacket != 0 {
            findings.append(
                firstKeyPacket.map { "the first \($0) pictures come before the first key frame" }
                    ?? "no key frame is marked: decoding starts wherever the decoder can")
        }
        if lastIsCorrupt { findings.append("ends in the middle of a frame") }
    }

    /// What is wrong with the presentation times, if they cannot be used.
    var presentationFault: String? {
        timing.mode == .presentation ? evidence.presentationFault : nil
    }
    var decodingTimesAreUsable: Bool { evidence.decodingTimesAreUsable }

    /// Jumps of the clock that were evened out.
    var jumps: String? {
        clock.jumps == 0
            ? nil
            : "the clock jumps \(clock.jumps) time\(clock.jumps == 1 ? "" : "s"): "
                + "the times after each jump go on from those before it"
    }
}
