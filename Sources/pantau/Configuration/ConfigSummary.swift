import ConfigurationFile
import EventScoring
import Footage

/// What `pantau config check` says at its end: what is configured, for a person.
enum ConfigSummary {
    static func text(_ read: ReadConfiguration, file: String) -> String {
        let warnings =
            read.warnings.isEmpty
            ? "" : ", with \(ProgressLine.count(read.warnings.count, "warning"))"
        guard let configuration = read.configuration else {
            return "\(file) is refused: \(ProgressLine.count(read.errors.count, "error"))"
                + warnings
        }
        let parts = [
            feeds(configuration), rules(configuration), schedules(configuration),
            alerts(configuration.alerts),
        ].compactMap { $0 }
        return (["\(file) is sound\(warnings)"] + parts).joined(separator: "\n\n")
    }

    private static let others = "(others)"

    private static func feeds(_ configuration: PantauConfiguration) -> String {
        var table = TextTable(columns: [
            ("FEED", .left), ("SITE", .left), ("TIME ZONE", .left), ("ZONES", .left),
            ("LINES", .left), ("MASKS", .right), ("PRIVACY", .right), ("RULES", .right),
            ("KEPT", .left),
        ])
        for name in configuration.feedNames + [others] {
            let feed =
                name == others ? configuration.defaults : configuration.feed(named: name)
            table.add([
                name, feed.site ?? "-", feed.timeZone?.identifier ?? "-",
                names((feed.rules?.zones ?? []).map(\.name)),
                names((feed.rules?.lines ?? []).map(\.name)), String(feed.masks.count),
                String(feed.privacyMasks.count), String(feed.rules?.rules.count ?? 0),
                kept(feed.retention),
            ])
        }
        return table.text
    }

    private static func kept(_ retention: Retention?) -> String {
        guard case .kept(let time) = retention else { return "forever" }
        return DurationText.short(time)
    }

    private static func names(_ names: [String]) -> String {
        names.isEmpty ? "-" : names.joined(separator: ", ")
    }

    /// Rules that several feeds have in common are told once.
    private static func rules(_ configuration: PantauConfiguration) -> String? {
        var order: [RuleDefinition] = []
        var feeds: [RuleDefinition: [String]] = [:]
        for name in configuration.feedNames + [others] {
            let feed =
                name == others ? configuration.defaults : configuration.feed(named: name)
            for rule in feed.rules?.rules ?? [] {
                if feeds[rule] == nil { order.append(rule) }
                feeds[rule, default: []].append(name)
            }
        }
        guard !order.isEmpty else { return nil }
        var table = TextTable(columns: [
            ("RULE", .left), ("FEEDS", .left), ("LOOKS FOR", .left), ("WHERE", .left),
            ("WHEN", .left), ("SEVERITY", .left), ("BESIDES", .left),
        ])
        for rule in order {
            let all = feeds[rule]?.count == configuration.feedNames.count + 1
            table.add([
                rule.name, all ? "all" : names(feeds[rule] ?? []), rule.type,
                rule.zones + rule.lines == [] ? "whole picture" : names(rule.zones + rule.lines),
                rule.schedule ?? "always",
                (rule.severity ?? RuleCatalogue.type(named: rule.type)?.severity)?.rawValue ?? "-",
                besides(rule),
            ])
        }
        return table.text
    }

    /// Size, and what differs from the defaults of the rule's type.
    private static func besides(_ rule: RuleDefinition) -> String {
        var parts: [String] = []
        func percent(_ share: Double) -> String { "\(JSONLine.decimal(share * 100))%" }
        if rule.size.smallest > 0 { parts.append("at least \(percent(rule.size.smallest))") }
        if rule.size.largest < 1 { parts.append("at most \(percent(rule.size.largest))") }
        if rule.anchor != .foot { parts.append("anchor \(rule.anchor.rawValue)") }
        parts += rule.parameters.sorted { $0.key < $1.key }.map {
            "\($0.key) \($0.value.configurationText)"
        }
        return names(parts)
    }

    private static func schedules(_ configuration: PantauConfiguration) -> String? {
        guard !configuration.schedules.isEmpty else { return nil }
        var table = TextTable(columns: [("SCHEDULE", .left), ("HOLDS", .left)])
        for schedule in configuration.schedules {
            table.add([schedule.name, ScheduleWords.text(of: schedule)])
        }
        return table.text
    }

    private static func alerts(_ alerts: AlertConfiguration) -> String? {
        guard !alerts.destinations.isEmpty else { return nil }
        var table = TextTable(columns: [
            ("DESTINATION", .left), ("BY", .left), ("FEEDS", .left), ("KINDS", .left),
            ("SEVERITY", .left), ("WHEN", .left), ("PICTURE", .left),
        ])
        for destination in alerts.destinations {
            let way =
                switch destination.way {
                case .mqtt(let mqtt): "MQTT, \(mqtt.host)"
                case .webhook: "webhook"
                }
            let kinds = destination.kinds.map(\.rawValue).sorted()
            table.add([
                destination.name, way,
                destination.feeds.isEmpty ? "all" : names(destination.feeds),
                kinds.isEmpty ? "all" : names(kinds),
                "\((destination.severity ?? .detection).rawValue) and above",
                destination.schedule?.name ?? "always", destination.picture ?? "off",
            ])
        }
        return table.text
    }
}
