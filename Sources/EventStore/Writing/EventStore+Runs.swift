import Foundation

extension EventStore {
    /// Notes that a run of the program begins; every recording and stretch refers to its run.
    public func startRun(_ description: RunDescription) throws(EventStoreError) -> RunID {
        try write("storing the run") { transaction in
            try transaction.execute(
                """
                INSERT INTO run (uuid, started_us, version, kernel_level, settings_digest,
                    settings, host, process_id)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    transaction.newUUID(), transaction.now.microsecondsUTC, description.version,
                    description.kernelLevel, description.settingsDigest, description.settingsJSON,
                    ProcessInfo.processInfo.hostName,
                    Int64(ProcessInfo.processInfo.processIdentifier),
                ])
            return RunID(rawValue: transaction.database.lastInsertedRowID)
        }
    }

    /// Notes that a run ended by itself. A run without an end was killed, or is still at work.
    public func finishRun(_ run: RunID) throws(EventStoreError) {
        try write("storing the end of the run") { transaction in
            try transaction.execute(
                "UPDATE run SET finished_us = ? WHERE id = ?",
                [transaction.now.microsecondsUTC, run.rawValue])
        }
    }
}
