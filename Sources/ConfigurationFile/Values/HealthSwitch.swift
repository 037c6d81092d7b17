public import EventScoring
public import Footage

/// Whether trouble of one kind with the camera is told, and how long it must last before.
public struct HealthSwitch: Hashable, Sendable {
    public var isOn: Bool
    /// `nil`: as long as is usual for its kind.
    public var hold: MediaTime?

    public init(isOn: Bool, hold: MediaTime? = nil) {
        self.isOn = isOn
        self.hold = hold
    }
}

extension HealthParameters {
    /// The standard ones, and what switches change of them.
    public init(_ switches: [EventKind: HealthSwitch]) {
        var holds = Self.standardHolds
        for (kind, health) in switches {
            let hold = health.hold?.seconds ?? holds[kind] ?? Self.usualHold
            holds[kind] = health.isOn ? hold : nil
        }
        self.init(holdSeconds: holds)
    }

    /// Of a kind that is not told unless it is switched on.
    private static let usualHold = 30.0
}
