import Footage

/// The places that things have left lately: what comes to rest elsewhere with their shades is one
/// of them.
struct LeftPlaces {
    private var places: [(shades: Rearrangement, time: MediaTime)] = []
    /// More are not looked for.
    private static let largestCount = 8

    mutating func forgetAll() { places.removeAll() }

    mutating func add(_ shades: Rearrangement, at time: MediaTime) {
        if places.count == Self.largestCount { places.removeFirst() }
        places.append((shades, time))
    }

    /// How little of its own a thing brings, by itself or with a place that was left at most
    /// `seconds` ago.
    func newShare(of thing: Rearrangement, within seconds: Double, of time: MediaTime) -> Double {
        var least = thing.newShare
        for place in places where (time - place.time).seconds <= seconds {
            var both = place.shades
            both += thing
            least = min(least, both.newShare)
        }
        return least
    }
}
