import Footage
import GRDB

/// Writes one incident as an event.
struct IncidentWriter {
    let draft: IncidentDraft
    let timeline: FeedTimeline
    /// The recordings around it, by start.
    let pieces: [FeedTimeline.Piece]
    let telling: IncidentTelling

    /// - Returns: the event's number; `nil` where no recording shows it.
    func insert(in transaction: inout StoreTransaction) throws -> Int64? {
        guard let values = try values(in: transaction.database) else { return nil }
        let uuid = transaction.newUUID()
        let names = Self.columns.joined(separator: ", ")
        let marks = Self.columns.map { _ in "?" }.joined(separator: ", ")
        try transaction.execute(
            "INSERT INTO event (uuid, \(names)) VALUES (?, \(marks))", [uuid] + values)
        let event = transaction.database.lastInsertedRowID
        try storeBoxes(of: event, in: &transaction)
        try widenLongest(in: &transaction)
        transaction.publish(.eventAdded(uuid: uuid))
        return event
    }

    /// Nothing is written, and nobody told, where it is the same.
    func update(_ event: Int64, in transaction: inout StoreTransaction) throws {
        guard let values = try values(in: transaction.database) else { return }
        let names = Self.columns.joined(separator: ", ")
        let marks = Self.columns.map { _ in "?" }.joined(separator: ", ")
        let isSame = try Bool.fetchOne(
            transaction.database,
            sql: "SELECT (\(names)) IS (\(marks)) FROM event WHERE id = ?",
            arguments: values + [event])
        if isSame == true { return }
        let settings = Self.columns.map { "\($0) = ?" }.joined(separator: ", ")
        try transaction.execute(
            "UPDATE event SET \(settings) WHERE id = ?", values + [event])
        try transaction.execute("DELETE FROM event_boxes WHERE event_id = ?", [event])
        try storeBoxes(of: event, in: &transaction)
        try widenLongest(in: &transaction)
        if let uuid = try transaction.uuid(of: EventID(rawValue: event)) {
            transaction.publish(.eventChanged(uuid: uuid))
        }
    }

    private static let columns = [
        "feed_id", "kind", "severity", "score", "zone", "rule", "facts", "position_us", "start_us",
        "peak_us", "end_us", "start_recording_id", "start_media_us", "peak_recording_id",
        "peak_media_us", "end_recording_id", "end_media_us", "peak_segment_id", "active_us",
        "peak_ppm", "motion_integral", "pre_roll_us", "post_roll_us",
    ]

    private func values(in database: Database) throws -> StatementArguments? {
        guard let start = moment(at: draft.startMicroseconds),
            let peak = moment(at: draft.peakMicroseconds),
            let end = moment(at: draft.endMicroseconds)
        else { return nil }
        let isWall = timeline.recording == nil
        let position =
            isWall
            ? draft.startMicroseconds
            : EventPosition.unknownClock(
                start.recording, mediaMicroseconds: start.mediaMicroseconds)
        let segment = try peakSegment(near: peak, in: database)
        return [
            timeline.feed.rawValue, draft.kind.rawValue, draft.severity.rawValue, draft.score,
            draft.facts.zone, draft.facts.rule, draft.facts.json, position,
            isWall ? draft.startMicroseconds : nil, isWall ? draft.peakMicroseconds : nil,
            isWall ? draft.endMicroseconds : nil, start.recording.rawValue,
            start.mediaMicroseconds, peak.recording.rawValue, peak.mediaMicroseconds,
            end.recording.rawValue, end.mediaMicroseconds, segment?.id,
            draft.endMicroseconds - draft.startMicroseconds, segment?.ppm ?? 0, 0,
            telling.preRoll.microseconds, telling.postRoll.microseconds,
        ]
    }

    /// The moment of a recording; of one between recordings the nearest.
    private func moment(at time: Int64) -> ChainMember.Moment? {
        let piece =
            pieces.last { $0.start <= time && time < $0.end }
            ?? pieces.min { Self.distance($0, time) < Self.distance($1, time) }
        return piece.map {
            ChainMember.Moment(
                recording: $0.recording,
                mediaMicroseconds: min(max(time - $0.start, 0), $0.duration))
        }
    }

    private static func distance(_ piece: FeedTimeline.Piece, _ time: Int64) -> Int64 {
        max(piece.start - time, time - piece.end, 0)
    }

    /// The segment whose picture shows it best: the one at the peak, or else the nearest within a
    /// few seconds.
    private func peakSegment(
        near peak: ChainMember.Moment, in database: Database
    ) throws -> (id: Int64, ppm: Int)? {
        try Row.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT id, peak_ppm FROM segment INDEXED BY segment_by_recording
                    WHERE recording_id = ?1 AND start_media_us BETWEEN ?2 - 120000000
                        AND ?2 + 15000000 AND end_media_us > ?2 - 60000000
                    ORDER BY abs(peak_media_us - ?2), start_media_us LIMIT 1
                    """), arguments: [peak.recording.rawValue, peak.mediaMicroseconds]
        ).map { ($0["id"], $0["peak_ppm"]) }
    }

    private func storeBoxes(of event: Int64, in transaction: inout StoreTransaction) throws {
        var parts: [RecordingID: [TimedBoxes]] = [:]
        for point in draft.path {
            guard let moment = moment(at: point.microseconds) else { continue }
            parts[moment.recording, default: []].append(
                TimedBoxes(
                    time: MediaTime(microseconds: moment.mediaMicroseconds),
                    boxes: [TimedBoxes.Box(region: point.region, track: 1)]))
        }
        for (recording, moments) in parts.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            guard let start = moments.first?.time else { continue }
            try transaction.execute(
                """
                INSERT INTO event_boxes (event_id, recording_id, start_media_us, packed)
                VALUES (?, ?, ?, ?)
                """,
                [
                    event, recording.rawValue, start.microseconds,
                    BoxCodec.pack(moments, from: start),
                ])
        }
    }

    private func widenLongest(in transaction: inout StoreTransaction) throws {
        try transaction.execute(
            "UPDATE feed SET longest_event_us = ?1 WHERE id = ?2 AND longest_event_us < ?1",
            [draft.endMicroseconds - draft.startMicroseconds, timeline.feed.rawValue])
    }
}
