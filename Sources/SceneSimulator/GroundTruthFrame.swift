public import Footage

/// What is where in one frame, to the pixel.
public struct GroundTruthFrame: Sendable {
    /// One object's pixels.
    public struct Box: Hashable, Sendable {
        /// The actor's id.
        public var object: Int
        public var kind: ActorKind
        /// Smallest rectangle round the visible pixels, 0…1 of the picture.
        public var region: Region
        /// Pixels of `labels` that bear the id.
        public var pixels: Int
    }

    /// Label of ground that lies in an actor's hard shadow.
    public static let shadowLabel: UInt8 = 255

    public var frame: Int
    public var time: MediaTime
    /// The picture's size: 0 nothing, 1…250 the id of the actor that is seen there (nearest to the
    /// camera), `shadowLabel` a shadow. An actor is labelled from its first movement on: what
    /// stands in the first frame and never moved is background.
    public var labels: Plane
    /// One per actor with visible pixels, in order of id.
    public var boxes: [Box]

    /// The mask as CDnet 2014 writes it: 0 static, 50 hard shadow, 255 moving.
    public func changeDetectionMask() -> Plane {
        let mask = Plane(size: labels.size)
        for index in labels.bytes.indices {
            let label = labels.bytes[index]
            mask.bytes[index] = label == 0 ? 0 : label == Self.shadowLabel ? 50 : 255
        }
        return mask
    }
}
