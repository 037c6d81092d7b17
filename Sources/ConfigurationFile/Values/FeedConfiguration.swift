public import EventScoring
public import Footage
public import Foundation

/// What a configuration says of one feed, the defaults included. `nil`: nothing.
public struct FeedConfiguration: Hashable, Sendable {
    public var site: String?
    public var timeZone: TimeZone?
    public var sensitivity: Double?
    public var minimumEventLength: MediaTime?
    public var eventGap: MediaTime?
    public var preRoll: MediaTime?
    public var postRoll: MediaTime?
    /// File of the parameters of the analysis.
    public var model: String?
    /// Motion counts only inside these polygons; empty: everywhere.
    public var watched: [Polygon]
    /// Motion inside these is ignored.
    public var masks: [NamedPolygon]
    /// Painted over before anything is shown.
    public var privacyMasks: [NamedPolygon]
    /// Zones, lines, schedules and rules; `nil` where the configuration says nothing of any.
    public var rules: RuleSet?
    public var retention: Retention?
    /// What differs from all kinds being on.
    public var health: [EventKind: HealthSwitch]
    /// What is watched live; `nil`: it is not.
    public var source: SourceConfiguration?
    /// What clips are taken from; `nil`: `source`.
    public var clipSource: SourceConfiguration?
    /// 1…9; higher numbers give way first.
    public var priority: Int?

    public init(
        site: String? = nil, timeZone: TimeZone? = nil, sensitivity: Double? = nil,
        minimumEventLength: MediaTime? = nil, eventGap: MediaTime? = nil,
        preRoll: MediaTime? = nil, postRoll: MediaTime? = nil, model: String? = nil,
        watched: [Polygon] = [], masks: [NamedPolygon] = [], privacyMasks: [NamedPolygon] = [],
        rules: RuleSet? = nil, retention: Retention? = nil,
        health: [EventKind: HealthSwitch] = [:]
    ) {
        self.site = site
        self.timeZone = timeZone
        self.sensitivity = sensitivity
        self.minimumEventLength = minimumEventLength
        self.eventGap = eventGap
        self.preRoll = preRoll
        self.postRoll = postRoll
        self.model = model
        self.watched = watched
        self.masks = masks
        self.privacyMasks = privacyMasks
        self.rules = rules
        self.retention = retention
        self.health = health
    }
}

/// A polygon that may have a name.
public struct NamedPolygon: Hashable, Sendable {
    public var name: String?
    public var polygon: Polygon

    public init(name: String? = nil, polygon: Polygon) {
        self.name = name
        self.polygon = polygon
    }
}
