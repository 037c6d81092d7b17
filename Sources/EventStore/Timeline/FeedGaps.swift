import Footage
import GRDB

/// Where no recording of a feed, or more than one, covers its wall clock.
enum FeedGaps {
    /// Less than this is neither a gap nor an overlap: file names tell a second at best. As in the
    /// view `feed_gap`.
    static let tolerance: Int64 = 2_000_000

    /// Where a feed's recordings end before a time, and where they begin after it.
    static func edges(
        of feed: FeedID, before start: Int64, after end: Int64, in database: Database
    ) throws -> (before: Int64?, after: Int64?) {
        let before = try Int64.fetchOne(
            database,
            sql: """
                SELECT max(start_us + duration_us) FROM recording INDEXED BY recording_by_start
                WHERE feed_id = ?1 AND start_us < ?2 AND duration_us > 0 AND start_us >= (
                    SELECT max(start_us) FROM recording INDEXED BY recording_by_start
                    WHERE feed_id = ?1 AND start_us < ?2
                ) - (SELECT longest_recording_us FROM feed WHERE id = ?1)
                """, arguments: [feed.rawValue, start])
        let after = try Int64.fetchOne(
            database,
            sql: """
                SELECT min(start_us) FROM recording INDEXED BY recording_by_start
                WHERE feed_id = ?1 AND start_us >= ?2 AND duration_us > 0
                """, arguments: [feed.rawValue, end])
        return (before, after)
    }

    /// Gaps between recordings, cut to a range; before the first recording of all and after the
    /// last nothing is missing.
    static func gaps(
        between places: [TimelinePlace], within range: Range<Int64>,
        edges: (before: Int64?, after: Int64?)
    ) -> [Range<Int64>] {
        var gaps: [Range<Int64>] = []
        var covered = edges.before
        for next in places.map(\.range) + [edges.after].compactMap({ $0.map { $0..<$0 } }) {
            if let end = covered, next.lowerBound - end >= tolerance {
                let first = max(end, range.lowerBound)
                let last = min(next.lowerBound, range.upperBound)
                if first < last { gaps.append(first..<last) }
            }
            covered = max(covered ?? next.upperBound, next.upperBound)
        }
        return gaps
    }

    /// Where one of the places begins before all earlier ones have ended, cut to a range.
    static func overlaps(of places: [TimelinePlace], within range: Range<Int64>) -> [Timeline
        .Overlap]
    {
        var overlaps: [Timeline.Overlap] = []
        var covered = Int64.min
        for place in places {
            let end = min(place.range.upperBound, covered)
            let (first, last) = (
                max(place.range.lowerBound, range.lowerBound), min(end, range.upperBound)
            )
            if end > place.range.lowerBound, end - place.range.lowerBound >= tolerance, first < last
            {
                overlaps.append(
                    Timeline.Overlap(startMicroseconds: first, endMicroseconds: last))
            }
            covered = max(covered, place.range.upperBound)
        }
        return overlaps
    }
}
