public import Footage
public import Foundation

/// How troubles with a camera are found in its readings: handed in by whoever knows the scoring, as
/// `EventRebuild` is.
public struct HealthTelling: Sendable {
    /// What is known of the camera from one recording.
    public struct Material: Sendable {
        /// In order of time.
        public var readings: [HealthReading]
        /// Where pictures came before and after, but none that could be decoded, or none at all.
        public var losses: [MediaRange]
        /// What is to be added to their times, in microseconds.
        public var origin: Int64
    }

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
    /// A pure function of the state after the recording before (`nil`: there is none) and of what is
    /// known from this one.
    public var find: @Sendable (Data?, Material) -> Result
    public var preRoll: MediaTime
    public var postRoll: MediaTime

    public init(
        parameters: String,
        find: @escaping @Sendable (Data?, Material) -> Result,
        preRoll: MediaTime = .zero, postRoll: MediaTime = .zero
    ) {
        self.parameters = parameters
        self.find = find
        self.preRoll = preRoll
        self.postRoll = postRoll
    }
}
