import Footage
import Foundation
import GRDB

/// Writes one trouble with a camera as an event.
struct HealthWriter {
    let draft: HealthDraft
    let timeline: FeedTimeline
    /// The recordings around it, by start.
    let pieces: [FeedTimeline.Piece]
    let telling: HealthTelling

    func insert(in transaction: inout StoreTransaction) throws {
        guard let values = values() else { return }
        let uuid = transaction.newUUID()
        let names = Self.columns.joined(separator: ", ")
        let marks = Self.columns.map { _ in "?" }.joined(separator: ", ")
        try transaction.execute(
            "INSERT INTO event (uuid, \(names)) VALUES (?, \(marks))", [uuid] + values)
        try widenLongest(in: &transaction)
        transaction.publish(.eventAdded(uuid: uuid))
    }

    /// Nothing is written, and nobody told, where it is the same.
    func update(_ event: Int64, in transaction: inout StoreTransaction) throws {
        guard let values = values() else { return }
        let names = Self.columns.joined(separator: ", ")
        let marks = Self.columns.map { _ in "?" }.joined(separator: ", ")
        let isSame = try Bool.fetchOne(
            transaction.database,
            sql: "SELECT (\(names)) IS (\(marks)) FROM event WHERE id = ?",
            arguments: values + [event])
        if isSame == true { return }
        let settings = Self.columns.map { "\($0) = ?" }.joined(separator: ", ")
        let oldPeak = try Int64.fetchOne(
            transaction.database, sql: "SELECT peak_media_us FROM event WHERE id = ?",
            arguments: [event])
        try transaction.execute(
            "UPDATE event SET \(settings) WHERE id = ?", values + [event])
        if oldPeak != moment(at: draft.peakMicroseconds)?.mediaMicroseconds {
            try transaction.execute("DELETE FROM event_picture WHERE event_id = ?", [event])
        }
        try widenLongest(in: &transaction)
        if let uuid = try transaction.uuid(of: EventID(rawValue: event)) {
            transaction.publish(.eventChanged(uuid: uuid))
        }
    }

    private static let columns = [
        "feed_id", "kind", "severity", "score", "facts", "position_us", "start_us", "peak_us",
        "end_us", "start_recording_id", "start_media_us", "peak_recording_id", "peak_media_us",
        "end_recording_id", "end_media_us", "active_us", "peak_ppm", "motion_integral",
        "pre_roll_us", "post_roll_us",
    ]

    /// `nil` where no recording shows it.
    private func values() -> StatementArguments? {
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
        return [
            timeline.feed.rawValue, draft.kind.rawValue, draft.severity.rawValue, draft.score,
            draft.facts.json, position, isWall ? draft.startMicroseconds : nil,
            isWall ? draft.peakMicroseconds : nil, isWall ? draft.endMicroseconds : nil,
            start.recording.rawValue, start.mediaMicroseconds, peak.recording.rawValue,
            peak.mediaMicroseconds, end.recording.rawValue, end.mediaMicroseconds,
            draft.endMicroseconds - draft.startMicroseconds, 0, 0,
            telling.preRoll.microseconds, telling.postRoll.microseconds,
        ]
    }

    /// The moment of a recording; of one between recordings the nearest.
    private func moment(at time: Int64) -> ChainMember.Moment? {
        func distance(_ piece: FeedTimeline.Piece) -> Int64 {
            max(piece.start - time, time - piece.end, 0)
        }
        let piece =
            pieces.last { $0.start <= time && time < $0.end }
            ?? pieces.min { distance($0) < distance($1) }
        return piece.map {
            ChainMember.Moment(
                recording: $0.recording,
                mediaMicroseconds: min(max(time - $0.start, 0), $0.duration))
        }
    }

    private func widenLongest(in transaction: inout StoreTransaction) throws {
        try transaction.execute(
            "UPDATE feed SET longest_event_us = ?1 WHERE id = ?2 AND longest_event_us < ?1",
            [draft.endMicroseconds - draft.startMicroseconds, timeline.feed.rawValue])
    }
}

extension HealthFacts {
    /// As stored: keys sorted, so that equal facts are equal texts.
    var json: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }

    init?(json: String) {
        guard let facts = try? JSONDecoder().decode(Self.self, from: Data(json.utf8)) else {
            return nil
        }
        self = facts
    }
}
