import EventScoring
import Footage

extension PantauConfiguration {
    /// Of drafts in which nothing is wrong.
    init(_ root: RootDraft) {
        let schedules = root.builtSchedules
        var feeds: [String: FeedConfiguration] = [:]
        for feed in root.feeds {
            feeds[feed.value.name] = FeedConfiguration(
                feed.value.draft.over(root.defaults), schedules: schedules)
        }
        self.init(
            defaults: FeedConfiguration(root.defaults, schedules: schedules), feeds: feeds,
            feedNames: root.feeds.map(\.value.name), schedules: schedules,
            alerts: AlertConfiguration(root.alerts ?? AlertDraft(), schedules: schedules),
            statedKeys: root.statedKeys)
        clips = root.clips?.configuration
    }
}

extension RootDraft {
    var builtSchedules: [Schedule] {
        schedules.present.map { $0.value.schedule(named: $0.name ?? "", holidays: holidays) }
    }
}

extension ScheduleDraft {
    /// - Parameter holidays: of the file.
    func schedule(named name: String, holidays common: [Holiday]) -> Schedule {
        Schedule(
            name: name, windows: windows ?? ScheduleWindow.all(days: days, hours: hours),
            holidays: holidays ?? common, isOutside: isOutside)
    }
}

extension FeedDraft {
    /// Polygons inside which motion counts; empty: everywhere.
    var watched: [Polygon] {
        (watch?.present ?? []).map(\.value)
            + (zones?.present ?? []).filter { $0.name == nil }.map(\.value)
    }

    var namedZones: [(zone: Zone, position: SourcePosition)] {
        (zones?.present ?? []).compactMap { item in
            item.name.map { (Zone(name: $0, polygon: item.value), item.position) }
        }
    }
}

extension FeedConfiguration {
    init(_ draft: FeedDraft, schedules: [Schedule]) {
        self.init(
            site: draft.site, timeZone: draft.timeZone, sensitivity: draft.sensitivity,
            minimumEventLength: draft.minimumEventLength, eventGap: draft.eventGap,
            preRoll: draft.preRoll, postRoll: draft.postRoll, model: draft.model,
            watched: draft.watched, masks: Self.polygons(draft.masks),
            privacyMasks: Self.polygons(draft.privacyMasks),
            rules: Self.ruleSet(draft, schedules), retention: draft.retention,
            health: draft.health)
        source = draft.source?.configuration
        clipSource = draft.clipSource?.configuration
        priority = draft.priority
    }

    private static func polygons(_ items: NamedItems<Polygon>?) -> [NamedPolygon] {
        (items?.present ?? []).map { NamedPolygon(name: $0.name, polygon: $0.value) }
    }

    private static func ruleSet(_ draft: FeedDraft, _ schedules: [Schedule]) -> RuleSet? {
        let zones = draft.namedZones.map(\.zone)
        guard draft.rules != nil || draft.lines != nil || !zones.isEmpty else { return nil }
        let lines = (draft.lines?.present ?? []).map(\.value)
        let (zoneNames, lineNames) = (Set(zones.map(\.name)), Set(lines.map(\.name)))
        let rules = (draft.rules?.present ?? []).map(\.value.definition).filter { rule in
            zoneNames.isSuperset(of: rule.zones) && lineNames.isSuperset(of: rule.lines)
        }
        let used = Set(rules.compactMap(\.schedule))
        return RuleSet(
            zones: zones, lines: lines, schedules: schedules.filter { used.contains($0.name) },
            rules: rules)
    }
}
