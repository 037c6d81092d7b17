public import Footage
public import Foundation

/// How troubles with a camera are found in its readings: handed in by whoever knows the scoring, as
/// `EventRebuild` is.
public struct HealthTelling: Sendable {
    /// What was found in the readings of one recording.
    public struct Result: Sendable {
        /// What the readings of the next recording go on from.
        public var state: Data
        /// What ended in the recording, and what had not ended with it, wherever it began.
        public var drafts: [HealthDraft]

        public init(state: Data, drafts: [HealthDraft]) {
            self.state = state
            self.drafts = drafts
        }
    }

    /// Names the parameters: what was told with others is told anew.
    public var parameters: String
    /// A pure function of the state after the recording before (`nil`: there is none), the readings
    /// in order of time, and what is to be added to their times.
    public var find: @Sendable (Data?, [HealthReading], Int64) -> Result
    public var preRoll: MediaTime
    public var postRoll: MediaTime

    public init(
        parameters: String,
        find: @escaping @Sendable (Data?, [HealthReading], Int64) -> Result,
        preRoll: MediaTime = .zero, postRoll: MediaTime = .zero
    ) {
        self.parameters = parameters
        self.find = find
        self.preRoll = preRoll
        self.postRoll = postRoll
    }
}
