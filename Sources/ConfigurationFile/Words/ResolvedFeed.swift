import EventScoring
import Footage

/// What holds for one feed, as YAML that could stand under its name, with where each value comes
/// from.
public struct ResolvedFeed {
    private let configuration: PantauConfiguration
    private let name: String
    private let feed: FeedConfiguration

    /// - Parameter name: one that the configuration does not name has the defaults.
    public init(configuration: PantauConfiguration, name: String) {
        self.configuration = configuration
        self.name = name
        feed = configuration.feed(named: name)
    }

    /// Without line ends.
    public var lines: [String] {
        let isNamed = configuration.feeds[name] != nil
        var text = [isNamed ? "# feed \(name)" : "# feed \(name), which has no entry of its own"]
        for key in FeedSection.section().keys {
            let origin = configuration.statedKeys.origin(of: key.name, feed: name)
            let below = below(key.name)
            if !below.isEmpty {
                text.append(Self.remark("\(key.name):", origin))
                text += below.map { "  " + $0 }
            } else if let value = value(of: key.name) {
                text.append(Self.remark("\(key.name): \(value)", origin))
            } else {
                let standard = key.standard.map { ": \($0)" } ?? ": nothing"
                text.append("# \(key.name)\(standard)")
            }
        }
        return text
    }

    private static func remark(_ line: String, _ origin: String) -> String {
        line + String(repeating: " ", count: max(1, 40 - line.count)) + "# \(origin)"
    }

    /// On the same line; `nil`: nothing is stated, or it is below.
    private func value(of key: String) -> String? {
        let scoring = ScoringParameters()
        return switch key {
        case "site": feed.site.map(YAMLWords.text)
        case "time_zone": feed.timeZone.map { YAMLWords.text($0.identifier) }
        case "sensitivity": ValueForm.plain(feed.sensitivity ?? 0.5)
        case "minimum_event_length":
            DurationText.short(feed.minimumEventLength ?? scoring.minimumEventLength)
        case "event_gap": DurationText.short(feed.eventGap ?? scoring.eventGap)
        case "pre_roll": DurationText.short(feed.preRoll ?? scoring.preRoll)
        case "post_roll": DurationText.short(feed.postRoll ?? scoring.postRoll)
        case "model": feed.model.map(YAMLWords.text)
        case "source": feed.source.map { YAMLWords.text($0.publicText) }
        case "clip_source": feed.clipSource.map { YAMLWords.text($0.publicText) }
        case "priority": feed.priority.map(String.init)
        case "retention":
            switch feed.retention {
            case .kept(let time): DurationText.short(time)
            case .forever, nil: "forever"
            }
        default: nil
        }
    }

    /// On lines of their own.
    private func below(_ key: String) -> [String] {
        switch key {
        case "watch": feed.watched.map { "- \(YAMLWords.points($0.points))" }
        case "zones":
            (feed.rules?.zones ?? []).map {
                "\(YAMLWords.text($0.name)): \(YAMLWords.points($0.polygon.points))"
            }
        case "lines": (feed.rules?.lines ?? []).flatMap(Self.line)
        case "masks": Self.polygons(feed.masks)
        case "privacy_masks": Self.polygons(feed.privacyMasks)
        case "rules": (feed.rules?.rules ?? []).flatMap(rule)
        case "health": health
        default: []
        }
    }

    private static func polygons(_ polygons: [NamedPolygon]) -> [String] {
        let areNamed = polygons.allSatisfy { $0.name != nil }
        return polygons.map { polygon in
            let points = YAMLWords.points(polygon.polygon.points)
            guard let name = polygon.name.map(YAMLWords.text) else { return "- \(points)" }
            return areNamed ? "\(name): \(points)" : "- {name: \(name), points: \(points)}"
        }
    }

    private static func line(_ line: Line) -> [String] {
        let name = YAMLWords.text(line.name)
        let points = YAMLWords.points(line.points)
        if line.left == nil, line.right == nil { return ["\(name): \(points)"] }
        let sides = [("left", line.left), ("right", line.right)].compactMap { side, what in
            what.map { "  \(side): \(YAMLWords.text($0))" }
        }
        return ["\(name):", "  points: \(points)"] + sides
    }

    private func rule(_ rule: RuleDefinition) -> [String] {
        guard let type = RuleCatalogue.type(named: rule.type) else { return [] }
        var lines = ["\(YAMLWords.text(rule.name)):", "  type: \(rule.type)"]
        if !rule.zones.isEmpty { lines.append("  zones: \(YAMLWords.list(rule.zones))") }
        if !rule.lines.isEmpty { lines.append("  lines: \(YAMLWords.list(rule.lines))") }
        if let schedule = rule.schedule {
            let words = configuration.schedules.first { $0.name == schedule }
                .map(ScheduleWords.text)
            lines.append(Self.remark("  schedule: \(YAMLWords.text(schedule))", words ?? ""))
        }
        let severity = (rule.severity ?? type.severity).rawValue
        lines.append(
            rule.severity == nil
                ? Self.remark("  severity: \(severity)", "built in") : "  severity: \(severity)")
        if rule.size != ObjectSize() {
            lines.append(
                "  size: {smallest: \(ValueForm.plain(rule.size.smallest)), "
                    + "largest: \(ValueForm.plain(rule.size.largest))}")
        }
        if rule.anchor != .foot { lines.append("  anchor: \(rule.anchor.rawValue)") }
        for parameter in type.parameters {
            let stated = rule.parameters[parameter.name]
            let line =
                "  \(parameter.name): "
                + (stated ?? parameter.standard).configurationText
            lines.append(stated == nil ? Self.remark(line, "built in") : line)
        }
        return lines
    }

    private var health: [String] {
        EventKind.allCases.compactMap { kind in
            feed.health[kind].map { health in
                let hold = health.hold.map(DurationText.short)
                let value =
                    switch (health.isOn, hold) {
                    case (true, nil): "on"
                    case (true, let hold?): hold
                    case (false, nil): "off"
                    case (false, let hold?): "{enabled: off, hold: \(hold)}"
                    }
                return "\(kind.rawValue): \(value)"
            }
        }
    }
}
