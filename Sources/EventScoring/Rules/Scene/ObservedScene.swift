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
        Self.connect(&standing, with: &moving, aspect: aspect, watched: watched)
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
        watched: [Range<Int64>]
    ) {
        guard !standing.isEmpty else { return }
        let end = watched.last?.upperBound
        var absorbed: Set<Int> = []
        var arrivals: [(time: Int64, box: Region)] = []
        var departures: [(time: Int64, box: Region)] = []
        let company = Company(moving)
        for index in standing.indices {
            let stand = standing[index]
            let arrival = stand.came.flatMap { came in
                best(moving.indices) {
                    absorbed.contains($0) || company.brings($0)
                        ? nil : moving[$0].arrival(at: stand.region, came, aspect)
                }
            }
            let departure = stand.gone.flatMap { gone in
                best(moving.indices) {
                    absorbed.contains($0) || company.takes($0)
                        ? nil : moving[$0].departure(from: stand.region, gone, aspect)
                }
            }
            standing[index].hasArrived = arrival != nil
            standing[index].hasDeparted = departure != nil
            if let arrival, let came = stand.came {
                arrivals.append((came, moving[arrival].lastBox))
            }
            if let departure, let gone = stand.gone {
                departures.append((gone, moving[departure].points[0].region))
            }
            guard let arrival, let came = stand.came else { continue }
            let last = moving[arrival].points[moving[arrival].points.count - 1].microseconds
            let seen = stand.lastSeen ?? stand.hidden ?? end ?? came
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
        let attendance = Attendance(moving, aspect: aspect, watched: watched)
        // Of a large thing several parts may differ from what is behind it.
        for index in standing.indices {
            let stand = standing[index]
            if let came = stand.came, !stand.hasArrived {
                standing[index].hasArrived =
                    arrivals.contains { stand.isPart(of: $0, at: came) }
                    || attendance.hasArrived(stand, isCarried: company.brings)
            }
            if let gone = stand.gone, !stand.hasDeparted {
                standing[index].hasDeparted =
                    departures.contains { stand.isPart(of: $0, at: gone) }
                    || attendance.hasDeparted(stand, isCarried: company.takes)
            }
        }
        Self.settleParts(&standing, until: end ?? 0)
        for index in absorbed.sorted(by: >) { moving.remove(at: index) }
    }

    /// Somebody who stands shifts: what comes and goes meanwhile within his outline is a part of him,
    /// unless it stays when he is gone.
    private static func settleParts(_ standing: inout [StandingThing], until end: Int64) {
        let wholes = standing.filter { $0.hasArrived && $0.came != nil }
        guard !wholes.isEmpty else { return }
        for index in standing.indices {
            let stand = standing[index]
            for whole in wholes where whole != stand && whole.region.covers(stand.region) {
                guard let arrived = whole.came, let time = stand.came ?? stand.gone else {
                    continue
                }
                let left = whole.gone ?? whole.hidden ?? end
                guard (arrived - shift...max(arrived, left) + shift).contains(time) else {
                    continue
                }
                if stand.came != nil, (stand.gone ?? stand.hidden ?? end) <= left + shift {
                    standing[index].hasArrived = true
                }
                standing[index].hasDeparted = true
            }
        }
    }

    /// How far apart in time the parts of one thing may come and go.
    private static let shift: Int64 = 6_000_000

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

extension StandingThing {
    /// Whether it is a part of something that came or went at about the same time.
    fileprivate func isPart(of thing: (time: Int64, box: Region), at time: Int64) -> Bool {
        abs(thing.time - time) <= 4_000_000 && thing.box.share(of: region) >= 0.8
    }
}

extension SceneThing {
    private static let reach: Int64 = 6_000_000
    /// How much boxes of one thing in one place have in common at least.
    private static let leastOverlap = 0.3
    /// The same as a share of the place, where it is but a part of the thing.
    private static let leastShare = 0.8
    /// How often larger, and smaller, the box of a thing may be than its place.
    private static let mostSizeRatio = 3.5
    private static let leastSizeRatio = 2.2

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
        // Of a large thing only a part may differ from what was behind it.
        let overlap = last.region.overlap(place)
        guard overlap >= Self.leastOverlap || last.region.share(of: place) >= Self.leastShare else {
            return nil
        }
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
        guard ratio <= Self.mostSizeRatio, ratio >= 1 / Self.leastSizeRatio else { return nil }
        return 1 - overlap
    }
}
