/// What is done while the light changes.
public struct LightParameters: Sendable, Hashable, Codable {
    /// Seconds for which nothing is reported after the whole picture changed.
    public var settlingSeconds: Double
}
