import Footage
import GRDB

/// Finds what may be chained with a range of a timeline.
///
/// The indexes are named: without them the planner takes one by kind or by event, and a commit
/// would cost more with every event of every feed.
struct ChainNeighbourhood {
    let place: RecordingPlace
    let gapMicroseconds: Int64
    let database: Database

    /// Events, and segments that are in none, connected to the range by gaps shorter than the
    /// event gap.
    func members(around range: Range<Int64>) throws -> [ChainMember] {
        var range = range
        while true {
            let near = (range.lowerBound - gapMicroseconds)..<(range.upperBound + gapMicroseconds)
            let members = try events(touching: near) + segments(touching: near)
            let first = members.map(\.timeline.startMicroseconds).min() ?? range.lowerBound
            let last = members.map(\.timeline.endMicroseconds).max() ?? range.upperBound
            if first >= range.lowerBound, last <= range.upperBound { return members }
            range = min(first, range.lowerBound)..<max(last, range.upperBound)
        }
    }

    /// Motion events of one timeline never overlap: walking back from the upper bound, the first
    /// one that ends before the lower bound is the last to look at.
    private func events(touching range: Range<Int64>) throws -> [ChainMember] {
        let cursor =
            if place.startMicroseconds == nil {
                try Row.fetchCursor(
                    database,
                    sql: """
                        SELECT * FROM event INDEXED BY event_by_start_recording
                        WHERE kind = 'motion' AND start_us IS NULL AND start_recording_id = ? AND start_media_us < ?
                        ORDER BY start_media_us DESC
                        """, arguments: [place.recording.rawValue, range.upperBound])
            } else {
                try Row.fetchCursor(
                    database,
                    sql: """
                        SELECT * FROM event INDEXED BY event_by_feed
                        WHERE kind = 'motion' AND start_us IS NOT NULL AND feed_id = ? AND position_us < ?
                        ORDER BY position_us DESC
                        """, arguments: [place.feed.rawValue, range.upperBound])
            }
        var found: [ChainMember] = []
        while let row = try cursor.next() {
            let member = ChainMember(event: row)
            guard member.timeline.endMicroseconds > range.lowerBound else { break }
            found.append(member)
        }
        return found.reversed()
    }

    private func segments(touching range: Range<Int64>) throws -> [ChainMember] {
        let longest =
            try Int64.fetchOne(
                database, sql: "SELECT longest_segment_us FROM feed WHERE id = ?",
                arguments: [place.feed.rawValue]) ?? 0
        let rows =
            if place.startMicroseconds == nil {
                try Row.fetchAll(
                    database,
                    sql: """
                        SELECT * FROM segment INDEXED BY segment_by_recording
                        WHERE recording_id = ? AND event_id IS NULL AND start_media_us BETWEEN ? AND ? AND end_media_us > ?
                            AND start_media_us < ?
                        ORDER BY start_media_us, id
                        """,
                    arguments: [
                        place.recording.rawValue, range.lowerBound - longest, range.upperBound,
                        range.lowerBound, range.upperBound,
                    ])
            } else {
                try Row.fetchAll(
                    database,
                    sql: """
                        SELECT * FROM segment INDEXED BY segment_by_time
                        WHERE feed_id = ? AND event_id IS NULL AND start_us BETWEEN ? AND ? AND end_us > ? AND start_us < ?
                        ORDER BY start_us, id
                        """,
                    arguments: [
                        place.feed.rawValue, range.lowerBound - longest, range.upperBound,
                        range.lowerBound, range.upperBound,
                    ])
            }
        return rows.map(ChainMember.init(segment:))
    }
}
