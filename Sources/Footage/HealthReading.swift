/// What one frame of a period tells of the state of its camera.
///
/// A stretch gives one for every period of some seconds that begins in it. What they mean is told
/// from many of them in the order of time.
public struct HealthReading: Hashable, Sendable {
    /// Presentation time of the frame that was measured, the first of its period.
    public var time: MediaTime
    /// Until when frames followed that it speaks for.
    public var end: MediaTime
    public var light: PictureLight
    /// How steep the strongest edges are for their height: 0…1023, about 256 where they are as
    /// sharp as pixels allow, 64 where they are spread over many. 0: there are none to tell by.
    public var sharpness: Int
    /// What has changed since the frame that was measured before; `nil` for the first of a stretch.
    public var change: PictureChange?
    public var view: ViewSignature
    /// Whether the view is that of the reading before: what has changed since is no more than what
    /// moves in a scene, and was not measured.
    public var isViewKept: Bool
    /// Width by height of the stored picture as it is displayed, in thousandths.
    public var aspectPermille: Int

    public init(
        time: MediaTime, end: MediaTime, light: PictureLight, sharpness: Int,
        change: PictureChange?, view: ViewSignature,
        isViewKept: Bool = false, aspectPermille: Int = 1778
    ) {
        self.time = time
        self.end = end
        self.light = light
        self.sharpness = sharpness
        self.change = change
        self.view = view
        self.isViewKept = isViewKept
        self.aspectPermille = aspectPermille
    }
}

/// The light of a picture, by the means of its cells without those at the upper and lower edge,
/// where text is burnt in.
public struct PictureLight: Hashable, Sendable, Codable {
    /// Mean, and the levels below which 2 %, 50 % and 98 % of the cells are, 0…255 luma.
    public var mean: UInt8
    public var low: UInt8
    public var middle: UInt8
    public var high: UInt8
    /// Cells that are white all over, in thousandths.
    public var whitePermille: Int
    /// Mean distance of chroma from neutral, in sixteenths of a level.
    public var colour: Int
    /// Largest distance from neutral of any sample that was looked at, in levels.
    public var strongestColour: UInt8

    public init(
        mean: UInt8, low: UInt8, middle: UInt8, high: UInt8, whitePermille: Int, colour: Int,
        strongestColour: UInt8
    ) {
        self.mean = mean
        self.low = low
        self.middle = middle
        self.high = high
        self.whitePermille = whitePermille
        self.colour = colour
        self.strongestColour = strongestColour
    }
}

/// How a picture differs from one of some seconds before.
public struct PictureChange: Hashable, Sendable, Codable {
    /// Mean of |difference|, in 1/256 of a luma level.
    public var mean: Int
    /// Samples that changed by more than noise of a codec does.
    public var jumps: Int
    /// Key frames between the two, the later one included.
    public var keyFrames: Int

    public init(mean: Int, jumps: Int, keyFrames: Int) {
        self.mean = mean
        self.jumps = jumps
        self.keyFrames = keyFrames
    }
}
