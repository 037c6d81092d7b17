/// What is done while the light changes.
public struct LightParameters: Sendable, Hashable, Codable {
    /// Seconds for which nothing is reported after the whole picture changed.
    public var settlingSeconds: Double
    /// Seconds that a background must have held for it to be remembered when the light changes.
    public var memorySeconds: Double
}
