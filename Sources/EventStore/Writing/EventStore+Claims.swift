import Foundation
import GRDB

extension EventStore {
    /// Asks for a recording, to work on it.
    ///
    /// The same file is recognised by path, size and modification time; a file that was touched or
    /// moved by its fingerprint. A changed file, a recording that was begun with other settings or
    /// belonged to another feed, and any recording when `rescan` is set, loses what is stored of
    /// it; events that reached into it are rebuilt from what is left.
    ///
    /// - Parameter completes: whether stretches of which only the key frames were looked at are not
    ///   done: they are to be decoded now.
    public func claim(
        _ identity: RecordingIdentity, feed: FeedID, run: RunID, rescan: Bool = false,
        completes: Bool = false, rebuild: EventRebuild
    ) throws(EventStoreError) -> Claim {
        guard let claims else { throw .readOnly(path: path, reason: "opened for reading") }
        var acquired: Int64?
        do {
            return try write("claiming \(identity.path)") { transaction in
                var claiming = Claiming(
                    identity: identity, feed: feed, run: run, rescan: rescan, completes: completes,
                    rebuild: rebuild)
                return try claiming.resolve(in: &transaction) { recording in
                    guard claims.acquire(recording) else { return false }
                    acquired = recording
                    return true
                }
            }
        } catch {
            if let acquired { claims.release(acquired) }
            throw error
        }
    }

    /// Gives up a claim. What was committed stays; the rest is `pending` for the next scan.
    public func release(_ recording: RecordingID) {
        claims?.release(recording.rawValue)
    }
}

/// The decision about one file, inside one transaction.
private struct Claiming {
    let identity: RecordingIdentity
    let feed: FeedID
    let run: RunID
    let rescan: Bool
    let completes: Bool
    let rebuild: EventRebuild

    mutating func resolve(
        in transaction: inout StoreTransaction, acquire: (Int64) -> Bool
    ) throws -> Claim {
        let database = transaction.database
        let digest = try String.fetchOne(
            database, sql: "SELECT settings_digest FROM run WHERE id = ?", arguments: [run.rawValue]
        )
        guard let known = try knownRecording(in: database) else {
            let id = try insert(digest: digest, in: &transaction)
            // Nobody else can know this number before the transaction ends.
            guard acquire(id.rawValue) else { return .inUse(id, by: "another run") }
            return .claimed(id)
        }
        let isOtherContent = !isSameContent(known)
        let isOtherFeed = known.feed != feed
        let isDone = known.isDone && !isOtherContent && !isOtherFeed
        if isDone, !rescan, known.settingsDigest != digest {
            return .finishedWithOtherSettings(known.id, known.status)
        }
        let keyFrames = KeyFrameStretches(recording: known.id.rawValue)
        let isComplete = try !completes || !keyFrames.areSettled(in: database)
        if isDone, !rescan, isComplete {
            try updateIdentity(of: known.id, in: &transaction)
            return .finished(known.id, known.status)
        }
        guard acquire(known.id.rawValue) else {
            return .inUse(known.id, by: try worker(on: known.id, in: database))
        }
        if rescan || isOtherContent || isOtherFeed || known.settingsDigest != digest {
            try RecordingContents(recording: known.id, rebuild: rebuild)
                .drop(
                    keepingReviews: !isOtherContent, keepingIncidents: !isOtherFeed,
                    keepingPurge: !isOtherContent && !rescan, in: &transaction)
        }
        if completes { try keyFrames.reopen(in: &transaction) }
        try updateIdentity(of: known.id, in: &transaction)
        try transaction.execute(
            """
            UPDATE recording SET feed_id = ?, settings_digest = ?, run_id = ?, error = NULL,
                status = iif(EXISTS (SELECT 1 FROM stretch WHERE recording_id = recording.id),
                    'scanning', 'pending')
            WHERE id = ?
            """, [feed.rawValue, digest, run.rawValue, known.id.rawValue])
        transaction.publish(.recording(uuid: known.uuid))
        return .claimed(known.id)
    }

    private struct Known {
        let id: RecordingID
        let uuid: String
        let feed: FeedID
        let identity: RecordingIdentity
        let status: RecordingStatus
        let settingsDigest: String?
        let isDone: Bool

        init(_ row: Row) {
            id = row["id"]
            uuid = row["uuid"]
            feed = row["feed_id"]
            identity = RecordingIdentity(row)
            status = RecordingStatus(rawValue: row["status"]) ?? .pending
            settingsDigest = row["settings_digest"]
            let hasWorkLeft: Bool = row["has_work_left"]
            // A refused file costs little to try again, and its trouble may be mended.
            isDone = (status == .analysed || status == .partial) && !hasWorkLeft
        }
    }

    private static let selection = """
        SELECT *, EXISTS (SELECT 1 FROM stretch
            WHERE recording_id = recording.id AND status = 'planned') AS has_work_left
        FROM recording
        """

    private func knownRecording(in database: Database) throws -> Known? {
        let atPath = try Row.fetchOne(
            database, sql: Self.selection + " WHERE path = ?", arguments: [identity.path])
        if let atPath { return Known(atPath) }
        guard let fingerprint = identity.fingerprint else { return nil }
        return try Row.fetchAll(
            database,
            sql: Self.selection + " WHERE fingerprint = ? AND size_bytes = ? ORDER BY id",
            arguments: [fingerprint, identity.sizeBytes]
        ).map(Known.init).first { !Self.exists($0.identity.path) }
    }

    private func isSameContent(_ known: Known) -> Bool {
        guard known.identity.sizeBytes == identity.sizeBytes else { return false }
        if let old = known.identity.fingerprint, let new = identity.fingerprint {
            return old == new
        }
        return known.identity.modifiedMicroseconds == identity.modifiedMicroseconds
    }

    /// An image sequence is there if its folder is.
    private static func exists(_ path: String) -> Bool {
        let file = path.contains("%") ? (path as NSString).deletingLastPathComponent : path
        return FileManager.default.fileExists(atPath: file)
    }

    private func insert(
        digest: String?, in transaction: inout StoreTransaction
    ) throws -> RecordingID {
        let uuid = transaction.newUUID()
        try transaction.execute(
            """
            INSERT INTO recording (uuid, feed_id, path, size_bytes, modified_us, fingerprint,
                status, settings_digest, run_id)
            VALUES (?, ?, ?, ?, ?, ?, 'pending', ?, ?)
            """,
            [
                uuid, feed.rawValue, identity.path, identity.sizeBytes,
                identity.modifiedMicroseconds,
                identity.fingerprint, digest, run.rawValue,
            ])
        transaction.publish(.recording(uuid: uuid))
        return RecordingID(rawValue: transaction.database.lastInsertedRowID)
    }

    private func updateIdentity(
        of recording: RecordingID, in transaction: inout StoreTransaction
    ) throws {
        try transaction.execute(
            """
            UPDATE recording SET path = ?1, size_bytes = ?2, modified_us = ?3,
                fingerprint = coalesce(?4, fingerprint)
            WHERE id = ?5 AND (path, size_bytes, modified_us, fingerprint)
                IS NOT (?1, ?2, ?3, coalesce(?4, fingerprint))
            """,
            [
                identity.path, identity.sizeBytes, identity.modifiedMicroseconds,
                identity.fingerprint, recording.rawValue,
            ])
    }

    private func worker(on recording: RecordingID, in database: Database) throws -> String {
        let row = try Row.fetchOne(
            database,
            sql: """
                SELECT run.host, run.process_id FROM recording JOIN run ON run.id = run_id
                WHERE recording.id = ?
                """, arguments: [recording.rawValue])
        guard let row else { return "another run" }
        let (host, process): (String, Int64) = (row["host"], row["process_id"])
        return "process \(process) on \(host)"
    }
}
