import Footage
import GRDB

/// An event that is told of what is stored – a rule was met, the camera was in trouble – instead of
/// being put together from segments: its row, with its moments placed in recordings.
struct ToldEvent {
    typealias Columns = [(name: String, value: (any DatabaseValueConvertible)?)]

    let timeline: FeedTimeline
    /// On the timeline.
    let range: Range<Int64>
    let peakMicroseconds: Int64
    let start: ChainMember.Moment
    let peak: ChainMember.Moment
    let end: ChainMember.Moment
    /// What is no moment: kind, facts and the like.
    var columns: Columns = []

    /// - Parameter pieces: the recordings around it, by start; `nil` where there are none.
    init?(
        on timeline: FeedTimeline, _ range: Range<Int64>, peak peakMicroseconds: Int64,
        pieces: [FeedTimeline.Piece]
    ) {
        guard let start = FeedTimeline.moment(at: range.lowerBound, in: pieces),
            let peak = FeedTimeline.moment(at: peakMicroseconds, in: pieces),
            let end = FeedTimeline.moment(at: range.upperBound, in: pieces)
        else { return nil }
        self.timeline = timeline
        self.range = range
        self.peakMicroseconds = peakMicroseconds
        self.start = start
        self.peak = peak
        self.end = end
    }

    /// - Returns: the event's number.
    func insert(in transaction: inout StoreTransaction) throws -> Int64 {
        let uuid = transaction.newUUID()
        try transaction.execute(
            "INSERT INTO event (uuid, \(names)) VALUES (?, \(marks))", [uuid] + values)
        let event = transaction.database.lastInsertedRowID
        try widenLongest(in: &transaction)
        transaction.publish(.eventAdded(uuid: uuid))
        return event
    }

    /// Nothing is written, and nobody told, where it is the same.
    ///
    /// - Returns: whether it was another.
    func update(_ event: Int64, in transaction: inout StoreTransaction) throws -> Bool {
        let isSame = try Bool.fetchOne(
            transaction.database,
            sql: "SELECT (\(names)) IS (\(marks)) FROM event WHERE id = ?",
            arguments: values + [event])
        if isSame == true { return false }
        let settings = all.map { "\($0.name) = ?" }.joined(separator: ", ")
        try transaction.execute("UPDATE event SET \(settings) WHERE id = ?", values + [event])
        try widenLongest(in: &transaction)
        if let uuid = try transaction.uuid(of: EventID(rawValue: event)) {
            transaction.publish(.eventChanged(uuid: uuid))
        }
        return true
    }

    private var names: String { all.map(\.name).joined(separator: ", ") }
    private var marks: String { all.map { _ in "?" }.joined(separator: ", ") }
    private var values: StatementArguments { StatementArguments(all.map(\.value)) }

    private var all: Columns {
        let isWall = timeline.recording == nil
        let position =
            isWall
            ? range.lowerBound
            : EventPosition.unknownClock(
                start.recording, mediaMicroseconds: start.mediaMicroseconds)
        return columns + [
            ("feed_id", timeline.feed.rawValue), ("position_us", position),
            ("start_us", isWall ? range.lowerBound : nil),
            ("peak_us", isWall ? peakMicroseconds : nil),
            ("end_us", isWall ? range.upperBound : nil),
            ("start_recording_id", start.recording.rawValue),
            ("start_media_us", start.mediaMicroseconds),
            ("peak_recording_id", peak.recording.rawValue),
            ("peak_media_us", peak.mediaMicroseconds),
            ("end_recording_id", end.recording.rawValue),
            ("end_media_us", end.mediaMicroseconds),
            ("active_us", range.upperBound - range.lowerBound), ("motion_integral", 0),
        ]
    }

    private func widenLongest(in transaction: inout StoreTransaction) throws {
        try transaction.execute(
            "UPDATE feed SET longest_event_us = ?1 WHERE id = ?2 AND longest_event_us < ?1",
            [range.upperBound - range.lowerBound, timeline.feed.rawValue])
    }
}
