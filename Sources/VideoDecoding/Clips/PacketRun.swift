import CFFmpeg
public import Footage

/// The packets that a clip of a range is made of, in the order of the file: from the key frame at
/// or before its start to the last one that is needed to show what lies before its end.
///
/// Pictures shown before that key frame, which need those of the group before, are left out.
struct PacketRun {
    let place: RecordingSeeker.Place
    let range: MediaRange
    private let cursor: PacketCursor
    private var clock: PacketClock
    private var group: Int
    private var keyTicks: Int64?

    /// One packet of the run, loaded in `packet`.
    struct Entry {
        /// On the recording's one unbroken clock, in its stream's ticks.
        var presentationTicks: Int64?
        var decodingTicks: Int64?
    }

    init(
        place: RecordingSeeker.Place, range: MediaRange
    ) throws(VideoDecodingError) {
        self.place = place
        self.range = range
        cursor = place.reader.cursor
        group = place.groups.lowerBound
        clock = place.index.groups[group].clock
        try cursor.move(to: group)
    }

    var packet: Packet { cursor.packet }
    var timing: StreamTiming { place.index.timing }

    /// Loads the next packet; `nil` at the end of the run.
    mutating func next() throws(VideoDecodingError) -> Entry? {
        let groups = place.index.groups
        while let ordinal = try cursor.next() {
            let next = group + 1
            if groups.indices.contains(next), ordinal >= groups[next].firstPacket { group = next }
            let starts = ordinal == groups[group].firstPacket
            if starts { clock = groups[group].clock }
            let entry = entry(ordinal: ordinal, starts: starts)
            if let decoding = entry.decodingTicks ?? entry.presentationTicks,
                timing.mediaTime(ticks: decoding) >= range.end
            {
                return nil
            }
            // Shown before the clip begins.
            if group == place.groups.lowerBound, let keyTicks, let shown = entry.presentationTicks,
                shown < keyTicks
            {
                continue
            }
            return entry
        }
        return nil
    }

    private mutating func entry(ordinal: Int, starts: Bool) -> Entry {
        switch timing.mode {
        case .presentation:
            let raw = packet.presentationTicks
            let shown =
                starts ? clock.advance(raw, timing: timing) : clock.place(raw, timing: timing)
            if starts && keyTicks == nil { keyTicks = shown }
            return Entry(
                presentationTicks: shown,
                decodingTicks: packet.decodingTicks.map { $0 + clock.offset })
        case .decoding:
            return Entry(decodingTicks: clock.advance(packet.decodingTicks, timing: timing))
        case .constantRate:
            return Entry(decodingTicks: Int64(ordinal))
        }
    }
}

extension RecordingSeeker {
    /// The video packets that a clip of the range is made of, in the order of the file: from the
    /// key frame at or before its start, untouched.
    ///
    /// - Parameter body: returns whether to go on.
    /// - Throws: `.outOfRange` when nothing of the recording lies there; whatever `body` throws.
    public func packets(in range: MediaRange, _ body: (CopiedPacket) throws -> Bool) throws {
        var run = try packetRun(of: range)
        while let entry = try run.next() {
            guard try body(run.copied(entry)) else { return }
        }
    }

    func packetRun(of range: MediaRange) throws(VideoDecodingError) -> PacketRun {
        guard range.end > range.start,
            let place = try place(
                of: MediaRange(start: max(.zero, range.start), end: range.end))
        else {
            throw .outOfRange(
                path: source.path, range: "\(range.start) to \(range.end)",
                duration: "\(duration)")
        }
        return try PacketRun(place: place, range: range)
    }
}

extension PacketRun {
    /// The loaded packet, borrowed.
    func copied(_ entry: Entry) -> CopiedPacket {
        CopiedPacket(
            payload: packet.payload, time: entry.presentationTicks.map(timing.mediaTime),
            decodingTime: entry.decodingTicks.map(timing.mediaTime), isKey: packet.isKey)
    }
}

extension Packet {
    /// The packet's bytes; valid until it is read into again.
    var payload: UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: pointer.pointee.data, count: sizeBytes)
    }
}
