import Footage

/// A view that is seen instead of the camera's own, and may become it.
struct ViewCandidate: Codable, Hashable {
    private(set) var view = ViewReference()
    private var since: Int64?

    init() {}

    mutating func forget() { since = nil }

    /// Takes a reading that does not show the camera's own view.
    ///
    /// - Returns: whether the same other view has been seen for as long as `acceptance`.
    mutating func add(_ reading: HealthReading, at time: Int64, acceptance: Int64) -> Bool {
        let isSame =
            !view.isKnown
            || EdgeAgreement(EdgePlanes(reading.view), on: view.edges).share
                >= Self.sameShare * max(Self.leastAgreement, view.agreement)
        guard let since, isSame else {
            view = ViewReference()
            view.learn(reading)
            self.since = time
            return false
        }
        view.learn(reading)
        return time - since >= acceptance && view.isKnown
    }

    private static let sameShare = 0.6
    private static let leastAgreement = 0.3
}
