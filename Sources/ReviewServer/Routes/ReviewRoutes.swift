import EventStore
import Footage

/// What a person decides.
enum ReviewRoutes {
    /// How long an unmasking may hold.
    private static let unmaskHours: ClosedRange<Int64> = 1...720

    static let all: [Route] = [
        Route(.post, "/api/reviews", .role(.operator)) { call in
            let (ids, state, note) = try call.readBody { body throws(APIError) in
                let ids = try body.identifiers("events")
                guard let state = try body.choice("state", of: ReviewState.self) else {
                    throw body.refusal("state", "is missing")
                }
                return (
                    ids, state, try body.text("note", length: 0...2000, allowingLineBreaks: true)
                )
            }
            let events = try call.permitted.events(ids.map(EventID.init(rawValue:)))
            let changes = try call.store.review(
                events.map(\.id), as: state, by: call.actor, note: note)
            return .json([
                "changed": .list(
                    changes.map { change in
                        [
                            "id": .integer(change.event.rawValue),
                            "previous_state": .text(change.previous.rawValue),
                            "state": .text(change.state.rawValue),
                        ]
                    })
            ])
        },
        .event(.post, "/api/events/{event}/unmask", .operator) { call, event in
            let (reason, hours) = try call.readBody { body throws(APIError) in
                (
                    try body.requiredText("reason", length: 1...1000),
                    try body.integer("hours", in: unmaskHours) ?? 24
                )
            }
            let grant = try call.store.grantUnmask(
                event.id, by: call.actor, reason: reason,
                duration: MediaTime(microseconds: hours * 3_600_000_000))
            return .json(JSONValue(grant))
        },
        .event(.delete, "/api/events/{event}/unmask", .operator) { call, event in
            try call.expectNoQuery()
            guard try call.store.revokeUnmask(event.id, by: call.actor) else {
                throw APIError.notFound("unmasking of event \(event.id.rawValue)")
            }
            return .noContent
        },
    ]
}
