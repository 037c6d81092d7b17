/// What was seen of one feed on a part of its timeline: all that incident rules know.
///
/// Times are microseconds of the timeline: the wall clock, or the media time of one recording
/// whose clock is unknown. The order of the lists says nothing of the order in which anything was
/// analysed.
public struct FeedObservations: Hashable, Sendable {
    /// Whether the timeline is the wall clock, so that schedules can be asked.
    public var isWallClock: Bool
    /// Height of the displayed picture divided by its width.
    public var aspect: Double
    /// By the time of their first point.
    public var tracks: [ObservedTrack]
    /// By time.
    public var changes: [ObservedChange]
    /// When every frame was analysed, ascending, without overlap.
    public var watched: [Range<Int64>]

    public init(
        isWallClock: Bool, aspect: Double, tracks: [ObservedTrack] = [],
        changes: [ObservedChange] = [], watched: [Range<Int64>] = []
    ) {
        self.isWallClock = isWallClock
        self.aspect = aspect
        self.tracks = tracks
        self.changes = changes
        self.watched = watched
    }
}

/// One moving thing within one stretch of a recording.
public struct ObservedTrack: Hashable, Sendable {
    /// In order of time, at least one.
    public var points: [TrackPoint]

    public init(points: [TrackPoint]) { self.points = points }
}

/// Where a thing was at one moment of the timeline.
public struct TrackPoint: Hashable, Sendable {
    public var microseconds: Int64
    /// 0…1 of the displayed picture.
    public var region: Region

    public init(microseconds: Int64, region: Region) {
        self.microseconds = microseconds
        self.region = region
    }
}

/// A `LastingChange` on the timeline.
public struct ObservedChange: Hashable, Sendable {
    public var manner: LastingChange.Manner
    public var microseconds: Int64
    public var lastBeforeMicroseconds: Int64
    /// 0…1 of the displayed picture.
    public var region: Region

    public init(
        manner: LastingChange.Manner, microseconds: Int64, lastBeforeMicroseconds: Int64,
        region: Region
    ) {
        self.manner = manner
        self.microseconds = microseconds
        self.lastBeforeMicroseconds = lastBeforeMicroseconds
        self.region = region
    }
}
