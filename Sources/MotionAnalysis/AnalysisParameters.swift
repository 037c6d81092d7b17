/// Everything that can be set in the motion model, in seconds and shares of the picture.
///
/// The same values hold for every camera and frame rate; what differs between scenes (noise,
/// light, blinking) is measured.
public struct AnalysisParameters: Sendable, Hashable {
    /// How little is reported, 0…1: thresholds of difference and of size fall as it rises.
    public var sensitivity: Double = 0.5

    /// Seconds after which something that has appeared counts as motion.
    public var confirmationSeconds: Double = 0.4
    /// Seconds for which a confirmed thing may be unseen before it is forgotten.
    public var lostSeconds: Double = 1.0
    /// Seconds without any change inside it after which a thing is no longer in motion.
    public var stillSeconds: Double = 2.0
    /// Seconds without any change inside it after which a thing becomes background.
    public var absorptionSeconds: Double = 20
    /// Seconds over which a ghost must look like one before it becomes background.
    public var ghostSeconds: Double = 0.3
    /// Seconds for which nothing is reported after the whole picture changed.
    public var settlingSeconds: Double = 0.8

    /// Share of the picture below which a group of foreground pixels is noise.
    public var leastBlobShare: Double = 0.0001
    /// Share of the picture from which a thing counts without having gone anywhere.
    public var largeBlobShare: Double = 0.004
    /// Share of the picture's diagonal that a small thing must travel to count.
    public var leastTravelShare: Double = 0.02
    /// Share of the picture up to which a hole in a thing is filled.
    public var largestHoleShare: Double = 0.003

    /// Smallest difference from the background that counts, in levels of luma, at sensitivity 0.5.
    public var leastDifference: Double = 10
    /// The same as a multiple of the measured noise.
    public var noiseMultiple: Double = 3
    /// Votes in a 7 × 7 window that make a pixel foreground, as a share of its 49 pixels; a pixel
    /// twice as different as needed has two votes.
    public var voteShare: Double = 0.95
    /// Seconds over which blinking of a pixel is averaged.
    public var blinkSeconds: Double = 4
    /// Seconds that something unprotected must stay to become background.
    public var learningSeconds: Double = 4
    /// Levels per second by which the background follows slow change.
    public var followLevelsPerSecond: Double = 6
    /// Largest shake that is compensated, as a share of the picture's width.
    public var largestShakeShare: Double = 0.0125

    /// Seconds for which a thing that is not confirmed may still turn out to be motion.
    public var youngSeconds: Double { 4 * confirmationSeconds }

    public init() {}
    public init(sensitivity: Double) { self.sensitivity = min(max(sensitivity, 0), 1) }
}
