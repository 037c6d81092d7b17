import Foundation
import GRDB

extension EventStore {
    /// Notes that the file of a recording was moved. Entered in the audit log.
    ///
    /// - Parameter found: what lies at the new place, its fingerprint made as the scan makes it.
    /// - Throws: `otherFile` if that is not the file that was scanned, or the recording has no
    ///   fingerprint to tell it by; `pathTaken` if another recording is known there.
    public func relocate(
        _ recording: RecordingID, to found: RecordingIdentity, by actor: String
    ) throws(EventStoreError) -> RecordingRecord {
        try write("relocating recording \(recording.rawValue)") { transaction in
            let row = try Row.fetchOne(
                transaction.database, sql: "SELECT * FROM recording WHERE id = ?",
                arguments: [recording.rawValue])
            guard let row else {
                throw EventStoreError.unknownRecording(path: path, id: recording.rawValue)
            }
            let known = RecordingIdentity(row)
            if let reason = found.difference(from: known) {
                throw EventStoreError.otherFile(
                    path: path, recording: recording.rawValue, file: found.path, reason: reason)
            }
            let other = try Int64.fetchOne(
                transaction.database, sql: "SELECT id FROM recording WHERE path = ? AND id <> ?",
                arguments: [found.path, recording.rawValue])
            if let other {
                throw EventStoreError.pathTaken(path: path, recording: other, file: found.path)
            }
            try transaction.execute(
                "UPDATE recording SET path = ?, modified_us = ? WHERE id = ?",
                [found.path, found.modifiedMicroseconds, recording.rawValue])
            try transaction.audit(
                .recordingRelocated, by: actor,
                subject: [
                    "recording": .number(recording.rawValue), "from": .text(known.path),
                    "to": .text(found.path),
                ])
            transaction.publish(.recording(uuid: row["uuid"]))
            guard
                let record = try RecordingRecord.fetch(recording, from: transaction.database)
            else {
                throw EventStoreError.unknownRecording(path: path, id: recording.rawValue)
            }
            return record
        }
    }
}

extension RecordingIdentity {
    /// Why it cannot be the same file as `known`; `nil` if it is.
    fileprivate func difference(from known: RecordingIdentity) -> String? {
        guard sizeBytes == known.sizeBytes else {
            return "it has \(sizeBytes) bytes instead of \(known.sizeBytes)"
        }
        guard let expected = known.fingerprint else {
            return "the recording could not be read when it was scanned"
        }
        guard let fingerprint else { return "it cannot be read" }
        return fingerprint == expected ? nil : "its content is another"
    }
}
