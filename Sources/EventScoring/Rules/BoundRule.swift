import Footage
import Foundation

/// A rule with the zones, lines and hours that it names at hand.
struct BoundRule {
    let definition: RuleDefinition
    let type: RuleType
    /// `nil` stands for the whole picture.
    let zones: [Zone?]
    let lines: [Line]
    let schedule: Schedule?
    let timeZone: TimeZone

    var severity: Severity { definition.severity ?? type.severity }

    /// `nil` where it names what there is not: `RuleSet.problems` says what.
    init?(_ definition: RuleDefinition, of rules: RuleSet, type: RuleType, timeZone: TimeZone) {
        let zones = definition.zones.map { name in rules.zones.first { $0.name == name } }
        let lines = definition.lines.compactMap { name in rules.lines.first { $0.name == name } }
        let schedule = definition.schedule.map { name in
            rules.schedules.first { $0.name == name }
        }
        guard !zones.contains(nil), lines.count == definition.lines.count,
            schedule.map({ $0 != nil }) ?? !type.needsSchedule
        else { return nil }
        self.definition = definition
        self.type = type
        self.zones = zones.isEmpty ? [nil] : zones
        self.lines = lines
        self.schedule = schedule ?? nil
        self.timeZone = timeZone
    }

    // A parameter that the type does not know is a mistake of the rule's own source.

    func microseconds(_ name: String) -> Int64 {
        guard case .duration(let length) = value(name) else { preconditionFailure(name) }
        return length.microseconds
    }

    func share(_ name: String) -> Double {
        guard case .share(let share) = value(name) else { preconditionFailure(name) }
        return share
    }

    func choice(_ name: String) -> String {
        guard case .choice(let word) = value(name) else { preconditionFailure(name) }
        return word
    }

    /// What is stated, if it has the form that is wanted, or else the standard.
    private func value(_ name: String) -> RuleValue {
        guard let parameter = type.parameters.first(where: { $0.name == name }) else {
            preconditionFailure("\(type.name) has no parameter \(name)")
        }
        guard let stated = definition.parameters[name], parameter.form.allows(stated) else {
            return parameter.standard
        }
        return stated
    }

    /// Whether a box of a thing counts in a zone, by its place and its size.
    func counts(_ box: Region, in zone: Zone?) -> Bool {
        definition.size.contains(box)
            && (zone?.polygon.contains(definition.anchor.point(of: box)) ?? true)
    }

    /// When the rule counts within a range of the scene's timeline. Without a clock no schedule
    /// holds.
    func hours(in range: Range<Int64>, of scene: ObservedScene) -> [Range<Int64>] {
        guard let schedule else { return [range] }
        guard scene.isWallClock else { return [] }
        return schedule.spans(in: WallRange(range), zone: timeZone).map(\.microseconds)
    }

    /// The parts of some times in which the rule counts.
    func during(_ times: [Range<Int64>], of scene: ObservedScene) -> [Range<Int64>] {
        guard schedule != nil, let first = times.first, let last = times.last else { return times }
        return times.common(with: hours(in: first.lowerBound..<last.upperBound, of: scene))
    }

    /// The facts that every incident of the rule has.
    func facts(zone: Zone? = nil, line: Line? = nil, at microseconds: Int64) -> IncidentFacts {
        var facts = IncidentFacts(rule: definition.name, type: type.name)
        facts.zone = zone?.name
        facts.line = line?.name
        if let schedule {
            facts.schedule = schedule.name
            facts.isAfterHours = schedule.isOutside
            facts.sinceMicroseconds =
                schedule.began(
                    before: WallTime(microsecondsUTC: microseconds), in: timeZone)?
                .microsecondsUTC
        }
        return facts
    }

    /// An incident of the rule.
    func incident(
        _ range: Range<Int64>, peak: Int64, path: [TrackPoint], facts: IncidentFacts
    ) -> IncidentDraft {
        IncidentDraft(
            kind: type.kind, severity: severity, score: severity.score,
            startMicroseconds: range.lowerBound,
            peakMicroseconds: min(max(peak, range.lowerBound), range.upperBound - 1),
            endMicroseconds: range.upperBound, path: path, facts: facts)
    }
}

extension WallRange {
    init(_ microseconds: Range<Int64>) {
        self.init(
            start: WallTime(microsecondsUTC: microseconds.lowerBound),
            end: WallTime(microsecondsUTC: microseconds.upperBound))
    }

    var microseconds: Range<Int64> { start.microsecondsUTC..<end.microsecondsUTC }
}

extension RuleParameter.Form {
    /// Whether a value is of this form and within its bounds.
    public func allows(_ value: RuleValue) -> Bool {
        switch (self, value) {
        case (.duration(let bounds), .duration(let length)): bounds.contains(length)
        case (.share(let bounds), .share(let share)): bounds.contains(share)
        case (.count(let bounds), .count(let count)): bounds.contains(count)
        case (.choice(let words), .choice(let word)): words.contains(word)
        default: false
        }
    }
}

extension Severity {
    /// The rank of an incident: what a rule says comes before what merely moved.
    var score: Int {
        switch self {
        case .motion: 60
        case .detection: 85
        case .alert: 95
        }
    }
}
