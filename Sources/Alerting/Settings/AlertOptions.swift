public import EventStore
public import Footage
import Foundation

/// What holds for all destinations.
public struct AlertOptions: Sendable {
    /// Where people open the review, without a slash at its end; `nil`: messages have no link.
    public var reviewAddress: String?
    public var limits: OutboxLimits
    /// Whether what only key frames gave is told before it was looked at in full.
    public var tellsProvisional: Bool
    /// Names the program to those who are told.
    public var version: String

    public init(
        reviewAddress: String? = nil, limits: OutboxLimits = OutboxLimits(),
        tellsProvisional: Bool = false, version: String = "0"
    ) {
        self.reviewAddress = reviewAddress
        self.limits = limits
        self.tellsProvisional = tellsProvisional
        self.version = version
    }
}

/// What alerting asks of its surroundings.
public struct AlertSurroundings: Sendable {
    /// What time it is; the store's clock should be the same.
    public var now: @Sendable () -> WallTime
    /// 0 ..< 1.
    public var random: @Sendable () -> Double
    /// One line for the log, never a secret.
    public var say: @Sendable (AlertNotice) -> Void
    /// JPEG of an event, with privacy applied; `nil`: there is none.
    public var picture: @Sendable (AlertFacts, AlertPicture) -> [UInt8]?

    public init(
        now: @escaping @Sendable () -> WallTime = EventStore.systemClock,
        random: @escaping @Sendable () -> Double = { Double.random(in: 0..<1) },
        say: @escaping @Sendable (AlertNotice) -> Void = { _ in },
        picture: @escaping @Sendable (AlertFacts, AlertPicture) -> [UInt8]? = { _, _ in nil }
    ) {
        self.now = now
        self.random = random
        self.say = say
        self.picture = picture
    }
}

/// Something that an operator should know of a destination.
public struct AlertNotice: Sendable, Hashable {
    public enum Severity: String, Sendable {
        case info, warning, error
    }

    public var severity: Severity
    public var destination: String
    public var text: String

    public init(_ severity: Severity, _ destination: String, _ text: String) {
        self.severity = severity
        self.destination = destination
        self.text = text
    }

    /// `alerts: room: the broker at …`
    public var line: String { "alerts: \(destination): \(text)" }
}
