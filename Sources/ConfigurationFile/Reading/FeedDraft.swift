import EventScoring
import Footage
import Foundation

/// What is stated of one feed, or of all of them, while it is read. `nil`: nothing.
struct FeedDraft {
    var site: String?
    var timeZone: TimeZone?
    var source: SourceStatement?
    var clipSource: SourceStatement?
    var priority: Int?
    var sensitivity: Double?
    var minimumEventLength: MediaTime?
    var eventGap: MediaTime?
    var preRoll: MediaTime?
    var postRoll: MediaTime?
    var model: String?
    var watch: NamedItems<Polygon>?
    var zones: NamedItems<Polygon>?
    var lines: NamedItems<Line>?
    var masks: NamedItems<Polygon>?
    var privacyMasks: NamedItems<Polygon>?
    var rules: NamedItems<RuleDraft>?
    var retention: Retention?
    var health: [EventKind: HealthSwitch] = [:]

    /// These values, and below them those of `base`.
    func over(_ base: FeedDraft) -> FeedDraft {
        FeedDraft(
            site: site ?? base.site, timeZone: timeZone ?? base.timeZone,
            source: source ?? base.source, clipSource: clipSource ?? base.clipSource,
            priority: priority ?? base.priority,
            sensitivity: sensitivity ?? base.sensitivity,
            minimumEventLength: minimumEventLength ?? base.minimumEventLength,
            eventGap: eventGap ?? base.eventGap, preRoll: preRoll ?? base.preRoll,
            postRoll: postRoll ?? base.postRoll, model: model ?? base.model,
            watch: watch ?? base.watch, zones: Self.merged(zones, base.zones),
            lines: Self.merged(lines, base.lines), masks: Self.merged(masks, base.masks),
            privacyMasks: Self.merged(privacyMasks, base.privacyMasks),
            rules: Self.merged(rules, base.rules), retention: retention ?? base.retention,
            health: base.health.merging(health) { $1 })
    }

    private static func merged<Value>(
        _ own: NamedItems<Value>?, _ base: NamedItems<Value>?
    ) -> NamedItems<Value>? {
        own == nil && base == nil ? nil : (own ?? NamedItems()).over(base)
    }
}

/// A rule, and where the names stand that it is bound to.
struct RuleDraft {
    var definition: RuleDefinition
    var type: RuleType
    var zones: [Placed<String>] = []
    var lines: [Placed<String>] = []
    var schedule: Placed<String>?
    var sizePosition: SourcePosition?
}
