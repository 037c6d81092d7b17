import Footage

/// Something that stood in a place that was empty before or after.
struct StandingThing: Hashable {
    var region: Region
    /// The first moment that showed it; `nil`: it was there before.
    var came: Int64?
    /// The last moment that showed the empty place before it came.
    var lastEmpty: Int64?
    /// The last moment that showed it; `nil`: it was still there.
    var lastSeen: Int64?
    /// The first moment that showed the empty place after it was gone.
    var gone: Int64?
    /// When something else came to stand in its place: whether it is still there cannot be seen.
    var hidden: Int64?
    /// Whether something of its size moved to this place as it came: it went there itself.
    var hasArrived = false
    /// Whether something of its size moved off from this place as it went.
    var hasDeparted = false

    /// How much two boxes of the same place have in common at least.
    private static let leastOverlap = 0.4

    /// Pairs what has come with what has gone from the same place afterwards.
    static func all(from changes: [ObservedChange]) -> [StandingThing] {
        let ordered = once(changes.sorted(by: precedes))
        var things: [StandingThing] = []
        for change in ordered {
            switch change.manner {
            case .came:
                for index in things.indices
                where things[index].isOpen && change.region.covers(things[index].region) {
                    things[index].hidden = change.lastBeforeMicroseconds
                }
                things.append(
                    StandingThing(
                        region: change.region, came: change.microseconds,
                        lastEmpty: change.lastBeforeMicroseconds))
            case .gone:
                let index = things.lastIndex {
                    $0.isOpen && $0.region.overlap(change.region) >= leastOverlap
                }
                let came = things.filter { $0.isOpen && change.region.covers($0.region) }
                    .compactMap(\.came).min()
                // What came as several parts may go as a whole.
                for part in things.indices
                where things[part].isOpen
                    && (part == index || change.region.covers(things[part].region))
                {
                    things[part].gone = change.microseconds
                    things[part].lastSeen = change.lastBeforeMicroseconds
                }
                if index == nil {
                    things.append(
                        StandingThing(
                            region: change.region, came: came,
                            lastSeen: change.lastBeforeMicroseconds, gone: change.microseconds))
                }
            }
        }
        return things
    }

    private var isOpen: Bool { gone == nil && hidden == nil }

    /// Two stretches may tell of one change that happened near the seam between them: each knows it
    /// between two pictures, and what both say is closer.
    private static func once(_ changes: [ObservedChange]) -> [ObservedChange] {
        var found: [ObservedChange] = []
        for change in changes {
            let same = found.lastIndex {
                $0.region.share(of: change.region) >= leastOverlap
                    && change.microseconds - $0.microseconds <= longestDoubt
            }
            guard let same, isOne(found[same], change) else {
                found.append(change)
                continue
            }
            let doubt = found[same].microseconds - found[same].lastBeforeMicroseconds
            if change.microseconds - change.lastBeforeMicroseconds < doubt {
                found[same].region = change.region
                found[same].manner = change.manner
            }
            found[same].lastBeforeMicroseconds = min(
                max(found[same].lastBeforeMicroseconds, change.lastBeforeMicroseconds),
                found[same].microseconds)
        }
        return found
    }

    /// What comes or goes lasts: if one stretch says that a thing came and another that it went, at
    /// nearly the same time, the edges on the ground left one of them in doubt.
    private static func isOne(_ one: ObservedChange, _ other: ObservedChange) -> Bool {
        one.manner == other.manner
            || other.microseconds - one.microseconds < leastLength
                && one.region.overlap(other.region) >= leastOverlap
    }

    private static let leastLength: Int64 = 4_000_000
    /// How far apart in time two stretches may tell of one change.
    private static let longestDoubt: Int64 = 15_000_000

    private static func precedes(_ one: ObservedChange, _ other: ObservedChange) -> Bool {
        if one.microseconds != other.microseconds { return one.microseconds < other.microseconds }
        let (left, right) = (one.region, other.region)
        return (left.x, left.y, left.width, left.height)
            < (right.x, right.y, right.width, right.height)
    }
}
