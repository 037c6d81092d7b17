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
