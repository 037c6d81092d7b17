import Footage
import Foundation
import GRDB

/// Reads what a timeline shows of some recordings.
struct TimelineReading {
    /// By start.
    let places: [TimelinePlace]
    private let source: TimelinePlaces
    private let scale: TimelineScale
    private let database: Database
    private let path: String

    private static let minute: Int64 = 60_000_000

    init(
        _ source: TimelinePlaces, on scale: TimelineScale, in database: Database, path: String
    ) throws {
        places = try source.all(in: database)
        (self.source, self.scale, self.database, self.path) = (source, scale, database, path)
    }

    private struct CutMinute {
        let recording: Int64
        let minute: Int64
        let origin: Int64
        let peak: Int

        var span: Range<Int64> {
            let start = origin + minute * TimelineReading.minute
            return start..<start + TimelineReading.minute
        }
    }

    /// The most motion of each bucket. Looked at, and so at least 0, is what `coverage` says.
    func motion(coverage: [Timeline.Span]) throws -> [Int?] {
        var motion = TimelineMotion(scale)
        for span in coverage where span.state == .analysed || span.state == .keyFramesOnly {
            motion.look(at: span.startMicroseconds..<span.endMicroseconds)
        }
        // Most minutes lie in one bucket, and their peak is in the index. The others are read by
        // the second, if they can change anything.
        var cut: [CutMinute] = []
        let rows = try Row.fetchCursor(
            database,
            sql: """
                SELECT place.id, minute, origin_us, peak_ppm FROM (\(source.sql)) AS place
                CROSS JOIN activity INDEXED BY activity_by_peak
                    ON activity.recording_id = place.id
                    AND minute BETWEEN max(0, :from - origin_us) / 60000000
                        AND max(0, :until - origin_us) / 60000000
                """, arguments: source.arguments)
        while let row = try rows.next() {
            let minute = CutMinute(recording: row[0], minute: row[1], origin: row[2], peak: row[3])
            if scale.isInOneBucket(minute.span) {
                motion.add(minute.peak, at: minute.span)
            } else {
                cut.append(minute)
            }
        }
        for minute in cut where motion.isRaised(by: minute.peak, at: minute.span) {
            try addSeconds(of: minute, to: &motion)
        }
        return motion.buckets
    }

    private func addSeconds(of minute: CutMinute, to motion: inout TimelineMotion) throws {
        let rows = try Row.fetchCursor(
            database.cachedStatement(
                sql: "SELECT seconds, id FROM activity WHERE recording_id = ? AND minute = ?"),
            arguments: [minute.recording, minute.minute])
        while let row = try rows.next() {
            let isWhole = try row.withUnsafeData(atIndex: 0) { packed in
                (packed ?? Data()).withUnsafeBytes { bytes in
                    ActivityReader.forEachSecond(in: bytes, minute: Int(minute.minute)) { second in
                        let start = minute.origin + Int64(second.second) * 1_000_000
                        motion.add(second.motionPPM, at: start..<start + 1_000_000)
                        return true
                    }
                }
            }
            guard isWhole else {
                throw EventStoreError.unreadable(
                    path: path, column: "activity.seconds", row: row[1])
            }
        }
    }

    /// Coverage of the places, by place and time. The rows of a recording tile its duration, so that
    /// what is not stored as anything else was analysed: the many rows that say so need not be read.
    func coverage() throws -> [Timeline.Span] {
        var others: [RecordingID: [CoverageSpan]] = [:]
        let rows = try Row.fetchCursor(
            database,
            sql: """
                SELECT place.id, start_media_us, end_media_us, state, reason
                FROM (\(source.sql)) AS place
                CROSS JOIN coverage INDEXED BY coverage_not_analysed
                    ON coverage.recording_id = place.id AND state <> 'analysed'
                    AND end_media_us > :from - origin_us AND start_media_us < :until - origin_us
                """, arguments: source.arguments)
        while let row = try rows.next() {
            others[RecordingID(rawValue: row[0]), default: []].append(CoverageSpan(row))
        }
        return places.flatMap { place in
            Self.spans(of: place, besides: others[place.recording] ?? [])
        }
    }

    private static func spans(
        of place: TimelinePlace, besides others: [CoverageSpan]
    ) -> [Timeline.Span] {
        var spans: [Timeline.Span] = []
        var covered = place.range.lowerBound
        func append(until end: Int64, _ state: CoverageState, _ reason: String?) {
            guard covered < end else { return }
            spans.append(
                Timeline.Span(
                    startMicroseconds: covered, endMicroseconds: end, state: state, reason: reason,
                    recording: place.recording))
            covered = end
        }
        for other in others.sorted(by: { $0.range.start < $1.range.start }) {
            append(until: place.range.lowerBound + other.range.start.microseconds, .analysed, nil)
            append(
                until: place.range.lowerBound + other.range.end.microseconds, other.state,
                other.reason)
        }
        append(until: place.range.upperBound, .analysed, nil)
        return spans
    }
}

extension Timeline.Event {
    /// From `id, first_us, last_us, kind, severity, score, review_state`; `nil` if any of these is
    /// not known here.
    init?(_ row: Row) {
        guard let kind = EventKind(rawValue: row[3]), let severity = Severity(rawValue: row[4]),
            let reviewState = ReviewState(rawValue: row[6])
        else { return nil }
        self.init(
            id: EventID(rawValue: row[0]), startMicroseconds: row[1], endMicroseconds: row[2],
            kind: kind, severity: severity, score: row[5], reviewState: reviewState)
    }
}
