/// Something that lasts has come into the scene or has gone from it: pictures from before and
/// from after the moment differ, each for seconds, and not by light alone.
public struct LastingChange: Hashable, Sendable {
    /// Told by the edges around the place: they are those of the later picture, or of the earlier.
    /// Raw values are the names in the database.
    public enum Manner: String, Sendable, CaseIterable {
        case came, gone
    }

    public var manner: Manner
    /// The first moment that showed what lasted afterwards, in media time.
    public var time: MediaTime
    /// The last moment that showed what had lasted before.
    public var lastBefore: MediaTime
    /// 0…1 of the displayed picture.
    public var region: Region
    /// Changed pixels in parts per million of the picture.
    public var sharePPM: Int

    public init(
        manner: Manner, time: MediaTime, lastBefore: MediaTime, region: Region, sharePPM: Int
    ) {
        self.manner = manner
        self.time = time
        self.lastBefore = lastBefore
        self.region = region
        self.sharePPM = sharePPM
    }
}
