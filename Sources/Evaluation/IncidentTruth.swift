import EventScoring
public import Footage

/// An incident that really happens in a recording.
public struct IncidentTruth: Sendable, Hashable {
    public var kind: EventKind
    public var range: MediaRange
    /// The zone or the line; `nil`: the whole picture.
    public var place: String?
    /// Which way the line is crossed.
    public var direction: String?

    public init(
        kind: EventKind, range: MediaRange, place: String? = nil, direction: String? = nil
    ) {
        self.kind = kind
        self.range = range
        self.place = place
        self.direction = direction
    }

    /// What has to be equal for a detected incident to stand for a true one.
    struct Key: Hashable {
        var kind: EventKind
        var place: String?
        var direction: String?
    }

    var key: Key { Key(kind: kind, place: place, direction: direction) }
}

/// A line of the truth, and which way across it is right.
struct TrueLine: Decodable, Hashable {
    var name: String
    var points: [NormalizedPoint]
    var allowed: String?
}

/// Minutes of the recording in which somebody has to come to a zone.
struct TrueRound: Decodable, Hashable {
    var zone: String
    var startMinute: Int
    var endMinute: Int

    enum CodingKeys: String, CodingKey {
        case zone
        case startMinute = "start_minute"
        case endMinute = "end_minute"
    }

    /// The same by the clock, of a recording that begins at midnight.
    var window: ScheduleWindow? {
        func clock(_ minute: Int) -> ClockTime? {
            ClockTime(hour: minute / 60, minute: minute % 60)
        }
        guard let from = clock(startMinute), let to = clock(endMinute) else { return nil }
        return ScheduleWindow(days: ScheduleDay.everyDay, from: from, to: to)
    }
}

extension RuleSet {
    /// The rules that find what a truth tells of, with its own lengths of time: see
    /// `docs/how-to/measure-accuracy.md`.
    ///
    /// Things left and removed are looked for everywhere; who loiters and what has stopped only
    /// where the truth says so, as it does not say so of everything that stands.
    init(
        zones: [Zone], lines: [TrueLine], rounds: [TrueRound] = [], kinds: Set<EventKind>
    ) {
        func seconds(_ seconds: Double) -> RuleValue { .duration(MediaTime(seconds: seconds)) }
        var rules = zones.map {
            RuleDefinition(name: "intrusion \($0.name)", type: "intrusion", zones: [$0.name])
        }
        for line in lines {
            rules.append(
                RuleDefinition(
                    name: "crossing \(line.name)", type: "line_crossing", lines: [line.name]))
            guard let allowed = line.allowed else { continue }
            rules.append(
                RuleDefinition(
                    name: "wrong way \(line.name)", type: "wrong_way", lines: [line.name],
                    parameters: ["allowed": .choice(allowed)]))
        }
        var schedules: [Schedule] = []
        for zone in zones {
            let windows = rounds.filter { $0.zone == zone.name }.compactMap(\.window)
            guard !windows.isEmpty else { continue }
            schedules.append(Schedule(name: "rounds \(zone.name)", windows: windows))
            rules.append(
                RuleDefinition(
                    name: "absence \(zone.name)", type: "absence", zones: [zone.name],
                    schedule: "rounds \(zone.name)"))
        }
        if kinds.contains(.loitering) {
            rules.append(
                RuleDefinition(
                    name: "loitering", type: "loitering",
                    parameters: ["longer_than": seconds(30)]))
        }
        if kinds.contains(.stopped) {
            rules.append(
                RuleDefinition(
                    name: "stopped", type: "stopped", parameters: ["longer_than": seconds(10)]))
        }
        rules.append(
            RuleDefinition(
                name: "left", type: "object_left", parameters: ["longer_than": seconds(5)]))
        rules.append(
            RuleDefinition(
                name: "removed", type: "object_removed", parameters: ["longer_than": seconds(5)]))
        self.init(
            zones: zones, lines: lines.map { Line(name: $0.name, points: $0.points) },
            schedules: schedules, rules: rules)
    }
}

/// Detected incidents compared with the true ones, kind by kind.
struct IncidentMatching {
    private(set) var scores: [EventKind: EventScore] = [:]

    /// Only kinds for which there was a rule are compared: a truth knows more than a rule was
    /// asked for.
    init(
        truth: [IncidentTruth], found: [IncidentTruth], kinds: Set<EventKind>, duration: MediaTime
    ) {
        let keys = Set((truth + found).filter { kinds.contains($0.kind) }.map(\.key))
        for kind in kinds {
            var score = EventScore()
            for key in keys where key.kind == kind {
                let real = truth.filter { $0.key == key }.map(\.range)
                let detected = found.filter { $0.key == key }.map(\.range)
                score =
                    score
                    + EventScore(
                        truth: EventTruth(duration: .zero, events: real), found: detected,
                        eventGap: .zero)
            }
            score.hours = duration.seconds / 3600
            scores[kind] = score
        }
    }
}
