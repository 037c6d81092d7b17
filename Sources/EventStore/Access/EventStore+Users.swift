import Footage
import GRDB

extension EventStore {
    /// Whether anyone was ever added: from then on a login is needed.
    public func hasUsers() throws(EventStoreError) -> Bool {
        try read("reading the users") { database in
            try Bool.fetchOne(database, sql: "SELECT EXISTS (SELECT 1 FROM user)") ?? false
        }
    }

    /// All users, by name.
    public func users() throws(EventStoreError) -> [UserRecord] {
        try read("reading the users") { database in
            try Row.fetchAll(database, sql: "SELECT * FROM user ORDER BY name")
                .map { try UserRecord($0, in: database, path: path) }
        }
    }

    /// The user of that name, whatever the case of its ASCII letters, or `nil`.
    public func user(named name: String) throws(EventStoreError) -> UserRecord? {
        try read("reading user \(name)") { database in
            try Row.fetchOne(database, sql: "SELECT * FROM user WHERE name = ?", arguments: [name])
                .map { try UserRecord($0, in: database, path: path) }
        }
    }

    /// One user, or `nil`.
    public func user(_ id: UserID) throws(EventStoreError) -> UserRecord? {
        try read("reading user \(id.rawValue)") { database in
            try UserRecord.fetch(id, from: database, path: path)
        }
    }

    /// Adds a user. Entered in the audit log.
    ///
    /// - Throws: `nameTaken`, `unknownFeed`, `invalid` for a name that is empty, longer than 100
    ///   characters, or has control characters or spaces around it.
    public func addUser(
        _ draft: UserDraft, by actor: String
    ) throws(EventStoreError) -> UserRecord {
        try NameRule.check(draft.name, of: "user", path: path)
        return try write("adding user \(draft.name)") { transaction in
            let isTaken = try Bool.fetchOne(
                transaction.database, sql: "SELECT EXISTS (SELECT 1 FROM user WHERE name = ?)",
                arguments: [draft.name])
            guard isTaken == false else {
                throw EventStoreError.nameTaken(path: path, what: "user", name: draft.name)
            }
            let uuid = transaction.newUUID()
            try transaction.execute(
                """
                INSERT INTO user (uuid, name, role, password_hash, sees_all_feeds, created_us)
                VALUES (?, ?, ?, ?, ?, ?)
                """,
                [
                    uuid, draft.name, draft.role.rawValue, draft.passwordHash, draft.feeds == nil,
                    transaction.now.microsecondsUTC,
                ])
            let id = UserID(rawValue: transaction.database.lastInsertedRowID)
            try transaction.setFeeds(draft.feeds ?? [], of: id)
            try transaction.audit(
                .userAdded, by: actor,
                subject: [
                    "user": .text(draft.name), "role": .text(draft.role.rawValue),
                    "feeds": .feeds(draft.feeds),
                ])
            transaction.publish(.user(uuid: uuid))
            return try transaction.existingUser(id)
        }
    }

    /// Changes a user. Entered in the audit log; of a password only that it was changed.
    public func changeUser(
        _ id: UserID, _ change: UserChange, by actor: String
    ) throws(EventStoreError) -> UserRecord {
        try write("changing user \(id.rawValue)") { transaction in
            let before = try transaction.existingUser(id)
            var feeds = before.feeds
            switch change.feeds {
            case .all: feeds = nil
            case .only(let chosen): feeds = chosen
            case nil: break
            }
            let role = change.role ?? before.role
            let isDisabled = change.isDisabled ?? before.isDisabled
            try transaction.execute(
                """
                UPDATE user SET role = ?, password_hash = ?, sees_all_feeds = ?, disabled = ?,
                    revision = revision + 1
                WHERE id = ?
                """,
                [
                    role.rawValue, change.passwordHash ?? before.passwordHash, feeds == nil,
                    isDisabled, id.rawValue,
                ])
            try transaction.setFeeds(feeds ?? [], of: id)
            try transaction.audit(
                .userChanged, by: actor,
                subject: [
                    "user": .text(before.name), "role": .text(role.rawValue),
                    "feeds": .feeds(feeds), "disabled": .flag(isDisabled),
                    "password_changed": .flag(change.passwordHash != nil),
                ])
            transaction.publish(.user(uuid: before.uuid))
            return try transaction.existingUser(id)
        }
    }

    /// Removes a user; what the user did stays in the audit log. False if there is none.
    @discardableResult
    public func removeUser(_ id: UserID, by actor: String) throws(EventStoreError) -> Bool {
        try write("removing user \(id.rawValue)") { transaction in
            let user = try UserRecord.fetch(id, from: transaction.database, path: path)
            guard let user else { return false }
            try transaction.execute("DELETE FROM user WHERE id = ?", [id.rawValue])
            try transaction.audit(
                .userRemoved, by: actor,
                subject: ["user": .text(user.name), "role": .text(user.role.rawValue)])
            transaction.publish(.user(uuid: user.uuid))
            return true
        }
    }
}

extension StoreTransaction {
    fileprivate func existingUser(_ id: UserID) throws -> UserRecord {
        guard let user = try UserRecord.fetch(id, from: database, path: path) else {
            throw EventStoreError.unknownUser(path: path, name: "\(id.rawValue)")
        }
        return user
    }

    fileprivate func setFeeds(_ feeds: Set<FeedID>, of user: UserID) throws {
        try execute("DELETE FROM user_feed WHERE user_id = ?", [user.rawValue])
        for feed in feeds.map(\.rawValue).sorted() {
            try requireFeed(FeedID(rawValue: feed))
            try execute(
                "INSERT INTO user_feed (user_id, feed_id) VALUES (?, ?)", [user.rawValue, feed])
        }
    }
}

extension UserRecord {
    fileprivate static func fetch(
        _ id: UserID, from database: Database, path: String
    ) throws -> UserRecord? {
        try Row.fetchOne(database, sql: "SELECT * FROM user WHERE id = ?", arguments: [id.rawValue])
            .map { try UserRecord($0, in: database, path: path) }
    }

    /// A role that is not known here is refused: it may allow less than any that is.
    fileprivate init(_ row: Row, in database: Database, path: String) throws {
        guard let role = UserRole(rawValue: row["role"]) else {
            throw EventStoreError.unreadable(path: path, column: "user.role", row: row["id"])
        }
        let seesAllFeeds: Bool = row["sees_all_feeds"]
        let feeds = try Int64.fetchAll(
            database, sql: "SELECT feed_id FROM user_feed WHERE user_id = ?",
            arguments: [row["id"] as Int64])
        self.init(
            id: row["id"], uuid: row["uuid"], name: row["name"], role: role,
            passwordHash: row["password_hash"],
            feeds: seesAllFeeds ? nil : Set(feeds.map(FeedID.init(rawValue:))),
            created: WallTime(microsecondsUTC: row["created_us"]), isDisabled: row["disabled"],
            revision: row["revision"])
    }
}

extension AuditValue {
    /// Row numbers of feeds, or `"all"`.
    static func feeds(_ feeds: Set<FeedID>?) -> AuditValue {
        guard let feeds else { return "all" }
        return .list(feeds.map(\.rawValue).sorted().map(AuditValue.number))
    }
}
