import GRDB

/// The stretches of one recording of which only the key frames were looked at.
struct KeyFrameStretches {
    let recording: Int64

    private static let isSeen = """
        EXISTS (SELECT 1 FROM coverage
            WHERE stretch_id = stretch.id AND state = 'key_frames_only')
        """

    /// Whether any of them counts as done.
    func areSettled(in database: Database) throws -> Bool {
        try Bool.fetchOne(
            database,
            sql: """
                SELECT EXISTS (SELECT 1 FROM stretch
                    WHERE recording_id = ? AND status = 'done' AND \(Self.isSeen))
                """, arguments: [recording]) ?? false
    }

    /// They count as done, but for some.
    func settle(except kept: Set<Int>, in transaction: inout StoreTransaction) throws {
        let ordinals = try Int.fetchAll(
            transaction.database,
            sql: """
                SELECT ordinal FROM stretch
                WHERE recording_id = ? AND status = 'planned' AND \(Self.isSeen)
                """, arguments: [recording])
        for ordinal in ordinals where !kept.contains(ordinal) {
            try transaction.execute(
                "UPDATE stretch SET status = 'done' WHERE recording_id = ? AND ordinal = ?",
                [recording, ordinal])
        }
    }

    /// They wait to be decoded; what was found in them stays until then.
    func reopen(in transaction: inout StoreTransaction) throws {
        try transaction.execute(
            """
            UPDATE stretch SET status = 'planned'
            WHERE recording_id = ? AND status = 'done' AND \(Self.isSeen)
            """, [recording])
    }

    /// The motion integral of each that waits to be decoded, by ordinal.
    func motion(in database: Database) throws -> [Int: Int64] {
        let rows = try Row.fetchAll(
            database,
            sql: """
                SELECT ordinal, (SELECT coalesce(sum(motion_integral), 0) FROM segment
                    WHERE stretch_id = stretch.id) AS motion
                FROM stretch WHERE recording_id = ? AND status = 'planned'
                    AND NOT EXISTS (SELECT 1 FROM coverage
                        WHERE stretch_id = stretch.id AND state = 'pending')
                """, arguments: [recording])
        return Dictionary(
            rows.map { ($0["ordinal"] as Int, $0["motion"] as Int64) },
            uniquingKeysWith: { first, _ in first })
    }
}
