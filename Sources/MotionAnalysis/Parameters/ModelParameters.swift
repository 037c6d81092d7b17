/// How the background is remembered and compared with.
public struct ModelParameters: Sendable, Hashable, Codable {
    /// Smallest difference from the background that counts, in levels of luma, at sensitivity 0.5.
    public var leastDifference: Double
    /// Share of it that counts where the background is black; the whole from dim light on.
    public var darkShare: Double
    /// Luma of a scene's bright places from which the light is full: in less all contrasts are
    /// smaller, and with them the difference that counts.
    public var fullLightLuma: Double
    /// The same as a multiple of the measured noise.
    public var noiseMultiple: Double
    /// Seconds over which blinking of a pixel is averaged.
    public var blinkSeconds: Double
    /// Seconds that something unprotected must stay to become background.
    public var learningSeconds: Double
    /// Levels per second by which the background follows slow change.
    public var followLevelsPerSecond: Double
    /// Seconds between the frames in which restless ground is looked for, at first.
    public var restlessShortestSeconds: Double
    /// The same after a while.
    public var restlessLongestSeconds: Double
    /// Seconds without samples in which the background is made of the frames seen so far.
    public var coldStartSeconds: Double
    /// Seconds that a pixel must have shown the background in that time so that what covers it is
    /// no longer taken for a place that something has left.
    public var coldTrustSeconds: Double
    /// How fast ground grows that something has left: about as fast as things move off, in widths
    /// of the picture per second.
    public var groundWidthsPerSecond: Double
    /// A slope less than this is of ground, in levels over two pixels.
    public var groundLeastSlope: Double
    /// Blinking from which a place is known to sway, 0…255: about four changes within the time
    /// over which it is averaged. What passes once changes a pixel twice.
    public var swayLeastBlinking: Double
    /// Seconds for which frames that show nothing new may be left out.
    public var restingSeconds: Double
    /// Difference of the mean of a block of 16 × 16 pixels, or 8 × 8 in small pictures, up to
    /// which a frame shows nothing new, in whole levels.
    public var restingBlockDifference: Double
}
