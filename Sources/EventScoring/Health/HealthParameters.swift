public import Footage

/// Which troubles with a camera are told, and how long each must have lasted.
public struct HealthParameters: Sendable, Hashable, Codable {
    /// How long a fault of each kind must last. One that is missing is not told.
    public var holdSeconds: [EventKind: Double]
    /// A camera that has been well for so long is well again.
    public var recoverySeconds = 6.0
    /// A view that has lasted for so long is the camera's view from then on.
    public var acceptanceSeconds = 600.0

    /// What is told where nothing else is stated.
    public static let standardHolds: [EventKind: Double] = [
        // Longer than a lorry that waits.
        .covered: 30, .dark: 30, .infraredFailed: 30, .moved: 26,
        // Longer than headlights shine into a lens.
        .blinded: 20,
        .defocused: 16, .frozen: 16, .signalLost: 6,
    ]

    public init(holdSeconds: [EventKind: Double] = HealthParameters.standardHolds) {
        self.holdSeconds = holdSeconds
    }

    /// In microseconds; `nil`: the kind is not told.
    func hold(_ kind: EventKind) -> Int64? {
        holdSeconds[kind].map { MediaTime(seconds: $0).microseconds }
    }
}
