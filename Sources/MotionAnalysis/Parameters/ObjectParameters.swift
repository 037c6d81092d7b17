/// What makes a thing one that moves, that rests, or that was never there.
public struct ObjectParameters: Sendable, Hashable, Codable {
    /// Seconds after which something that has appeared counts as motion.
    public var confirmationSeconds: Double
    /// Seconds for which a confirmed thing may be unseen before it is forgotten.
    public var lostSeconds: Double
    /// Seconds without any change inside it after which a thing is no longer in motion.
    public var stillSeconds: Double
    /// Seconds without any change inside it after which a thing becomes background.
    public var absorptionSeconds: Double
    /// Seconds that something which came off a thing must have stood to be one itself.
    public var leftSeconds: Double
    /// Seconds without any motion in the picture after which a thing that was only moved becomes
    /// background.
    public var movedSeconds: Double
    /// Share of its difference from the background, 0…1, up to which a thing brings so little of its
    /// own that it was only moved.
    public var movedNewShare: Double
    /// Seconds over which a ghost must look like one before it becomes background.
    public var ghostSeconds: Double
    /// Share of the picture from which a thing counts without having gone anywhere.
    public var largeBlobShare: Double
    /// Share of the picture's diagonal that a small thing must travel to count.
    public var leastTravelShare: Double
}
