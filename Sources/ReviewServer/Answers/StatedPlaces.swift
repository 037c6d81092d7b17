import EventScoring
import EventStore
import Footage
import Foundation

/// Where in a camera's picture its rules count, as the configuration states it.
struct StatedPlaces {
    private let rules: RuleSet?

    init(of feed: FeedID, in store: EventStore) throws {
        // Rules of another version may not be readable; everything else still is.
        rules = try store.rules(of: feed).flatMap {
            try? JSONDecoder().decode(RuleSet.self, from: Data($0.utf8))
        }
    }

    /// `place` of `EventDetail`: what is to be drawn over the picture of an event; null for events
    /// that no rule raised. A zone or line that is no longer stated has no shape.
    func json(of event: EventRecord) -> JSONValue {
        guard let facts = event.facts else { return .null }
        let zone = rules?.zones.first { $0.name == facts.zone }
        let line = rules?.lines.first { $0.name == facts.line }
        return [
            "zone": zone.map { Self.points($0.polygon.points) } ?? .null,
            "line": line.map { Self.points($0.points) } ?? .null,
        ]
    }

    /// Zones and lines but those that people drew on the picture.
    func json(besides drawn: [ZoneRecord]) -> JSONValue {
        let known = Set(drawn.map(\.name))
        let zones = (rules?.zones ?? []).filter { !known.contains($0.name) }
        return .list(
            zones.map { Self.place($0.name, "zone", $0.polygon.points) }
                + (rules?.lines ?? []).map { Self.place($0.name, "line", $0.points) })
    }

    private static func place(
        _ name: String, _ shape: String, _ points: [NormalizedPoint]
    ) -> JSONValue {
        ["name": .text(name), "shape": .text(shape), "points": Self.points(points)]
    }

    private static func points(_ points: [NormalizedPoint]) -> JSONValue {
        .list(points.map { [.number($0.x), .number($0.y)] })
    }
}
