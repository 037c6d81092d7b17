import EventStore
import Footage
import Foundation

/// The audit log, and what only an admin does.
enum AuditRoutes {
    static let all: [Route] = [
        Route(.get, "/api/audit", .role(.admin)) { call in
            let (before, limit) = try call.readQuery { query throws(APIError) in
                (
                    try query.integer("cursor"),
                    Int(try query.integer("limit", in: Limits.eventsPerPage) ?? 100)
                )
            }
            let entries = try call.store.auditEntries(before: before, limit: limit + 1)
            let shown = entries.prefix(limit)
            let next = entries.count > limit ? shown.last?.id : nil
            let chain = try call.services.auditChain.report(of: call.store)
            return .json([
                "entries": .list(try shown.map { try json($0) }),
                "next": JSONValue(next.map(String.init)),
                "chain": [
                    "ok": .flag(chain.isWhole), "entries": JSONValue(chain.entries),
                    "head": .text(chain.head.description),
                    "broken_at": JSONValue(chain.firstBroken?.id),
                ],
            ])
        },
        .recording(.post, "/api/recordings/{recording}/relocate", .admin) { call, recording in
            let path = try call.readBody { body throws(APIError) in
                try body.requiredText("path", length: 1...4096)
            }
            guard path.hasPrefix("/") else {
                throw APIError(.badRequest, "path: must be a whole path, from / on.")
            }
            let identity: RecordingIdentity
            do {
                identity = try call.services.settings.identify(path)
            } catch {
                throw APIError(.unprocessable, "There is no file at that path that can be read.")
            }
            return .json(
                try call.json(
                    try call.store.relocate(recording.id, to: identity, by: call.actor)))
        },
    ]

    private static func json(_ entry: AuditEntry) throws -> JSONValue {
        let subject = try? JSONDecoder().decode(JSONValue.self, from: Data(entry.subjectJSON.utf8))
        return [
            "id": .integer(entry.id), "us": JSONValue(entry.time), "actor": .text(entry.actor),
            "action": .text(entry.action.rawValue), "subject": subject ?? [:],
            "hash": .text(entry.hash.description),
        ]
    }
}
