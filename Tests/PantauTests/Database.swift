import Foundation
import Testing

/// Looks into a database with Debian's `sqlite3`, independently of our own code.
enum Database {
    static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

    static func rows(_ sql: String, _ path: String) throws -> [String] {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/sqlite3")
        process.arguments = ["-cmd", ".timeout 20000", path, sql]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    /// A single number; 0 where there is no such table yet.
    static func number(_ sql: String, _ path: String) throws -> Int {
        try rows(sql, path).first.flatMap(Int.init) ?? 0
    }

    /// Whole, consistent, and every recording's coverage sums to its duration.
    static func expectSound(
        _ path: String, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        #expect(
            try rows("PRAGMA integrity_check", path) == ["ok"], sourceLocation: sourceLocation)
        #expect(
            try rows("PRAGMA foreign_key_check", path).isEmpty, sourceLocation: sourceLocation)
        let uneven = try rows(
            """
            SELECT path, duration_us, total(end_media_us - start_media_us) AS covered
            FROM recording LEFT JOIN coverage ON recording_id = recording.id
            WHERE duration_us IS NOT NULL GROUP BY recording.id HAVING covered <> duration_us
            """, path)
        #expect(
            uneven.isEmpty, "coverage does not sum to the duration", sourceLocation: sourceLocation)
        let overlapping = try rows(
            """
            SELECT a.id FROM coverage AS a JOIN coverage AS b
            ON a.recording_id = b.recording_id AND a.id < b.id
                AND a.start_media_us < b.end_media_us AND b.start_media_us < a.end_media_us
            """, path)
        #expect(overlapping.isEmpty, "coverage overlaps", sourceLocation: sourceLocation)
    }
}

extension Duration {
    var seconds: Double {
        Double(components.seconds) + Double(components.attoseconds) / 1e18
    }
}

/// A small seeded generator (SplitMix64, Steele et al. 2014).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}
