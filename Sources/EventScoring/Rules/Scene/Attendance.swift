import Footage

/// Tells what stands in a place by itself from what is somebody, or a part of something, that came
/// and went there.
///
/// Of a large thing that stands, or of somebody who waits, often only parts differ from what is
/// behind, and they shift when he moves: no such part has the size of the thing. What they have in
/// common is that something moved to the place and its way ended there, or that it was there all
/// along.
struct Attendance {
    private let things: [SceneThing]
    private let aspect: Double
    /// From when and until when the place was watched.
    private let begin: Int64
    private let end: Int64

    /// How far apart in time a way's end and a change may be.
    private static let reach: Int64 = 6_000_000
    /// The time after something came in which whoever left it goes away.
    private static let firstTime: Int64 = 12_000_000
    /// The same before something went.
    private static let leadTime: Int64 = 8_000_000
    /// Share of the time in a place from which somebody was there all along.
    private static let mostAttended = 0.7
    /// How often larger the box of one thing may be than another of its own.
    private static let mostSizeRatio = 2.5

    init(_ things: [SceneThing], aspect: Double, watched: [Range<Int64>]) {
        self.things = things
        self.aspect = aspect
        begin = watched.first?.lowerBound ?? 0
        end = watched.last?.upperBound ?? 0
    }

    /// Whether what came was something that went there itself.
    ///
    /// - Parameter isCarried: whether a thing is brought along by another.
    func hasArrived(_ stand: StandingThing, isCarried: (Int) -> Bool) -> Bool {
        guard let came = stand.came else { return false }
        let until = stand.gone ?? stand.hidden ?? end
        let soon = min(until, came + Self.firstTime)
        if attended(stand.region, during: came..<max(soon, came + 1)) { return true }
        return things.indices.contains { index in
            let thing = things[index]
            guard thing.lastBox.covers(stand.region), thing.hasMoved(before: true, aspect),
                (came - Self.reach...max(came, until) + Self.reach).contains(thing.lastPoint),
                !isCarried(index)
            else { return false }
            // Who went off while it stayed was not it.
            return !things.contains { other in
                other.start > thing.start && other.start >= thing.lastPoint - Self.reach
                    && other.start < until - Self.reach && other != thing
                    && other.firstBox.covers(stand.region)
                    && other.firstBox.isAlike(thing.lastBox, within: Self.mostSizeRatio)
                    && other.hasMoved(before: false, aspect)
            }
        }
    }

    /// Whether what is gone went off itself.
    func hasDeparted(_ stand: StandingThing, isCarried: (Int) -> Bool) -> Bool {
        guard let gone = stand.gone else { return false }
        // Who was over the place for long while it could be seen is what was seen. Whoever takes a
        // thing hides it.
        let seen = max(stand.lastSeen ?? gone, 1)
        let lead = max(stand.came ?? 0, seen - Self.leadTime, begin)
        if attended(stand.region, during: min(lead, seen - 1)..<seen) { return true }
        // What somebody came to stand over is hidden.
        if attended(stand.region, during: gone..<gone + Self.firstTime) { return true }
        return things.indices.contains { index in
            let thing = things[index]
            guard thing.firstBox.covers(stand.region), thing.hasMoved(before: false, aspect),
                abs(thing.start - gone) <= Self.reach, !isCarried(index)
            else { return false }
            // Who came while it was there, and goes now, is not it.
            return !things.contains { other in
                other.lastPoint < thing.lastPoint && other != thing
                    && (thing.start - Self.longestVisit...thing.start + Self.reach)
                        .contains(other.lastPoint)
                    && other.lastPoint > (stand.came ?? .min) + Self.reach
                    && other.lastBox.covers(stand.region)
                    && other.lastBox.isAlike(thing.firstBox, within: Self.mostSizeRatio)
                    && other.hasMoved(before: true, aspect)
            }
        }
    }

    /// How long somebody who takes something may stand there without moving: who stood for longer
    /// is what went off.
    private static let longestVisit = TrackJoining.longestRest

    /// Whether one thing covered a place nearly all of a time.
    private func attended(_ place: Region, during range: Range<Int64>) -> Bool {
        things.contains { thing in
            guard thing.start < range.upperBound, thing.end > range.lowerBound else { return false }
            // Of somebody who stands nothing moves for seconds.
            let there = thing.times(gap: TrackJoining.longestRest) { $0.covers(place) }
                .common(with: [range])
            return Double(there.total) >= Self.mostAttended * Double(range.count)
        }
    }
}

extension Region {
    /// Whether something in this box may be what differs in a place, or have it as a part.
    func covers(_ place: Region) -> Bool {
        // A box is not exact to a tenth of its sides.
        let (left, right) = (x - 0.1 * width, x + 1.1 * width)
        let (above, below) = (y - 0.1 * height, y + 1.1 * height)
        let across = min(right, place.x + place.width) - max(left, place.x)
        let down = min(below, place.y + place.height) - max(above, place.y)
        guard across > 0, down > 0 else { return false }
        return overlap(place) >= 0.3 || across * down >= 0.8 * place.area
    }

    func isAlike(_ other: Region, within ratio: Double) -> Bool {
        max(area, other.area) <= ratio * min(area, other.area)
    }
}

extension SceneThing {
    var lastPoint: Int64 { points[points.count - 1].microseconds }
    var firstBox: Region { points[0].region }
    var lastBox: Region { points[points.count - 1].region }

    /// Whether it went at least half its own size before it ended, or after it began.
    func hasMoved(before isBefore: Bool, _ aspect: Double) -> Bool {
        let (here, way) = isBefore ? (lastBox, points.suffix(60)) : (firstBox, points.prefix(60))
        let size = (here.area * aspect).squareRoot()
        return way.contains { point in
            let (x, y) = (
                point.region.middle.x - here.middle.x,
                (point.region.middle.y - here.middle.y) * aspect
            )
            return x * x + y * y >= 0.25 * size * size
        }
    }
}
