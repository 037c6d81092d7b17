public import EventScoring
public import Footage

/// Who is told of events of live feeds, and how.
public struct AlertConfiguration: Hashable, Sendable {
    /// Where people open the review, for links; without a slash at its end.
    public var reviewAddress: String?
    /// What waits longer, or beyond so many, is dropped; `nil`: as is usual.
    public var longestWait: MediaTime?
    public var mostWaiting: Int?
    /// Whether what only key frames gave is told.
    public var tellsKeyFrames: Bool
    /// As the file lists them.
    public var destinations: [AlertDestinationConfiguration]

    public init(
        reviewAddress: String? = nil, longestWait: MediaTime? = nil, mostWaiting: Int? = nil,
        tellsKeyFrames: Bool = false, destinations: [AlertDestinationConfiguration] = []
    ) {
        self.reviewAddress = reviewAddress
        self.longestWait = longestWait
        self.mostWaiting = mostWaiting
        self.tellsKeyFrames = tellsKeyFrames
        self.destinations = destinations
    }
}

/// Somebody who is told of events.
public struct AlertDestinationConfiguration: Hashable, Sendable {
    public enum Way: Hashable, Sendable {
        case mqtt(MQTTConfiguration)
        case webhook(WebhookConfiguration)
    }

    /// How often is told that an event goes on.
    public enum Updates: Hashable, Sendable {
        case none
        case every(MediaTime)
    }

    public var name: String
    public var way: Way
    /// Empty: of all feeds.
    public var feeds: [String] = []
    /// Empty: of all kinds.
    public var kinds: Set<EventKind> = []
    /// `nil`: as is usual.
    public var severity: Severity?
    public var schedule: Schedule?
    public var updates: Updates?
    /// `pixelated` or `clear`; `nil`: no pictures.
    public var picture: String?

    public init(name: String, way: Way) {
        self.name = name
        self.way = way
    }
}

/// A broker. `nil`: as is usual.
public struct MQTTConfiguration: Hashable, Sendable {
    public struct Protection: Hashable, Sendable {
        public var authority: String?
        public var certificate: String?
        public var key: String?

        public init() {}
    }

    public enum Discovery: Hashable, Sendable {
        case off
        case prefix(String)
    }

    public var host: String
    public var port: Int?
    public var protection: Protection?
    public var user: SecretText?
    public var password: SecretText?
    public var clientID: String?
    public var prefix: String?
    public var discovery: Discovery?
    public var statisticsInterval: MediaTime?
    public var isPictureInMessage = false
    public var timeout: MediaTime?

    public init(host: String) { self.host = host }
}

/// An address to which messages are posted. `nil`: as is usual.
public struct WebhookConfiguration: Hashable, Sendable {
    public var address: SecretText
    public var secret: SecretText?
    public var headers: [String: SecretText] = [:]
    public var authority: String?
    public var timeout: MediaTime?

    public init(address: SecretText) { self.address = address }
}
