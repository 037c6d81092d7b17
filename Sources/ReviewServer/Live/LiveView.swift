public import EventStore
public import Footage

/// What the feeds show that the same process watches: asked for at every moment, never stored here.
public struct LiveView: Sendable {
    /// A picture as a camera showed it, before anything is hidden.
    public struct Picture: Sendable {
        public var jpeg: [UInt8]
        /// When it arrived.
        public var wall: WallTime

        public init(jpeg: [UInt8], wall: WallTime) {
            self.jpeg = jpeg
            self.wall = wall
        }
    }

    /// How a feed is at this moment.
    public struct Feed: Sendable {
        public var isMoving: Bool
        /// What moves, 0…1 of the picture as it is shown.
        public var boxes: [Region]

        public init(isMoving: Bool, boxes: [Region]) {
            self.isMoving = isMoving
            self.boxes = boxes
        }
    }

    /// `nil`: the feed is not watched, or has shown nothing yet. Blocks.
    public var picture: @Sendable (FeedID) -> Picture?
    /// `nil`: the feed is not watched. Blocks.
    public var feed: @Sendable (FeedID) -> Feed?
    /// More metrics, in the text format of Prometheus.
    public var metrics: @Sendable () -> String

    public init(
        picture: @escaping @Sendable (FeedID) -> Picture?,
        feed: @escaping @Sendable (FeedID) -> Feed?,
        metrics: @escaping @Sendable () -> String
    ) {
        self.picture = picture
        self.feed = feed
        self.metrics = metrics
    }
}
