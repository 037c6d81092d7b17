public import EventStore
public import Footage

/// How a watched camera is, at one moment.
public struct CameraStatus: Sendable {
    public enum State: String, Sendable {
        case connecting, watching
        /// It cannot be watched now, and is tried again.
        case waiting
        case stopped
    }

    public var name: String
    public var feed: FeedID
    public var state = State.connecting
    /// Since when it is in this state.
    public var since: WallTime
    /// Why it is not watched, or what else is wrong; without any secret.
    public var problem: String?
    public var retryAt: WallTime?
    /// Why no clips are kept.
    public var clipProblem: String?
    /// Why nothing can be stored.
    public var storeProblem: String?
    public var codec = ""
    public var size = FrameSize(width: 0, height: 0)
    public var level = LiveLevel.everyFrame
    /// Since it began to be watched.
    public var counts = CameraCounts()
    /// Pictures that wait for their turn, and how many seconds the oldest has waited.
    public var waitingPictures = 0
    public var waitingSeconds = 0.0
    public var lastPicture: WallTime?
    public var isMoving = false
    public var motionPPM = 0
    /// What moves, 0…1 of the picture as it is shown.
    public var boxes: [Region] = []

    public init(name: String, feed: FeedID, since: WallTime) {
        self.name = name
        self.feed = feed
        self.since = since
    }
}

/// What was counted of a watched camera since it began to be watched.
public struct CameraCounts: Sendable {
    /// Packets of the video, which are its pictures.
    public var arrived = 0
    public var analysed = 0
    /// Left out because the machine could not keep up.
    public var dropped = 0
    /// Known to be lost on the way.
    public var lost = 0
    public var damaged = 0
    public var decodeErrors = 0
    /// Connections after the first.
    public var reconnects = 0
    public var bytes: Int64 = 0
    public var clips = 0
    /// Stretches that could not be stored for an hour and were given up.
    public var lostStretches = 0
    public var suppressed = SuppressorCounts()
    /// From a picture's arrival to the end of its analysis, pictures by the first of
    /// `delayBounds` that is no less.
    public var delays = [Int](repeating: 0, count: CameraCounts.delayBounds.count + 1)
    public var delaySum = 0.0

    /// Seconds.
    public static let delayBounds = [0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 4]

    public init() {}

    mutating func add(delay seconds: Double) {
        let bound = Self.delayBounds.firstIndex { seconds <= $0 } ?? Self.delayBounds.count
        delays[bound] += 1
        delaySum += seconds
    }
}
