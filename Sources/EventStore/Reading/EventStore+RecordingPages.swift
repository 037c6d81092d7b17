public import Footage
import GRDB

/// Where a page of recordings ended: the last one's place in the order. The text may be handed to
/// a client and back.
public struct RecordingCursor: Sendable, Hashable, CustomStringConvertible {
    /// `nil` where the clock is unknown.
    let startMicroseconds: Int64?
    let id: Int64

    init(startMicroseconds: Int64?, id: Int64) {
        self.startMicroseconds = startMicroseconds
        self.id = id
    }

    public var description: String { "\(startMicroseconds.map { "\($0)" } ?? ""):\(id)" }

    /// `nil` if the text was not made by a cursor.
    public init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let id = Int64(parts[1]),
            parts[0].isEmpty || Int64(parts[0]) != nil
        else { return nil }
        self.init(startMicroseconds: Int64(parts[0]), id: id)
    }
}

/// Some recordings, and where to go on.
public struct RecordingPage: Sendable, Hashable {
    public var recordings: [RecordingRecord]
    /// For the next call; `nil` after the last recording.
    public var next: RecordingCursor?
}

/// How much time of a recording is in each state of coverage.
public struct CoverageSums: Sendable, Hashable {
    private var microseconds: [CoverageState: Int64] = [:]

    init() {}

    public subscript(state: CoverageState) -> MediaTime {
        MediaTime(microseconds: microseconds[state] ?? 0)
    }

    /// The recording's duration; zero if it was never indexed.
    public var total: MediaTime {
        MediaTime(microseconds: microseconds.values.reduce(0, +))
    }

    mutating func add(_ length: Int64, of state: CoverageState) {
        microseconds[state, default: 0] += length
    }
}

extension EventStore {
    /// A page of the recordings of a feed: the newest first, those of unknown clock last.
    ///
    /// - Parameter cursor: `next` of the page before.
    public func recordings(
        of feed: FeedID, limit: Int, after cursor: RecordingCursor? = nil
    ) throws(EventStoreError) -> RecordingPage {
        let limit = Self.pageSize(limit)
        var condition = ""
        var arguments: StatementArguments = [feed.rawValue]
        if let cursor, let start = cursor.startMicroseconds {
            condition = """
                AND (recording.start_us IS NULL OR recording.start_us < ?
                    OR (recording.start_us = ? AND recording.id < ?))
                """
            arguments += [start, start, cursor.id]
        } else if let cursor {
            condition = "AND recording.start_us IS NULL AND recording.id < ?"
            arguments += [cursor.id]
        }
        return try read("reading the recordings") { database in
            var rows = try Row.fetchAll(
                database,
                sql: """
                    \(RecordingRecord.selection) WHERE recording.feed_id = ? \(condition)
                    ORDER BY recording.start_us DESC, recording.id DESC LIMIT \(limit + 1)
                    """, arguments: arguments)
            let hasMore = rows.count > limit
            if hasMore { rows.removeLast() }
            let next = rows.last.map {
                RecordingCursor(startMicroseconds: $0["start_us"], id: $0["id"])
            }
            return RecordingPage(
                recordings: rows.map(RecordingRecord.init), next: hasMore ? next : nil)
        }
    }

    /// Time by state of coverage of each of some recordings.
    public func coverageSums(
        of recordings: [RecordingID]
    ) throws(EventStoreError) -> [RecordingID: CoverageSums] {
        try read("adding up the coverage") { database in
            var sums: [RecordingID: CoverageSums] = [:]
            let statement = try database.makeStatement(
                sql: """
                    SELECT state, sum(end_media_us - start_media_us) FROM coverage
                    WHERE recording_id = ? GROUP BY state
                    """)
            for recording in recordings {
                var sum = CoverageSums()
                let rows = try Row.fetchCursor(statement, arguments: [recording.rawValue])
                while let row = try rows.next() {
                    sum.add(row[1], of: CoverageState(rawValue: row[0]) ?? .pending)
                }
                sums[recording] = sum
            }
            return sums
        }
    }
}
