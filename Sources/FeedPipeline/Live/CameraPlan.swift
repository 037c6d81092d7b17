public import Footage
public import VideoDecoding

/// Where the pictures of a camera come from.
public struct CameraSource: Hashable, Sendable {
    public var address: LiveAddress
    public var settings: LiveSettings

    public init(address: LiveAddress, settings: LiveSettings = LiveSettings()) {
        self.address = address
        self.settings = settings
    }
}

/// Where clips go and how much of them is kept.
public struct ClipPlan: Hashable, Sendable {
    /// Absolute; each feed gets a folder in it.
    public var folder: String
    /// A longer event goes on in another file.
    public var longest = MediaTime(seconds: 600)
    /// Of packets that are kept for what comes before an event, for each camera.
    public var mostBytesHeld = 32_000_000

    public init(folder: String) { self.folder = folder }
}

/// How one camera is watched.
public struct CameraPlan: Sendable {
    /// Of the feed.
    public var name: String
    /// What is analysed: the sub stream, where the camera has one.
    public var source: CameraSource
    /// What clips are taken from; `nil`: what is analysed.
    public var clipSource: CameraSource?
    public var settings: FeedSettings
    /// Where the machine cannot keep up, cameras of higher numbers give way first.
    public var priority: Int
    /// `nil`: no clips.
    public var clips: ClipPlan?
    /// Compared where a configuration is read again: a camera whose text is the same goes on.
    public var fingerprint: String

    public init(
        name: String, source: CameraSource, clipSource: CameraSource? = nil,
        settings: FeedSettings, priority: Int = 5, clips: ClipPlan? = nil, fingerprint: String
    ) {
        self.name = name
        self.source = source
        self.clipSource = clipSource
        self.settings = settings
        self.priority = priority
        self.clips = clips
        self.fingerprint = fingerprint
    }
}
