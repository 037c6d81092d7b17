import CFFmpeg
import Footage

/// Gives the frames of a stretch their times, from the packets that they came from.
///
/// Remembers the packets fed to the decoder lately, so that a frame, which comes out in order of
/// presentation, finds the time of its packet; and finds the packets whose frame never came.
struct FrameTimer {
    /// A picture that the decoder did not make.
    struct Lost {
        var ordinal: Int
        var time: MediaTime
        var reason: String
    }

    private struct Entry {
        var ordinal = -1
        /// Group among whose packets it lies, and group in whose time its frame is shown.
        var group = 0
        var owner = 0
        var ticks: Int64?
        /// Its frame has come, was given up, or is not expected.
        var isSettled = true
        var reason: String?
        /// The decoder complained about it.
        var isSuspect = false
    }

    private let index: RecordingIndex
    private let range: Range<Int>
    private let reportsSilentLoss: Bool
    private let reorderDepth: Int
    private var clock: PacketClock
    private var entries: [Entry]
    private var group: Int
    private var keyTicks: Int64?
    /// The oldest packet that may not be settled, and the one after the last fed.
    private var oldest: Int
    private var fed: Int
    private var lastTime: MediaTime?
    /// For streams without presentation times: the next place in display order, the group that it
    /// is counted in, and the last group whose key frame came out.
    private var nextSlot = 0
    private var slotGroup = -1
    private var keySeen = -1

    /// More than any decoder holds back; a power of two.
    private static let capacity = 256
    /// A packet without frame is given up when the decoder is this many packets further, if its
    /// time does not tell.
    private static let patience = 24

    /// Times the frames of `range`; feeding begins at `firstGroup`, at or before it.
    init(index: RecordingIndex, range: Range<Int>, firstGroup: Int) {
        self.index = index
        self.range = range
        entries = Array(repeating: Entry(), count: Self.capacity)
        group = firstGroup
        oldest = index.groups[firstGroup].firstPacket
        fed = oldest
        clock = index.groups[firstGroup].clock
        let codec = index.parameters.codecID
        // These have packets that are not shown, or stand for "as before".
        reportsSilentLoss = ![
            AV_CODEC_ID_VP8, AV_CODEC_ID_VP9, AV_CODEC_ID_AV1, AV_CODEC_ID_MPEG4,
            AV_CODEC_ID_MSMPEG4V2, AV_CODEC_ID_MSMPEG4V3,
        ].contains(codec)
        let mayHideReordering = codec == AV_CODEC_ID_H264 || codec == AV_CODEC_ID_HEVC
        reorderDepth = max(index.timing.reorderDepth, mayHideReordering ? 3 : 0)
    }

    // MARK: Packets

    /// Notes a packet that is about to be fed. Every packet, in order.
    /// - Returns: a picture given up to make room, if there is one.
    mutating func feed(_ packet: Packet, ordinal: Int) -> Lost? {
        if group + 1 < index.groups.count, ordinal >= index.groups[group + 1].firstPacket {
            group += 1
        }
        let current = index.groups[group]
        let starts = ordinal == current.firstPacket
        if starts { clock = current.clock }
        var entry = Entry(
            ordinal: ordinal, group: group, owner: group, isSettled: packet.isDiscarded,
            isSuspect: packet.isCorrupt)
        switch index.timing.mode {
        case .presentation:
            let raw = packet.presentationTicks
            entry.ticks =
                starts
                ? clock.advance(raw, timing: index.timing)
                : clock.place(raw, timing: index.timing)
            if starts { keyTicks = entry.ticks }
            if let ticks = entry.ticks, let keyTicks, ticks < keyTicks { entry.owner -= 1 }
        case .decoding:
            entry.ticks = clock.advance(packet.decodingTicks, timing: index.timing)
        case .constantRate:
            entry.ticks = Int64(ordinal)
        }
        if index.timing.mode != .presentation, !starts,
            ordinal - current.firstPacket <= current.leadingSpan
        {
            entry.owner -= 1
        }
        entry.owner = max(0, entry.owner)
        let place = ordinal % Self.capacity
        let evicted = entries[place]
        let lost = evicted.isSettled ? nil : loss(evicted)
        entries[place] = entry
        fed = ordinal + 1
        return lost
    }

    /// The decoder refused the packet.
    mutating func fail(_ ordinal: Int, reason: String) {
        let place = ordinal % Self.capacity
        guard entries[place].ordinal == ordinal else { return }
        entries[place].isSuspect = true
        if !entries[place].isSettled { entries[place].reason = reason }
    }

    /// The decoder took the packet with complaints.
    mutating func doubt(_ ordinal: Int) {
        let place = ordinal % Self.capacity
        if entries[place].ordinal == ordinal { entries[place].isSuspect = true }
    }

    // MARK: Frames

    /// The frame came out, but shows nothing of the recording.
    mutating func giveUp(_ frame: FrameBuffer) {
        guard let ordinal = frame.ordinal, ordinal >= 0 else { return }
        fail(ordinal, reason: "the pictures that it builds on are missing")
    }

    /// Time of a frame that came out; `nil` when it is not shown in the range.
    mutating func time(of frame: FrameBuffer) -> MediaTime? {
        let ordinal = min(max(frame.ordinal ?? fed - 1, 0), fed - 1)
        let place = ordinal % Self.capacity
        guard entries[place].ordinal == ordinal else { return nil }
        entries[place].isSettled = true
        if frame.isInterlaced { settleSecondField(after: ordinal) }
        let entry = entries[place]
        let owner: Int
        var wanted: MediaTime?
        if index.timing.mode == .presentation {
            owner = entry.owner
            wanted = entry.ticks.map { index.timing.mediaTime(ticks: $0) }
        } else {
            owner = displayedOwner(of: entry)
            guard let slot = takeSlot(ordinal: ordinal, owner: owner) else { return nil }
            let slotEntry = entries[slot % Self.capacity]
            if slotEntry.ordinal == slot {
                wanted = slotEntry.ticks.map { index.timing.mediaTime(ticks: $0) }
            }
        }
        guard range.contains(owner) else { return nil }
        var time = max(wanted ?? following, index.start(of: owner))
        if let lastTime, time <= lastTime { time.microseconds = lastTime.microseconds + 1 }
        if time >= index.start(of: owner + 1) {
            time.microseconds = index.start(of: owner + 1).microseconds - 1
            if let lastTime, time <= lastTime { return nil }
        }
        lastTime = time
        return time
    }

    /// Whether the decoder complained about the packet of this frame.
    func isSuspect(_ frame: FrameBuffer) -> Bool {
        guard let ordinal = frame.ordinal, ordinal >= 0 else { return false }
        let entry = entries[ordinal % Self.capacity]
        return entry.ordinal == ordinal && entry.isSuspect
    }

    /// One interval after the last frame.
    private var following: MediaTime {
        guard let lastTime else { return index.start(of: range.lowerBound) }
        let timing = index.timing
        return lastTime
            + (timing.mediaTime(ticks: timing.zeroTicks + timing.intervalTicks) - .zero)
    }

    /// The group in whose time the frame of a packet without presentation time is shown: frames
    /// of a group with leading pictures belong to the group before until its key frame came.
    private mutating func displayedOwner(of entry: Entry) -> Int {
        let group = index.groups[entry.group]
        if entry.ordinal == group.firstPacket { keySeen = entry.group }
        let leads = group.leadingPackets > 0 && keySeen < entry.group
        return leads ? max(0, entry.group - 1) : entry.group
    }

    /// The frame's place in display order; `nil` when its group has no place left.
    private mutating func takeSlot(ordinal: Int, owner: Int) -> Int? {
        if slotGroup != owner {
            slotGroup = owner
            nextSlot = owner == 0 ? 0 : firstSlot(of: owner)
        }
        let slot = max(nextSlot, ordinal - reorderDepth)
        guard slot < firstSlot(of: owner + 1) else { return nil }
        nextSlot = slot + 1
        return slot
    }

    private func firstSlot(of group: Int) -> Int {
        guard group < index.groups.count else { return index.packetCount }
        return index.groups[group].firstPacket + index.groups[group].leadingPackets
    }

    /// The second field of a picture is a packet, but no picture of its own.
    private mutating func settleSecondField(after ordinal: Int) {
        let place = (ordinal + 1) % Self.capacity
        if entries[place].ordinal == ordinal + 1, entries[place].reason == nil {
            entries[place].isSettled = true
        }
    }

    // MARK: Losses

    /// Pictures that should have come before `time`, or all that have not come when it is `nil`.
    mutating func takeLost(before time: MediaTime?) -> [Lost] {
        var lost: [Lost] = []
        for ordinal in oldest..<max(oldest, fed) {
            let place = ordinal % Self.capacity
            let entry = entries[place]
            guard entry.ordinal == ordinal, !entry.isSettled else {
                if ordinal == oldest { oldest += 1 }
                continue
            }
            guard isOverdue(entry, before: time) else { continue }
            entries[place].isSettled = true
            if let loss = loss(entry) { lost.append(loss) }
        }
        return lost
    }

    private func isOverdue(_ entry: Entry, before time: MediaTime?) -> Bool {
        guard let time else { return true }
        if index.timing.mode == .presentation, let ticks = entry.ticks {
            return index.timing.mediaTime(ticks: ticks) < time
        }
        return entry.ordinal + Self.patience < fed
    }

    /// What is to be said of a packet without frame; `nil` when nothing is.
    private func loss(_ entry: Entry) -> Lost? {
        guard range.contains(entry.owner), entry.reason != nil || reportsSilentLoss else {
            return nil
        }
        // A packet without time is the second field of a picture.
        guard entry.reason != nil || entry.ticks != nil else { return nil }
        let time = entry.ticks.map { index.timing.mediaTime(ticks: $0) } ?? following
        return Lost(
            ordinal: entry.ordinal, time: max(time, index.start(of: entry.owner)),
            reason: entry.reason ?? "the decoder made no picture of it")
    }
}
