import EventStore
import Footage

/// Where in the picture something moves, over the time of a recording, with room to spare: what a
/// viewer who may not see people must not see.
///
/// Boxes are stored at most five times a second, and only of what moves. So each counts for a while
/// before and after, one thing is followed over gaps, and what stops inside the picture stays hidden
/// for some time. Seconds with motion are also hidden by the cells of their activity grid.
struct HiddenPlaces: Sendable {
    /// What is hidden at one moment.
    enum Extent: Equatable {
        case regions([Region])
        /// Nothing is known of what moves: all of the picture.
        case everything
    }

    private struct Stay {
        var start: MediaTime
        var end: MediaTime
        var region: Region
    }

    private var stays: [Stay] = []
    /// Stretches in which all boxes are known, ascending.
    private var known: [MediaRange] = []
    /// Moments with more things than are stored.
    private var crowded: [MediaRange] = []

    /// Boxes of one moment are stored up to this many.
    static let storedBoxes = 16
    /// A box counts for this long before and after its moment.
    static let hold = MediaTime(seconds: 0.7)
    /// A thing that is not seen to leave the picture may still stand there.
    static let lingering = MediaTime(seconds: 8)
    static let appearing = MediaTime(seconds: 2)
    /// A thing that is found again after at most this long was there in between.
    static let longestGap = MediaTime(seconds: 12)
    /// Growth on each side, as a share of the box, and at least of the picture.
    static let growth = 0.15
    static let leastGrowth = 0.01

    /// - Parameters:
    ///   - runs: boxes of each run of motion.
    ///   - coverage: what was looked at, and how.
    init(runs: [[TimedBoxes]], activity: [ActivityRecord], coverage: [CoverageSpan]) {
        known = coverage.filter { $0.state == .analysed }.map(\.range)
        for run in runs { add(run) }
        for record in activity { add(record) }
    }

    private mutating func add(_ run: [TimedBoxes]) {
        var sightings: [Int: [(time: MediaTime, region: Region)]] = [:]
        for moment in run {
            if moment.boxes.count >= Self.storedBoxes {
                crowded.append(
                    MediaRange(start: moment.time - Self.hold, end: moment.time + Self.hold))
            }
            for box in moment.boxes {
                stay(box.region, from: moment.time - Self.hold, until: moment.time + Self.hold)
                if box.track != 0 {
                    sightings[box.track, default: []].append((moment.time, box.region))
                }
            }
        }
        for track in sightings.values { follow(track) }
    }

    private mutating func follow(_ track: [(time: MediaTime, region: Region)]) {
        for (left, right) in zip(track, track.dropFirst())
        where right.time - left.time > Self.hold && right.time - left.time <= Self.longestGap {
            stay(left.region.union(right.region), from: left.time, until: right.time)
        }
        if let first = track.first {
            stay(first.region, from: first.time - Self.appearing, until: first.time)
        }
        if let last = track.last, !Self.touchesBorder(last.region) {
            stay(last.region, from: last.time, until: last.time + Self.lingering)
        }
    }

    private static func touchesBorder(_ region: Region) -> Bool {
        let margin = 0.015
        return region.x < margin || region.y < margin || region.x + region.width > 1 - margin
            || region.y + region.height > 1 - margin
    }

    private mutating func add(_ record: ActivityRecord) {
        let start = MediaTime(seconds: Double(record.second)) - Self.hold
        let end = MediaTime(seconds: Double(record.second) + 1) + Self.hold
        for row in 0..<ActivityGrid.rows {
            var column = 0
            while column < ActivityGrid.columns {
                let first = column
                while column < ActivityGrid.columns,
                    record.grid.cells[row * ActivityGrid.columns + column] > 0
                {
                    column += 1
                }
                if column > first {
                    let cell = Region(
                        x: Double(first) / Double(ActivityGrid.columns),
                        y: Double(row) / Double(ActivityGrid.rows),
                        width: Double(column - first) / Double(ActivityGrid.columns),
                        height: 1 / Double(ActivityGrid.rows))
                    stays.append(Stay(start: start, end: end, region: cell))
                }
                column += 1
            }
        }
    }

    private mutating func stay(_ region: Region, from start: MediaTime, until end: MediaTime) {
        let across = max(region.width * Self.growth, Self.leastGrowth)
        let down = max(region.height * Self.growth, Self.leastGrowth)
        stays.append(
            Stay(
                start: start, end: end,
                region: Region(
                    x: region.x - across, y: region.y - down, width: region.width + 2 * across,
                    height: region.height + 2 * down)))
    }

    /// The same, with times that are counted from another moment.
    func counted(from offset: MediaTime) -> HiddenPlaces {
        func moved(_ range: MediaRange) -> MediaRange {
            MediaRange(start: range.start - offset, end: range.end - offset)
        }
        var places = self
        for index in places.stays.indices {
            places.stays[index].start = stays[index].start - offset
            places.stays[index].end = stays[index].end - offset
        }
        places.known = known.map(moved)
        places.crowded = crowded.map(moved)
        return places
    }

    /// What is hidden in a picture that is shown at `time`.
    func extent(at time: MediaTime) -> Extent {
        guard known.contains(where: { $0.contains(time) }),
            !crowded.contains(where: { $0.contains(time) })
        else { return .everything }
        return .regions(
            stays.compactMap { $0.start <= time && time <= $0.end ? $0.region : nil })
    }

    /// Changes with everything that is hidden.
    var digest: UInt64 {
        var digest = KeyDigest()
        for stay in stays {
            digest.add(stay.start.microseconds)
            digest.add(stay.end.microseconds)
            digest.add(stay.region)
        }
        for range in known + crowded {
            digest.add(range.start.microseconds)
            digest.add(range.end.microseconds)
        }
        return digest.value
    }
}
