public import Footage
import GRDB

/// A bundle of evidence that was handed out.
public struct ExportRecord: Sendable, Hashable {
    public var id: ExportID
    public var uuid: String
    public var name: String
    /// Where the bundle was written.
    public var path: String
    public var created: WallTime
    public var createdBy: String
    public var purpose: String
    public var requestNumber: String
    /// UUIDs of the events, as they were then.
    public var events: [String]
    /// The feeds of these events.
    public var feeds: Set<FeedID>
    public var files: Int
    public var bytes: Int64
    /// SHA-256 of the manifest, hexadecimal.
    public var manifestSHA256: String
}

/// A bundle that was just written.
public struct ExportDraft: Sendable {
    /// `nil` lets the store choose one.
    public var uuid: String?
    public var name: String
    public var path: String
    public var purpose: String
    public var requestNumber: String
    public var language: String
    /// What it holds of the recordings, such as `stretch` or `whole_file`.
    public var contents: String
    /// Whether it holds pictures on which privacy masks are not painted, and why.
    public var includesOriginal: Bool
    public var reason: String?
    public var events: [EventID]
    public var files: Int
    public var bytes: Int64
    public var manifestSHA256: String

    public init(
        uuid: String? = nil, name: String, path: String, purpose: String, requestNumber: String,
        language: String, contents: String, includesOriginal: Bool = false, reason: String? = nil,
        events: [EventID], files: Int, bytes: Int64, manifestSHA256: String
    ) {
        self.uuid = uuid
        self.name = name
        self.path = path
        self.purpose = purpose
        self.requestNumber = requestNumber
        self.language = language
        self.contents = contents
        self.includesOriginal = includesOriginal
        self.reason = reason
        self.events = events
        self.files = files
        self.bytes = bytes
        self.manifestSHA256 = manifestSHA256
    }
}

extension EventStore {
    /// Notes that a bundle was written. Entered in the audit log.
    public func addExport(
        _ draft: ExportDraft, by actor: String
    ) throws(EventStoreError) -> ExportRecord {
        try write("storing export \(draft.name)") { transaction in
            let uuid = draft.uuid ?? transaction.newUUID()
            try transaction.execute(
                """
                INSERT INTO export (uuid, name, path, created_us, created_by, purpose,
                    request_number, files, bytes, manifest_sha256)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    uuid, draft.name, draft.path, transaction.now.microsecondsUTC, actor,
                    draft.purpose, draft.requestNumber, draft.files, draft.bytes,
                    draft.manifestSHA256,
                ])
            let id = ExportID(rawValue: transaction.database.lastInsertedRowID)
            var events: [String] = []
            var feeds: Set<FeedID> = []
            for (ordinal, event) in draft.events.enumerated() {
                let row = try Row.fetchOne(
                    transaction.database, sql: "SELECT uuid, feed_id FROM event WHERE id = ?",
                    arguments: [event.rawValue])
                guard let row else {
                    throw EventStoreError.unknownEvent(path: path, id: event.rawValue)
                }
                events.append(row["uuid"])
                feeds.insert(row["feed_id"])
                try transaction.execute(
                    """
                    INSERT INTO exported_event (export_id, ordinal, event_uuid, feed_id)
                    VALUES (?, ?, ?, ?)
                    """, [id.rawValue, ordinal, row["uuid"] as String, row["feed_id"] as Int64])
            }
            try transaction.audit(
                .exported, by: actor,
                subject: [
                    "export": .text(uuid), "name": .text(draft.name),
                    "purpose": .text(draft.purpose),
                    "request_number": .text(draft.requestNumber),
                    "language": .text(draft.language), "contents": .text(draft.contents),
                    "includes_original": .flag(draft.includesOriginal),
                    "reason": .optional(draft.reason),
                    "events": .list(events.map(AuditValue.text)),
                    "manifest_sha256": .text(draft.manifestSHA256),
                ])
            transaction.publish(.export(uuid: uuid))
            return ExportRecord(
                id: id, uuid: uuid, name: draft.name, path: draft.path, created: transaction.now,
                createdBy: actor, purpose: draft.purpose, requestNumber: draft.requestNumber,
                events: events, feeds: feeds, files: draft.files, bytes: draft.bytes,
                manifestSHA256: draft.manifestSHA256)
        }
    }

    /// Exports, the newest first.
    ///
    /// - Parameter permittedFeeds: leaves out exports with events of any other feed; `nil` for all.
    public func exports(
        permittedFeeds: Set<FeedID>? = nil
    ) throws(EventStoreError) -> [ExportRecord] {
        try read("reading the exports") { database in
            try Row.fetchAll(database, sql: "SELECT * FROM export ORDER BY id DESC")
                .map { try ExportRecord($0, in: database) }
                .filter { permittedFeeds?.isSuperset(of: $0.feeds) ?? true }
        }
    }

    /// One export, or `nil`.
    public func export(_ id: ExportID) throws(EventStoreError) -> ExportRecord? {
        try read("reading export \(id.rawValue)") { database in
            try Row.fetchOne(
                database, sql: "SELECT * FROM export WHERE id = ?", arguments: [id.rawValue]
            ).map { try ExportRecord($0, in: database) }
        }
    }
}

extension ExportRecord {
    fileprivate init(_ row: Row, in database: Database) throws {
        let events = try Row.fetchAll(
            database,
            sql: """
                SELECT event_uuid, feed_id FROM exported_event WHERE export_id = ? ORDER BY ordinal
                """, arguments: [row["id"] as Int64])
        self.init(
            id: row["id"], uuid: row["uuid"], name: row["name"], path: row["path"],
            created: WallTime(microsecondsUTC: row["created_us"]), createdBy: row["created_by"],
            purpose: row["purpose"], requestNumber: row["request_number"],
            events: events.map { $0["event_uuid"] }, feeds: Set(events.map { $0["feed_id"] }),
            files: row["files"], bytes: row["bytes"], manifestSHA256: row["manifest_sha256"])
    }
}
