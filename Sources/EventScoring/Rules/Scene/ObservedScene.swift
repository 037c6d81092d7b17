import Footage

/// What was seen of a feed, put together: the things that moved through it, and those that stood.
struct ObservedScene {
    let isWallClock: Bool
    let aspect: Double
    /// By start.
    let things: [SceneThing]
    /// What came to stand or went away and is none of the things that moved.
    let standing: [StandingThing]
    /// When every frame was analysed.
    let watched: [Range<Int64>]

    /// How far a thing that stands is followed for its end.
    static let longestStand: Int64 = 1_800_000_000

    init(_ observations: FeedObservations) {
        isWallClock = observations.isWallClock
        aspect = observations.aspect
        watched = observations.watched
        var moving = TrackJoining(aspect: aspect).things(of: observations.tracks)
        var standing = StandingThing.all(from: observations.changes)
        Self.connect(&standing, with: &moving, aspect: aspect, until: watched.last?.upperBound)
        things = moving.sorted {
            ($0.start, $0.points[0].region.x, $0.points[0].region.y)
                < ($1.start, $1.points[0].region.x, $1.points[0].region.y)
        }
        self.standing = standing
    }

    /// Gives things that moved to a place, and stood there, the time in which they stood; and joins
    /// them with what moved off from there.
    private static func connect(
        _ standing: inout [StandingThing], with moving: inout [SceneThing], aspect: Double,
        until end: Int64?
    ) {
        guard !standing.isEmpty else { return }
        var absorbed: Set<Int> = []
        for index in standing.indices {
            let stand = standing[index]
            let arrival = stand.came.flatMap { came in
                best(moving.indices) {
                    absorbed.contains($0) ? nil : moving[$0].arrival(at: stand.region, came, aspect)
                }
            }
            let departure = stand.gone.flatMap { gone in
                best(moving.indices) {
                    absorbed.contains($0)
                        ? nil
                        : moving[$0].departure(from: stand.region, gone, aspect)
                }
            }
            standing[index].hasArrived = arrival != nil
            standing[index].hasDeparted = departure != nil
            guard let arrival, let came = stand.came else { continue }
            let last = moving[arrival].points[moving[arrival].points.count - 1].microseconds
            let seen = stand.lastSeen ?? end ?? came
            let from = min(last, came)
            let until = min(seen, from + longestStand)
            if from < until {
                moving[arrival].rests.append(.init(range: from..<until, region: stand.region))
            }
            // What went off there later is the same thing.
            if let departure, departure != arrival, moving[departure].start >= from {
                moving[arrival].points += moving[departure].points
                moving[arrival].rests += moving[departure].rests
                absorbed.insert(departure)
            }
        }
        for index in absorbed.sorted(by: >) { moving.remove(at: index) }
    }

    /// The index with the least cost; the first among equals.
    private static func best(_ indices: Range<Int>, cost: (Int) -> Double?) -> Int? {
        var found: (index: Int, cost: Double)?
        for index in indices {
            guard let cost = cost(index) else { continue }
            if found.map({ cost < $0.cost }) ?? true { found = (index, cost) }
        }
        return found?.index
    }
}

extension SceneThing {
    private static let reach: Int64 = 6_000_000
    /// How much boxes of one thing in one place have in common at least.
    private static let leastOverlap = 0.3
    /// How often larger one box of a thing may be than another.
    private static let mostSizeRatio = 2.2

    /// How badly its last way fits one that ended in a place; `nil` where it does not.
    ///
    /// Of somebody who sets a thing down the box is larger than the thing, and moves on; the thing
    /// itself came off it and has no way of its own.
    func arrival(at place: Region, _ time: Int64, _ aspect: Double) -> Double? {
        guard abs(points[points.count - 1].microseconds - time) <= Self.reach else { return nil }
        return fit(points.suffix(40), last: points[points.count - 1], place, aspect)
    }

    /// How badly its first way fits one that began in a place; `nil` where it does not.
    func departure(from place: Region, _ time: Int64, _ aspect: Double) -> Double? {
        guard abs(points[0].microseconds - time) <= Self.reach else { return nil }
        return fit(points.prefix(40), last: points[0], place, aspect)
    }

    private func fit(
        _ way: ArraySlice<TrackPoint>, last: TrackPoint, _ place: Region, _ aspect: Double
    ) -> Double? {
        let overlap = last.region.overlap(place)
        guard overlap >= Self.leastOverlap else { return nil }
        let size = max((place.area * aspect).squareRoot(), 1e-6)
        // It was of this size when it was elsewhere: at least its own size away.
        let elsewhere = way.filter {
            let (x, y) = (
                $0.region.middle.x - place.middle.x,
                ($0.region.middle.y - place.middle.y) * aspect
            )
            return (x * x + y * y).squareRoot() >= size
        }
        guard !elsewhere.isEmpty else { return nil }
        let areas = elsewhere.map(\.region.area).sorted()
        let ratio = areas[areas.count / 2] / max(place.area, 1e-9)
        guard ratio <= Self.mostSizeRatio, ratio >= 1 / Self.mostSizeRatio else { return nil }
        return 1 - overlap
    }
}
