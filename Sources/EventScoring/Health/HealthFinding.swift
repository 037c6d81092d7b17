public import Footage

/// A stretch of time in which a camera did not do its work.
public struct HealthFinding: Hashable, Sendable, Codable {
    public var kind: EventKind
    /// `start ..< end` in microseconds of the readings' timeline.
    public var startMicroseconds: Int64
    public var endMicroseconds: Int64
    /// A moment at which it shows.
    public var peakMicroseconds: Int64
    /// Whether it had not ended when the readings did.
    public var isOpen: Bool
    /// Of `moved`, where it could be told.
    public var movement: CameraMovement?

    public init(
        kind: EventKind, startMicroseconds: Int64, endMicroseconds: Int64,
        peakMicroseconds: Int64, isOpen: Bool, movement: CameraMovement? = nil
    ) {
        self.kind = kind
        self.startMicroseconds = startMicroseconds
        self.endMicroseconds = endMicroseconds
        self.peakMicroseconds = peakMicroseconds
        self.isOpen = isOpen
        self.movement = movement
    }
}

extension HealthFinding {
    /// No picture at all, in a recording or stream that goes on; `nil` if it was too short to count.
    ///
    /// - Parameters:
    ///   - range: from the last picture before to the first one after.
    ///   - origin: what is to be added to its times.
    public init?(lossOf range: MediaRange, origin: Int64 = 0, parameters: HealthParameters) {
        guard let hold = parameters.hold(.signalLost), range.duration.microseconds >= hold else {
            return nil
        }
        let start = origin + range.start.microseconds
        // Shown by the last picture that came.
        self.init(
            kind: .signalLost, startMicroseconds: start,
            endMicroseconds: start + range.duration.microseconds, peakMicroseconds: start,
            isOpen: false)
    }
}
