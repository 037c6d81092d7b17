import Footage
import Foundation
import GRDB

/// Reads what was observed on a feed's timeline.
struct ObservationReader {
    let timeline: FeedTimeline
    let telling: IncidentTelling
    let database: Database

    /// What is before this was seen before a lasting change is said to have been.
    private static let changeLead: Int64 = 10_000_000
    /// Segments that came from key frames alone are no ground for an incident.
    private static let isLookedAt = """
        EXISTS (SELECT 1 FROM stretch WHERE stretch.id = stretch_id AND status = 'done')
        AND NOT EXISTS (SELECT 1 FROM coverage
            WHERE coverage.stretch_id = %.stretch_id AND state = 'key_frames_only')
        """

    private func isLookedAt(_ table: String) -> String {
        Self.isLookedAt.replacingOccurrences(of: "%", with: table)
    }

    /// Widens a range until nothing that lies outside matters to what lies inside.
    func whole(of range: Range<Int64>) throws -> Range<Int64> {
        var range = range
        while true {
            var wider = try reached(bySegments: range)
            wider = wider.union(try reached(byChanges: wider))
            wider = wider.union(try reached(byIncidents: wider))
            if timeline.recording == nil {
                for whole in telling.wholes(wider) { wider = wider.union(whole) }
            }
            if wider == range { return range }
            range = wider
        }
    }

    private var segmentTime: (start: String, end: String, index: String) {
        timeline.recording == nil
            ? ("start_us", "end_us", "segment_by_time")
            : ("start_media_us", "end_media_us", "segment_by_recording")
    }

    private func reached(bySegments range: Range<Int64>) throws -> Range<Int64> {
        let reach = telling.reachMicroseconds
        let longest =
            try Int64.fetchOne(
                database, sql: "SELECT longest_segment_us FROM feed WHERE id = ?",
                arguments: [timeline.feed.rawValue]) ?? 0
        let (start, end, index) = segmentTime
        let columns = """
            SELECT \(start) AS first, \(end) AS last FROM segment INDEXED BY \(index)
            WHERE \(timeline.condition(time: "start_us")) AND \(start)
            """
        var (low, high) = (range.lowerBound, range.upperBound)
        let before = try Row.fetchCursor(
            database, sql: columns + " < ?2 ORDER BY \(start) DESC",
            arguments: [timeline.key, range.lowerBound + 1])
        while let row = try before.next() {
            let (first, last): (Int64, Int64) = (row["first"], row["last"])
            if first + longest < low - reach { break }
            guard last >= low - reach else { continue }
            low = min(low, first)
            high = max(high, last)
        }
        let after = try Row.fetchCursor(
            database, sql: columns + " >= ?2 ORDER BY \(start)",
            arguments: [timeline.key, range.lowerBound])
        while let row = try after.next() {
            let (first, last): (Int64, Int64) = (row["first"], row["last"])
            if first > high + reach { break }
            high = max(high, last)
        }
        return low..<high
    }

    private var changeTime: String { timeline.recording == nil ? "at_us" : "media_us" }

    private func reached(byChanges range: Range<Int64>) throws -> Range<Int64> {
        let row = try Row.fetchOne(
            database,
            sql: """
                SELECT min(\(changeTime)), max(\(changeTime)) FROM lasting_change
                WHERE \(timeline.condition(time: "at_us")) AND \(changeTime) BETWEEN ?2 AND ?3
                """,
            arguments: [
                timeline.key, range.lowerBound - telling.changeReachMicroseconds,
                range.upperBound + Self.changeLead,
            ])
        guard let row, let first: Int64 = row[0], let last: Int64 = row[1] else { return range }
        return range.union(
            first - Self.changeLead..<last + telling.changeReachMicroseconds)
    }

    /// Incidents that were told of before: they are told of again, or gone.
    private func reached(byIncidents range: Range<Int64>) throws -> Range<Int64> {
        try StoredIncident.touching(range, of: timeline, in: database).reduce(range) {
            $0.union($1.range)
        }
    }

    /// Everything in a range.
    func observations(in range: Range<Int64>, pieces: [FeedTimeline.Piece]) throws
        -> FeedObservations
    {
        FeedObservations(
            isWallClock: timeline.recording == nil, aspect: pieces.first?.aspect ?? 0.5625,
            tracks: try tracks(in: range), changes: try changes(in: range),
            watched: try watched(in: range, pieces: pieces))
    }

    private func tracks(in range: Range<Int64>) throws -> [ObservedTrack] {
        struct Key: Hashable {
            var stretch: Int64
            var track: Int
        }
        let (start, end, index) = segmentTime
        let rows = try Row.fetchCursor(
            database,
            sql: """
                SELECT segment.id, stretch_id, \(start) AS first, packed
                FROM segment INDEXED BY \(index) JOIN boxes ON segment_id = segment.id
                WHERE \(timeline.condition(time: "start_us")) AND \(start) < ?3 AND \(start) >= ?2
                    AND \(end) > ?2 AND \(isLookedAt("segment"))
                ORDER BY \(start)
                """, arguments: [timeline.key, range.lowerBound, range.upperBound])
        var points: [Key: [TrackPoint]] = [:]
        while let row = try rows.next() {
            let first = MediaTime(microseconds: row["first"])
            let stretch: Int64 = row["stretch_id"]
            // What cannot be read tells nothing; whoever asks for the boxes is told.
            for moment in BoxCodec.unpack(row["packed"], from: first) ?? [] {
                for box in moment.boxes where box.track != 0 {
                    points[Key(stretch: stretch, track: box.track), default: []].append(
                        TrackPoint(
                            microseconds: moment.time.microseconds, region: box.region))
                }
            }
        }
        return points.values.map { ObservedTrack(points: $0) }
    }

    private func changes(in range: Range<Int64>) throws -> [ObservedChange] {
        try Row.fetchAll(
            database,
            sql: """
                SELECT *, \(changeTime) AS time FROM lasting_change
                WHERE \(timeline.condition(time: "at_us")) AND \(changeTime) BETWEEN ?2 AND ?3
                    AND \(isLookedAt("lasting_change"))
                ORDER BY \(changeTime), x, y
                """, arguments: [timeline.key, range.lowerBound, range.upperBound]
        ).compactMap { row in
            guard let manner = LastingChange.Manner(rawValue: row["manner"]) else { return nil }
            let (time, media): (Int64, Int64) = (row["time"], row["media_us"])
            return ObservedChange(
                manner: manner, microseconds: time,
                lastBeforeMicroseconds: time - media + (row["last_before_media_us"] as Int64),
                region: Region(
                    x: row["x"], y: row["y"], width: row["width"], height: row["height"]))
        }
    }

    private func watched(
        in range: Range<Int64>, pieces: [FeedTimeline.Piece]
    ) throws -> [Range<Int64>] {
        var spans: [Range<Int64>] = []
        for piece in pieces {
            let rows = try Row.fetchCursor(
                database.cachedStatement(
                    sql: """
                        SELECT start_media_us, end_media_us FROM coverage
                        WHERE recording_id = ? AND state = 'analysed' AND end_media_us > ?
                            AND start_media_us < ? ORDER BY start_media_us
                        """),
                arguments: [
                    piece.recording.rawValue, range.lowerBound - piece.start,
                    range.upperBound - piece.start,
                ])
            while let row = try rows.next() {
                let (first, last): (Int64, Int64) = (row[0], row[1])
                let span = (piece.start + first..<piece.start + last).clamped(to: range)
                if !span.isEmpty { spans.append(span) }
            }
        }
        spans.sort { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
        return spans.reduce(into: []) { joined, span in
            if let last = joined.last, span.lowerBound <= last.upperBound {
                joined[joined.count - 1] =
                    last.lowerBound..<max(last.upperBound, span.upperBound)
            } else {
                joined.append(span)
            }
        }
    }
}

extension Range<Int64> {
    func union(_ other: Range<Int64>) -> Range<Int64> {
        Swift.min(lowerBound, other.lowerBound)..<Swift.max(upperBound, other.upperBound)
    }
}
