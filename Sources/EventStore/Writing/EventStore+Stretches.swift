import Foundation
import GRDB

extension EventStore {
    /// Stores what the index of a claimed recording tells and how it will be cut; everything that
    /// is not yet looked at is `pending` from now on.
    ///
    /// The stretches must follow each other without gap from zero to the recording's duration.
    ///
    /// - Returns: ordinals of the stretches that are done already. If the recording was cut
    ///   differently before, or its clock was another, nothing is.
    public func begin(
        _ recording: RecordingID, facts: RecordingFacts, stretches: [PlannedStretch],
        rebuild: EventRebuild
    ) throws(EventStoreError) -> Set<Int> {
        precondition(claims?.holds(recording.rawValue) == true, "claim a recording first")
        return try write("beginning recording \(recording.rawValue)") { transaction in
            let beginning = RecordingBeginning(
                recording: recording, facts: facts, stretches: stretches, rebuild: rebuild)
            return try beginning.run(in: &transaction)
        }
    }

    /// Stores a stretch: all of it, and the events that it changes, in one transaction. It takes the
    /// place of a provisional outcome; an event lives on in what comes where it was. A stretch that
    /// is done already is left as it is.
    public func commit(
        _ outcome: StretchOutcome, of recording: RecordingID, rebuild: EventRebuild
    ) throws(EventStoreError) {
        precondition(claims?.holds(recording.rawValue) == true, "claim a recording first")
        try write("storing stretch \(outcome.ordinal) of recording \(recording.rawValue)") {
            transaction in
            try StretchCommit(outcome: outcome, recording: recording, rebuild: rebuild)
                .run(in: &transaction)
        }
    }

    /// Lets the stretches of which only the key frames were looked at count as done, except some.
    public func settleForKeyFrames(
        _ recording: RecordingID, except kept: Set<Int> = []
    ) throws(EventStoreError) {
        precondition(claims?.holds(recording.rawValue) == true, "claim a recording first")
        try write("ending with the key frames of recording \(recording.rawValue)") { transaction in
            try KeyFrameStretches(recording: recording.rawValue)
                .settle(except: kept, in: &transaction)
        }
    }

    /// Whether any stretch counts as done of which only the key frames were looked at.
    public func isSettledForKeyFrames(_ recording: RecordingID) throws(EventStoreError) -> Bool {
        try read("reading what key frames gave") { database in
            try KeyFrameStretches(recording: recording.rawValue).areSettled(in: database)
        }
    }

    /// The stretches that wait to be decoded and whose key frames were looked at: the motion
    /// integral that was found in each, in ppm · µs.
    public func surveyed(_ recording: RecordingID) throws(EventStoreError) -> [Int: Int64] {
        try read("reading what key frames gave") { database in
            try KeyFrameStretches(recording: recording.rawValue).motion(in: database)
        }
    }

    /// Ends the work on a recording and gives up its claim, whether or not this succeeds.
    ///
    /// - Parameter error: why it is only partly analysed, for a person; `nil` if it is whole.
    public func finish(
        _ recording: RecordingID, status: RecordingStatus, error: String? = nil
    ) throws(EventStoreError) {
        defer { release(recording) }
        try setStatus(status, error: error, of: recording)
    }

    /// Ends the work on a recording in which nothing could be looked at, and gives up its claim.
    public func refuse(_ recording: RecordingID, error: String) throws(EventStoreError) {
        try finish(recording, status: .refused, error: error)
    }

    private func setStatus(
        _ status: RecordingStatus, error: String?, of recording: RecordingID
    ) throws(EventStoreError) {
        try write("storing the status of recording \(recording.rawValue)") { transaction in
            let uuid = try String.fetchOne(
                transaction.database, sql: "SELECT uuid FROM recording WHERE id = ?",
                arguments: [recording.rawValue])
            guard let uuid else {
                throw EventStoreError.unknownRecording(path: path, id: recording.rawValue)
            }
            try transaction.execute(
                "UPDATE recording SET status = ?, error = ? WHERE id = ?",
                [status.rawValue, error, recording.rawValue])
            transaction.publish(.recording(uuid: uuid))
        }
    }
}
