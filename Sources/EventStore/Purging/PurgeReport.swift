public import Footage

/// What is to be deleted because its time to be kept is over.
public struct PurgeRequest: Sendable, Hashable {
    /// What was recorded before this moment.
    public var before: WallTime
    /// Of one feed; `nil` for all.
    public var feed: FeedID?
    /// Only counts.
    public var isDryRun: Bool

    public init(before: WallTime, feed: FeedID? = nil, isDryRun: Bool = false) {
        self.before = before
        self.feed = feed
        self.isDryRun = isDryRun
    }
}

/// What was deleted, or would be.
public struct PurgeReport: Sendable, Hashable {
    /// Recordings of which anything was deleted.
    public var recordings = 0
    public var stretches = 0
    /// Events that are gone.
    public var events: Int { removedEvents.count }
    /// Events that reach over the moment, and have lost their beginning.
    public var eventsTrimmed: Int { touchedEvents.subtracting(removedEvents).count }
    public var segments = 0
    public var pictures = 0
    public var activityMinutes = 0
    /// Of pictures, boxes and activity.
    public var bytes: Int64 = 0
    /// Time of recordings whose results were deleted.
    public var media = MediaTime.zero
    /// Recordings of unknown clock that were judged by when their file was last written.
    public var byFileTime = 0
    /// Recordings that were left as they are, because a scan is at work on them.
    public var inUse: [RecordingID] = []
    /// Start of the first event that is left; `nil` if none of known clock is.
    public var earliestLeft: WallTime?
    /// Whether `progress` ended it before everything was deleted.
    public var wasStopped = false

    var removedEvents: Set<Int64> = []
    var touchedEvents: Set<Int64> = []

    public init() {}
}
