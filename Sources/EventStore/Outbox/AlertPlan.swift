public import Footage

/// What is told outside of the writes of one store: of which feeds, to which destinations.
public struct AlertPlan: Sendable {
    /// Somebody who is told of events.
    public struct Destination: Sendable {
        /// Names its entries in the outbox, also after a restart.
        public var name: String
        /// The shortest time between two messages about one event that goes on; `nil`: its beginning
        /// and its end only.
        public var updateInterval: MediaTime?
        /// Whether an event is told at all. Once it was, it is told to its end.
        public var wants: @Sendable (AlertFacts) -> Bool

        public init(
            name: String, updateInterval: MediaTime?,
            wants: @escaping @Sendable (AlertFacts) -> Bool = { _ in true }
        ) {
            self.name = name
            self.updateInterval = updateInterval
            self.wants = wants
        }
    }

    public var destinations: [Destination]
    /// Feeds that are watched live. Of all others nothing is told.
    public var feeds: Set<FeedID>
    /// Whether what only key frames gave is told before it was looked at in full.
    public var tellsProvisional: Bool
    /// Called after a commit with the destinations for which something was queued, on the thread
    /// that wrote.
    public var onQueued: @Sendable (Set<String>) -> Void

    public init(
        destinations: [Destination], feeds: Set<FeedID>, tellsProvisional: Bool = false,
        onQueued: @escaping @Sendable (Set<String>) -> Void = { _ in }
    ) {
        self.destinations = destinations
        self.feeds = feeds
        self.tellsProvisional = tellsProvisional
        self.onQueued = onQueued
    }
}

extension EventStore {
    /// States what is told of the writes of this store from now on; `nil`: nothing. The writes of
    /// other processes, and of other stores of this one, are not told.
    public func setAlertPlan(_ plan: AlertPlan?) { alertPlan.withLock { $0 = plan } }
}

/// How much may wait for one destination.
public struct OutboxLimits: Sendable, Hashable {
    /// Messages that wait.
    public var mostWaiting: Int
    public var longestWait: MediaTime

    public init(
        mostWaiting: Int = 10_000, longestWait: MediaTime = MediaTime(seconds: 7 * 86_400)
    ) {
        self.mostWaiting = mostWaiting
        self.longestWait = longestWait
    }
}
