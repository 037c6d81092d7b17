public import Footage

/// Everything that a synthetic scene is made of: what the camera sees, what disturbs it and who
/// comes and goes.
///
/// A description and its seed say every pixel of every frame; nothing else does. Positions are
/// shares of the picture (`x` of its width, `y` of its height, origin at the top left), times are
/// seconds from the first frame.
public struct SceneDescription: Codable, Hashable, Sendable {
    /// Frames a second as a fraction, so that 30000/1001 is exact.
    public struct FrameRate: Codable, Hashable, Sendable {
        public var numerator: Int
        public var denominator: Int

        public init(_ numerator: Int, per denominator: Int = 1) {
            self.numerator = numerator
            self.denominator = denominator
        }

        public var framesPerSecond: Double { Double(numerator) / Double(denominator) }
    }

    /// The catalogue name, or any name of the caller's own.
    public var name: String
    /// One line for a person.
    public var summary: String
    public var width: Int
    public var height: Int
    public var frameRate: FrameRate
    public var durationSeconds: Double
    /// Drives layout, texture and every chance in the scene.
    public var seed: UInt64
    public var background: BackgroundKind
    /// The light in which the scene begins.
    public var light: LightKind
    /// What an on-screen clock shows at the first frame: seconds since 2000-01-01T00:00:00, in the
    /// recorder's own time.
    public var clockStartSeconds: Int
    public var grain: SensorGrain
    public var disturbances: [Disturbance]
    public var actors: [Actor]
    /// Where nothing may be; `nil`: nowhere.
    public var zones: [SceneZone]?
    /// What is not to be crossed, or not the wrong way; `nil`: nothing.
    public var lines: [SceneLine]?
    /// When somebody has to come; `nil`: nobody has to.
    public var rounds: [SceneRound]?

    public init(
        name: String, summary: String = "", size: FrameSize, frameRate: FrameRate,
        durationSeconds: Double, seed: UInt64, background: BackgroundKind, light: LightKind,
        clockStartSeconds: Int = 848_000_000, grain: SensorGrain = SensorGrain(sigma: 1.5),
        disturbances: [Disturbance] = [], actors: [Actor] = []
    ) {
        self.name = name
        self.summary = summary
        width = size.width
        height = size.height
        self.frameRate = frameRate
        self.durationSeconds = durationSeconds
        self.seed = seed
        self.background = background
        self.light = light
        self.clockStartSeconds = clockStartSeconds
        self.grain = grain
        self.disturbances = disturbances
        self.actors = actors
    }

    public var size: FrameSize { FrameSize(width: width, height: height) }

    /// Whole frames in the scene, at least one.
    public var frameCount: Int {
        max(1, Int((durationSeconds * frameRate.framesPerSecond).rounded()))
    }

    /// Presentation time of a frame, counted from 0, to the nearest microsecond.
    public func time(ofFrame frame: Int) -> MediaTime {
        let scaled = Int64(frame) * Int64(frameRate.denominator) * 2_000_000
        return MediaTime(
            microseconds: (scaled / Int64(frameRate.numerator) + 1) / 2)
    }

    func seconds(ofFrame frame: Int) -> Double {
        Double(frame) * Double(frameRate.denominator) / Double(frameRate.numerator)
    }
}

/// What the camera looks at.
public enum BackgroundKind: String, Codable, Sendable, CaseIterable {
    /// A paved yard before a brick wall with a gate and windows.
    case yard
    /// Water with a far shore and a jetty of planks.
    case harbour
    /// An indoor corridor in perspective, with doors.
    case corridor
    /// A two-lane road with verges.
    case road
    /// Grass and a path under trees; the trees can sway.
    case park
}

/// The light that a scene is seen in.
public enum LightKind: String, Codable, Sendable, CaseIterable {
    case day
    /// Lit by a few lamps, in colour.
    case lamps
    /// Lit by the camera's own infrared lamp: grey, bright in the middle, dark at the rim.
    case infrared
}

/// Noise of the sensor: it differs from frame to frame and grows with brightness.
public struct SensorGrain: Codable, Hashable, Sendable {
    /// Standard deviation at mid grey, in luma steps of 0…255.
    public var sigma: Double
    /// Share of the deviation that comes in blotches of 2×2 pixels, 0…1, as from a camera that
    /// enlarges or denoises its picture.
    public var blotchShare: Double

    public init(sigma: Double, blotchShare: Double = 0.4) {
        self.sigma = sigma
        self.blotchShare = blotchShare
    }
}
