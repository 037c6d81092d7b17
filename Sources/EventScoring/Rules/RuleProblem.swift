/// Something in a set of rules that cannot be meant.
public struct RuleProblem: Sendable, Hashable, CustomStringConvertible {
    /// What of a rule is wrong, so that whoever read it can say in which line it stands.
    public enum Place: Sendable, Hashable {
        case name, type, zones, lines, schedule, size
        case parameter(String)
    }

    /// Position of the rule in the set.
    public var rule: Int
    public var place: Place
    /// What is wrong and what to do, for a person.
    public var description: String
}

extension RuleSet {
    /// Everything that cannot be meant; empty: all rules work.
    public var problems: [RuleProblem] {
        var names: Set<String> = []
        return rules.enumerated().flatMap { index, rule in
            var found = problems(of: rule, at: index)
            if !names.insert(rule.name).inserted {
                found.append(
                    RuleProblem(
                        rule: index, place: .name,
                        description: "there are two rules named '\(rule.name)'; rename one"))
            }
            return found
        }
    }

    private func problems(of rule: RuleDefinition, at index: Int) -> [RuleProblem] {
        var found: [RuleProblem] = []
        func add(_ place: RuleProblem.Place, _ what: String) {
            found.append(
                RuleProblem(
                    rule: index, place: place, description: "rule '\(rule.name)': \(what)"))
        }
        func known(_ names: [String]) -> String {
            names.isEmpty ? "there are none" : "there are \(names.joined(separator: ", "))"
        }
        guard let type = RuleCatalogue.type(named: rule.type) else {
            add(.type, "no type '\(rule.type)'; \(known(RuleCatalogue.types.map(\.name)))")
            return found
        }
        for zone in rule.zones where !zones.contains(where: { $0.name == zone }) {
            add(.zones, "no zone '\(zone)'; \(known(zones.map(\.name)))")
        }
        for line in rule.lines where !lines.contains(where: { $0.name == line }) {
            add(.lines, "no line '\(line)'; \(known(lines.map(\.name)))")
        }
        switch type.binding {
        case .lines:
            if rule.lines.isEmpty { add(.lines, "\(type.name) needs at least one line") }
            if !rule.zones.isEmpty { add(.zones, "\(type.name) is bound to lines, not to zones") }
        case .zones:
            if !rule.lines.isEmpty { add(.lines, "\(type.name) is bound to zones, not to lines") }
        }
        if let schedule = rule.schedule {
            if !schedules.contains(where: { $0.name == schedule }) {
                add(.schedule, "no schedule '\(schedule)'; \(known(schedules.map(\.name)))")
            }
        } else if type.needsSchedule {
            add(.schedule, "\(type.name) needs a schedule")
        }
        if !(0...1).contains(rule.size.smallest) || !(0...1).contains(rule.size.largest)
            || rule.size.smallest > rule.size.largest
        {
            add(.size, "sizes are shares of the picture from 0 to 1, the smallest first")
        }
        for (name, value) in rule.parameters.sorted(by: { $0.key < $1.key }) {
            guard let parameter = type.parameters.first(where: { $0.name == name }) else {
                let names = type.parameters.map(\.name)
                add(.parameter(name), "\(type.name) has no '\(name)'; \(known(names))")
                continue
            }
            if !parameter.form.allows(value) {
                add(.parameter(name), "'\(name)' is \(parameter.form.description)")
            }
        }
        return found
    }
}

extension RuleParameter.Form: CustomStringConvertible {
    public var description: String {
        switch self {
        case .duration(let bounds):
            "a time from \(Self.plain(bounds.lowerBound.seconds)) to "
                + "\(Self.plain(bounds.upperBound.seconds)) seconds"
        case .share(let bounds):
            "a number from \(Self.plain(bounds.lowerBound)) to \(Self.plain(bounds.upperBound))"
        case .count(let bounds): "a whole number from \(bounds.lowerBound) to \(bounds.upperBound)"
        case .choice(let words): "one of \(words.joined(separator: ", "))"
        }
    }

    private static func plain(_ number: Double) -> String {
        number == number.rounded() ? String(Int(number)) : String(number)
    }
}
