public import Footage

/// How incidents are found in what was observed of a feed: handed in by whoever knows the rules,
/// as `EventRebuild` is.
public struct IncidentTelling: Sendable {
    /// How far apart in time, in microseconds, observations may be and still matter to each other.
    public var reachMicroseconds: Int64
    /// How long after a lasting change what follows still matters to it.
    public var changeReachMicroseconds: Int64
    /// Ranges of the wall clock that touch a range and must be looked at as a whole.
    public var wholes: @Sendable (Range<Int64>) -> [Range<Int64>]
    /// A pure function: the same observations give the same incidents.
    public var incidents: @Sendable (FeedObservations) -> [IncidentDraft]
    public var preRoll: MediaTime
    public var postRoll: MediaTime

    public init(
        reachMicroseconds: Int64, changeReachMicroseconds: Int64,
        wholes: @escaping @Sendable (Range<Int64>) -> [Range<Int64>],
        incidents: @escaping @Sendable (FeedObservations) -> [IncidentDraft],
        preRoll: MediaTime = .zero, postRoll: MediaTime = .zero
    ) {
        self.reachMicroseconds = reachMicroseconds
        self.changeReachMicroseconds = changeReachMicroseconds
        self.wholes = wholes
        self.incidents = incidents
        self.preRoll = preRoll
        self.postRoll = postRoll
    }
}
