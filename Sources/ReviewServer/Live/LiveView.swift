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
    /// A metric as Prometheus knows it.
    public struct Metric: Sendable {
        public struct Sample: Sendable {
            /// What is added to the name: `_bucket` of a histogram, say.
            public var suffix: String
            public var labels: [(String, String)]
            public var value: String

            public init(suffix: String = "", labels: [(String, String)], value: String) {
                self.suffix = suffix
                self.labels = labels
                self.value = value
            }
        }

        public var name: String
        /// `gauge`, `counter` or `histogram`.
        public var type: String
        public var help: String
        public var samples: [Sample]

        public init(name: String, type: String, help: String, samples: [Sample]) {
            self.name = name
            self.type = type
            self.help = help
            self.samples = samples
        }
    }

    /// What is measured of the feeds.
    public var metrics: @Sendable () -> [Metric]

    public init(
        picture: @escaping @Sendable (FeedID) -> Picture?,
        feed: @escaping @Sendable (FeedID) -> Feed?,
        metrics: @escaping @Sendable () -> [Metric]
    ) {
        self.picture = picture
        self.feed = feed
        self.metrics = metrics
    }
}
