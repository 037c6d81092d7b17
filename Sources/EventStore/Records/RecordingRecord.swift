public import Footage

/// What tells one file from another, before it is opened.
public struct RecordingIdentity: Sendable, Hashable {
    /// Absolute path; for an image sequence its pattern.
    public var path: String
    public var sizeBytes: Int64
    /// Last modification, microseconds UTC.
    public var modifiedMicroseconds: Int64
    /// Digest of enough of the content to recognise the file after it was moved; `nil` if it could
    /// not be read.
    public var fingerprint: String?

    public init(
        path: String, sizeBytes: Int64, modifiedMicroseconds: Int64, fingerprint: String? = nil
    ) {
        self.path = path
        self.sizeBytes = sizeBytes
        self.modifiedMicroseconds = modifiedMicroseconds
        self.fingerprint = fingerprint
    }
}

/// What the index of a recording tells.
public struct RecordingFacts: Sendable, Hashable {
    public var container: String
    public var codec: String
    /// Pixels as stored, before rotation and aspect correction.
    public var storedSize: FrameSize
    public var sampleAspectNumerator: Int
    public var sampleAspectDenominator: Int
    public var orientation: Orientation
    public var isInterlaced: Bool
    public var pixelFormat: String
    /// What the container says; `nil` if nothing. Never used to compute times.
    public var nominalFramesPerSecond: Double?
    public var duration: MediaTime
    /// Wall clock of media time zero; `nil` if unknown.
    public var start: WallTime?
    public var clockSource: ClockSource
    /// Why the stream's timestamps were not used as they are; `nil` if they were.
    public var timestampsRebuilt: String?
    /// What else was found, a sentence each.
    public var findings: [String]

    public init(
        container: String, codec: String, storedSize: FrameSize, sampleAspectNumerator: Int = 1,
        sampleAspectDenominator: Int = 1, orientation: Orientation = .upright,
        isInterlaced: Bool = false, pixelFormat: String = "", nominalFramesPerSecond: Double? = nil,
        duration: MediaTime, start: WallTime? = nil, clockSource: ClockSource = .unknown,
        timestampsRebuilt: String? = nil, findings: [String] = []
    ) {
        self.container = container
        self.codec = codec
        self.storedSize = storedSize
        self.sampleAspectNumerator = sampleAspectNumerator
        self.sampleAspectDenominator = sampleAspectDenominator
        self.orientation = orientation
        self.isInterlaced = isInterlaced
        self.pixelFormat = pixelFormat
        self.nominalFramesPerSecond = nominalFramesPerSecond
        self.duration = duration
        self.start = start
        self.clockSource = clockSource
        self.timestampsRebuilt = timestampsRebuilt
        self.findings = findings
    }
}

/// How far the work on a recording is. Raw values are the names in the database.
public enum RecordingStatus: String, Sendable, CaseIterable {
    /// Known, not begun.
    case pending
    /// Begun, not ended: a scan is at work, or was stopped.
    case scanning
    /// Everything was looked at.
    case analysed
    /// Ended, but something could not be looked at: see its coverage.
    case partial
    /// Nothing could be looked at: see its error.
    case refused
}

/// One recording as stored.
public struct RecordingRecord: Sendable, Hashable {
    public var id: RecordingID
    public var uuid: String
    public var feed: FeedID
    public var feedName: String
    public var feedTimeZone: String
    public var identity: RecordingIdentity
    public var status: RecordingStatus
    /// Why it was refused or only partly analysed, for a person.
    public var error: String?
    /// `nil` until the recording was indexed.
    public var facts: RecordingFacts?
    /// Frames analysed so far.
    public var frames: Int
    /// Events that touch it.
    public var events: Int
    /// Digest of the settings it was (or is being) analysed with.
    public var settingsDigest: String?
}
