import EventStore
import Footage

/// Polygons on a feed's picture, and the search by them.
enum ZoneRoutes {
    static let all: [Route] = [
        .feed(.get, "/api/feeds/{feed}/zones") { call, feed in
            try call.expectNoQuery()
            let zones = try call.store.zones(of: feed.id)
            let stated = try StatedPlaces(of: feed.id, in: call.store)
            return .json([
                "zones": .list(zones.map { JSONValue($0) }), "stated": stated.json(besides: zones),
            ])
        },
        .feed(.post, "/api/feeds/{feed}/zones", .operator) { call, feed in
            let draft = try draft(call)
            try allow(call, draft.kind)
            let zone = try call.store.addZone(draft, to: feed.id, by: call.actor)
            return .json(JSONValue(zone), status: .created)
        },
        .feed(.post, "/api/feeds/{feed}/zones/confirmation", .operator) { call, feed in
            try call.readBody { _ throws(APIError) in }
            try call.store.confirmZones(of: feed.id, by: call.actor)
            return .noContent
        },
        Route(.put, "/api/zones/{zone}", .role(.operator)) { call in
            let known = try zone(call)
            let draft = try draft(call)
            // Neither may a privacy mask be made into something else without leave.
            try allow(call, known.kind)
            try allow(call, draft.kind)
            return .json(JSONValue(try call.store.changeZone(known.id, to: draft, by: call.actor)))
        },
        Route(.delete, "/api/zones/{zone}", .role(.operator)) { call in
            let known = try zone(call)
            try call.expectNoQuery()
            try allow(call, known.kind)
            guard try call.store.removeZone(known.id, by: call.actor) else {
                throw APIError.notFound("zone \(known.id.rawValue)")
            }
            return .noContent
        },
        .feed(.post, "/api/feeds/{feed}/search", on: .reading) { call, feed in
            .json(try PlaceSearchAnswer(call, feed: feed).json)
        },
    ]

    private static func zone(_ call: Call) throws -> ZoneRecord {
        try call.permitted.zone(ZoneID(rawValue: call.identifier("zone")))
    }

    private static func draft(_ call: Call) throws -> ZoneDraft {
        try call.readBody { body throws(APIError) in
            let name = try body.requiredText("name", length: 1...100)
            guard let kind = try body.choice("kind", of: ZoneKind.self) else {
                throw body.refusal("kind", "is missing")
            }
            return ZoneDraft(name: name, kind: kind, polygon: try body.polygon("polygon"))
        }
    }

    private static func allow(_ call: Call, _ kind: ZoneKind) throws(APIError) {
        guard kind != .privacyMask || call.person?.role == .admin else {
            throw APIError(.forbidden, "Privacy masks take the role admin.")
        }
    }
}

extension JSONValue {
    /// `Zone` of the API.
    init(_ zone: ZoneRecord) {
        self = [
            "id": .integer(zone.id.rawValue), "name": .text(zone.name),
            "kind": .text(zone.kind.rawValue),
            "polygon": .list(zone.polygon.points.map { [.number($0.x), .number($0.y)] }),
            "created_us": JSONValue(zone.created), "created_by": .text(zone.createdBy),
            "events": JSONValue(zone.events),
        ]
    }
}
