public import Footage
import Foundation
import GRDB

/// Seconds in a row in which something moved at a place.
public struct PlaceMoment: Sendable, Hashable {
    public var recording: RecordingID
    /// Whole seconds of media time.
    public var range: MediaRange
    /// Start on the wall clock; `nil` if unknown.
    public var start: WallTime?
    /// The largest share of any cell of the place that was in motion, 1…255.
    public var share: UInt8
}

extension EventStore {
    /// When anything moved within a polygon, in all stored recordings of a feed, without decoding:
    /// from the activity grid, so to about 1/32 of the picture and one second.
    ///
    /// Recordings whose clock is unknown are searched unless `since` or `until` is set.
    ///
    /// - Parameter minimumShare: least share of a cell in motion, 1…255.
    /// - Returns: moments by recording start and time.
    public func moments(
        within polygon: Polygon, of feed: FeedID, since: WallTime? = nil, until: WallTime? = nil,
        minimumShare: UInt8 = 1
    ) throws(EventStoreError) -> [PlaceMoment] {
        let search = PlaceSearch(
            mask: CellMask(touching: polygon), minimumShare: max(1, minimumShare), since: since,
            until: until)
        return try read("searching feed \(feed.rawValue) by place") { database in
            try search.run(of: feed, in: database, path: path)
        }
    }
}

private struct PlaceSearch {
    let mask: CellMask
    let minimumShare: UInt8
    let since: WallTime?
    let until: WallTime?

    func run(of feed: FeedID, in database: Database, path: String) throws -> [PlaceMoment] {
        var moments: [PlaceMoment] = []
        let recordings = try Row.fetchAll(
            database,
            sql: """
                SELECT id, start_us FROM recording
                WHERE feed_id = ?1 AND (?2 IS NULL OR end_us > ?2) AND (?3 IS NULL OR start_us < ?3)
                ORDER BY start_us, id
                """,
            arguments: [feed.rawValue, since?.microsecondsUTC, until?.microsecondsUTC])
        // The mask of the minute comes first in the row: most minutes are passed over without
        // reading on.
        let statement = try database.makeStatement(
            sql: """
                SELECT cells, minute, seconds, id FROM activity
                WHERE recording_id = ? AND minute BETWEEN ? AND ? ORDER BY minute, stretch_id
                """)
        for recording in recordings {
            let id: RecordingID = recording["id"]
            let start = (recording["start_us"] as Int64?).map(WallTime.init(microsecondsUTC:))
            let seconds = seconds(ofRecordingStartingAt: start)
            let rows = try Row.fetchCursor(
                statement,
                arguments: [id.rawValue, seconds.lowerBound / 60, seconds.upperBound / 60])
            var shares: [Int: UInt8] = [:]
            while let row = try rows.next() {
                let isWhole = try row.withUnsafeData(atIndex: 0) { cells in
                    guard let cells, touches(cells) else { return true }
                    return try row.withUnsafeData(atIndex: 2) { packed in
                        add(packed ?? Data(), minute: row[1], within: seconds, to: &shares)
                    }
                }
                guard isWhole else {
                    throw EventStoreError.unreadable(
                        path: path, column: "activity.seconds", row: row[3])
                }
            }
            moments += Self.moments(of: shares, recording: id, start: start)
        }
        return moments
    }

    /// Seconds of media time that lie in the time asked for.
    private func seconds(ofRecordingStartingAt start: WallTime?) -> ClosedRange<Int> {
        guard let start else { return 0...Int.max }
        func second(_ time: WallTime) -> Int {
            Int((time.microsecondsUTC - start.microsecondsUTC) / 1_000_000)
        }
        let first = since.map { max(0, second($0)) } ?? 0
        let last = until.map { second(WallTime(microsecondsUTC: $0.microsecondsUTC - 1)) }
        return first...max(first, last ?? Int.max)
    }

    private func touches(_ cells: Data) -> Bool {
        cells.withUnsafeBytes { cells in
            zip(cells, mask.bytes).contains { $0 & $1 != 0 }
        }
    }

    private func add(
        _ packed: Data, minute: Int, within seconds: ClosedRange<Int>, to shares: inout [Int: UInt8]
    ) -> Bool {
        packed.withUnsafeBytes { bytes in
            ActivityReader.forEachSecond(in: bytes, minute: minute) { second in
                guard let share = ActivityReader.share(of: second, within: mask) else {
                    return false
                }
                if share >= minimumShare, seconds.contains(second.second) {
                    shares[second.second] = max(shares[second.second] ?? 0, share)
                }
                return true
            }
        }
    }

    private static func moments(
        of shares: [Int: UInt8], recording: RecordingID, start: WallTime?
    ) -> [PlaceMoment] {
        var moments: [PlaceMoment] = []
        for (second, share) in shares.sorted(by: { $0.key < $1.key }) {
            let range = MediaRange(
                start: MediaTime(microseconds: Int64(second) * 1_000_000),
                end: MediaTime(microseconds: Int64(second + 1) * 1_000_000))
            if let last = moments.last, last.range.end == range.start {
                moments[moments.count - 1].range.end = range.end
                moments[moments.count - 1].share = max(last.share, share)
            } else {
                moments.append(
                    PlaceMoment(
                        recording: recording, range: range, start: start.map { $0 + range.start },
                        share: share))
            }
        }
        return moments
    }
}
