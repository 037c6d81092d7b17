import EventScoring
import Footage
import Foundation

/// Observations made by hand, and what a rule says of them.
struct RuleTrial {
    /// Wednesday 2026-12-02, 00:00 in Makassar (UTC+8).
    static let midnight: Int64 = 1_796_140_800_000_000

    var observations = FeedObservations(isWallClock: true, aspect: 0.5)
    var set = RuleSet(
        zones: [
            Zone(name: "jetty", polygon: .box(0.4, 0.3, 0.6, 0.9)),
            Zone(name: "gate", polygon: .box(0.0, 0.0, 0.2, 1)),
        ],
        lines: [
            Line(
                name: "quay",
                points: [NormalizedPoint(x: 0.5, y: 0), NormalizedPoint(x: 0.5, y: 1)],
                left: "water", right: "land")
        ],
        schedules: [
            Schedule(
                name: "night",
                windows: [
                    ScheduleWindow(
                        days: ScheduleDay.everyDay, from: .init(hour: 18, minute: 0)!,
                        to: .init(hour: 6, minute: 0)!)
                ]),
            Schedule(
                name: "patrol",
                windows: [
                    ScheduleWindow(
                        days: ScheduleDay.everyDay, from: .init(hour: 21, minute: 0)!,
                        to: .init(hour: 23, minute: 0)!)
                ]),
        ])
    var timeZone = TimeZone(identifier: "Asia/Makassar")!

    /// Seconds of the timeline, from midnight.
    static func time(_ seconds: Double) -> Int64 {
        midnight + Int64((seconds * 1_000_000).rounded())
    }

    /// Something goes evenly from one place to another; the places are of the middle of its foot.
    mutating func add(
        from: (x: Double, y: Double), to: (x: Double, y: Double), seconds: ClosedRange<Double>,
        width: Double = 0.04, height: Double = 0.2
    ) {
        let length = seconds.upperBound - seconds.lowerBound
        let points = stride(from: 0, through: length + 0.0001, by: 0.2).map { second in
            let share = length > 0 ? min(1, second / length) : 0
            let (x, y) = (from.x + share * (to.x - from.x), from.y + share * (to.y - from.y))
            return TrackPoint(
                microseconds: Self.time(seconds.lowerBound + second),
                region: Region(x: x - width / 2, y: y - height, width: width, height: height))
        }
        observations.tracks.append(ObservedTrack(points: points))
    }

    mutating func change(
        _ manner: LastingChange.Manner, at seconds: Double, before: Double? = nil, _ region: Region
    ) {
        observations.changes.append(
            ObservedChange(
                manner: manner, microseconds: Self.time(seconds),
                lastBeforeMicroseconds: Self.time(before ?? seconds - 1), region: region))
    }

    mutating func watch(_ seconds: ClosedRange<Double>) {
        observations.watched.append(
            Self.time(seconds.lowerBound)..<Self.time(seconds.upperBound))
    }

    mutating func rule(
        _ type: String, zones: [String] = [], lines: [String] = [], schedule: String? = nil,
        size: ObjectSize = ObjectSize(), parameters: [String: RuleValue] = [:]
    ) {
        set.rules.append(
            RuleDefinition(
                name: "my \(type) \(set.rules.count)", type: type, zones: zones, lines: lines,
                schedule: schedule, size: size, parameters: parameters))
    }

    var incidents: [IncidentDraft] {
        precondition(set.problems.isEmpty, "\(set.problems)")
        return RuleEngine(set, timeZone: timeZone).incidents(in: observations)
    }
}

extension IncidentDraft {
    /// Seconds after midnight.
    var start: Double { Double(startMicroseconds - RuleTrial.midnight) / 1_000_000 }
    var end: Double { Double(endMicroseconds - RuleTrial.midnight) / 1_000_000 }
}

extension Polygon {
    static func box(_ left: Double, _ top: Double, _ right: Double, _ bottom: Double) -> Polygon {
        Polygon(points: [
            NormalizedPoint(x: left, y: top), NormalizedPoint(x: right, y: top),
            NormalizedPoint(x: right, y: bottom), NormalizedPoint(x: left, y: bottom),
        ])
    }
}

extension RuleValue {
    static func seconds(_ seconds: Double) -> RuleValue { .duration(MediaTime(seconds: seconds)) }
}
