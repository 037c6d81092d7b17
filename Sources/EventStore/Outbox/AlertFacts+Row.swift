import Footage
import Foundation
import GRDB

extension AlertFacts {
    /// More boxes than these say no more.
    private static let mostBoxes = 32

    /// Of an event as it is stored now; `nil` if it is not, or is of a kind that is not known here.
    init?(ofEvent uuid: String, in database: Database) throws {
        let row = try Row.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT event.*, feed.uuid AS feed_uuid, feed.name AS feed_name, feed.site,
                        feed.time_zone,
                        EXISTS (SELECT 1 FROM thumbnail WHERE segment_id = event.peak_segment_id)
                            OR EXISTS (SELECT 1 FROM event_picture WHERE event_id = event.id)
                            AS has_picture
                    FROM event JOIN feed ON feed.id = event.feed_id WHERE event.uuid = ?
                    """), arguments: [uuid])
        guard let row, let kind = EventKind(rawValue: row["kind"]),
            let severity = Severity(rawValue: row["severity"])
        else { return nil }
        let facts: String? = row["facts"]
        func wall(_ column: String) -> WallTime? {
            (row[column] as Int64?).map(WallTime.init(microsecondsUTC:))
        }
        self.init(
            event: row["id"], uuid: uuid,
            feed: Feed(
                id: row["feed_id"], uuid: row["feed_uuid"], name: row["feed_name"],
                site: row["site"], timeZone: row["time_zone"]),
            kind: kind, severity: severity, score: row["score"], zone: row["zone"],
            start: wall("start_us"), peak: wall("peak_us"), end: wall("end_us"),
            startMedia: MediaTime(microseconds: row["start_media_us"]),
            boxes: try Self.boxesAtPeak(of: row, in: database), hasPicture: row["has_picture"],
            incident: facts.flatMap(IncidentFacts.init(json:)),
            health: EventKind.cameraHealth.contains(kind)
                ? facts.flatMap(HealthFacts.init(json:)) : nil)
    }

    /// Those of the moment nearest to the peak: of the thing that a rule speaks of, or else of all
    /// that moved.
    private static func boxesAtPeak(of event: Row, in database: Database) throws -> [Region] {
        let row =
            try Row.fetchOne(
                database.cachedStatement(
                    sql: """
                        SELECT start_media_us, packed FROM event_boxes
                        WHERE event_id = ? AND recording_id = ?
                        """),
                arguments: [event["id"] as Int64, event["peak_recording_id"] as Int64]
            )
            ?? Row.fetchOne(
                database.cachedStatement(
                    sql: """
                        SELECT start_media_us, packed FROM boxes
                        JOIN segment ON segment.id = segment_id WHERE segment.id = ?
                        """), arguments: [event["peak_segment_id"] as Int64?])
        guard let row else { return [] }
        let start = MediaTime(microseconds: row["start_media_us"])
        let peak: Int64 = event["peak_media_us"]
        let nearest = BoxCodec.unpack(row["packed"], from: start)?.min {
            abs($0.time.microseconds - peak) < abs($1.time.microseconds - peak)
        }
        return nearest.map { $0.boxes.prefix(mostBoxes).map(\.region) } ?? []
    }
}
