public import Footage

/// Somebody who is told of events: where, of which events, how often.
public struct AlertDestination: Sendable {
    public enum Way: Sendable {
        case mqtt(MQTTSettings)
        case webhook(WebhookSettings)
    }

    /// The user's name of it.
    public var name: String
    public var way: Way
    public var filter: AlertFilter
    /// The shortest time between two messages about one event; `nil`: beginning and end only.
    public var updateInterval: MediaTime?
    public var picture: AlertPicture

    public init(
        name: String, way: Way, filter: AlertFilter = AlertFilter(),
        updateInterval: MediaTime? = MediaTime(seconds: 10), picture: AlertPicture = .none
    ) {
        self.name = name
        self.way = way
        self.filter = filter
        self.updateInterval = updateInterval
        self.picture = picture
    }
}

/// How much of people leaves this machine. Raw values are the names in configurations.
public enum AlertPicture: String, Sendable, CaseIterable {
    case none = "off"
    /// Whatever moves is pixelated, privacy masks are painted over.
    case pixelated
    /// Privacy masks are painted over.
    case clear
}
