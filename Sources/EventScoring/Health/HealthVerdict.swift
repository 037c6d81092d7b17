public import Footage

/// What one reading says of the camera.
public enum HealthVerdict: Hashable, Sendable, Codable {
    case healthy
    /// Neither clearly well nor clearly out of order: counts for nothing.
    case unclear
    case fault(EventKind)
}
