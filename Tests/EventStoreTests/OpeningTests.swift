import Footage
import Foundation
import GRDB
import Testing

@testable import EventStore

@Suite struct OpeningTests {
    let folder: TemporaryFolder
    var path: String { folder.file("t.sqlite") }

    init() throws { folder = try TemporaryFolder() }

    private func error(
        at path: String? = nil, access: EventStore.Access = .readWrite
    ) -> EventStoreError? {
        do throws(EventStoreError) {
            _ = try EventStore(path: path ?? self.path, access: access)
            return nil
        } catch {
            return error
        }
    }

    @Test("Opening twice changes nothing and loses nothing")
    func twice() throws {
        try ScanFixture(try EventStore(path: path)).scan(motion: [2...3])
        let again = try EventStore(path: path)
        #expect(try again.eventCount() == 1)
        #expect(try again.feeds().map(\.name) == ["gate"])
    }

    @Test("The schema is the one on record")
    func schema() throws {
        _ = try EventStore(path: path)
        let found = try DatabaseQueue(path: path).read { database in
            try String.fetchAll(
                database,
                sql: """
                    SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL
                        AND name NOT IN ('sqlite_sequence', 'grdb_migrations')
                    ORDER BY rowid
                    """)
        }.map { $0 + ";\n" }.joined(separator: "\n")
        let golden = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "Golden/schema.sql")
        let recorded = try String(contentsOf: golden, encoding: .utf8)
        if recorded != found, ProcessInfo.processInfo.environment["PANTAU_RECORD"] != nil {
            try found.write(to: golden, atomically: true, encoding: .utf8)
        }
        #expect(
            recorded == found,
            "a released schema never changes: add a migration; PANTAU_RECORD=1 records anew")
    }

    @Test("Every column of the schema is described in docs/schema.md")
    func documented() throws {
        _ = try EventStore(path: path)
        let page = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../docs/schema.md").standardized
        let text = try String(contentsOf: page, encoding: .utf8)
        var sections: [String: String] = [:]
        for section in text.components(separatedBy: "\n### `").dropFirst() {
            sections[String(section.prefix { $0 != "`" })] = section
        }
        try DatabaseQueue(path: path).read { database in
            let tables = try String.fetchAll(
                database,
                sql: """
                    SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')
                        AND name NOT LIKE 'sqlite_%' AND name != 'grdb_migrations'
                    """)
            #expect(Set(tables) == Set(sections.keys))
            for table in tables {
                for column in try database.columns(in: table) {
                    #expect(
                        sections[table]?.contains("`\(column.name)`") == true,
                        "\(table).\(column.name)")
                }
            }
        }
    }

    @Test("A database of a newer version is refused, with both versions, and left as it is")
    func newer() throws {
        _ = try EventStore(path: path)
        let queue = try DatabaseQueue(path: path)
        try queue.write { try $0.execute(sql: "PRAGMA user_version = 7") }
        for access in [EventStore.Access.readWrite, .readOnly] {
            #expect(error(access: access) == .newerSchema(path: path, found: "7", known: "4"))
        }
        try queue.write { database in
            try database.execute(sql: "PRAGMA user_version = 4")
            try database.execute(sql: "INSERT INTO grdb_migrations VALUES ('v5')")
        }
        #expect(error() == .newerSchema(path: path, found: "5", known: "4"))
        let applied = try queue.read {
            try String.fetchAll($0, sql: "SELECT identifier FROM grdb_migrations ORDER BY 1")
        }
        #expect(applied == ["v1", "v2", "v3", "v4", "v5"])
    }

    @Test("A database of another program is refused and left as it is")
    func foreign() throws {
        let queue = try DatabaseQueue(path: path)
        try queue.write { try $0.execute(sql: "CREATE TABLE bookmark (url TEXT)") }
        try queue.close()
        let before = try Data(contentsOf: URL(filePath: path))
        #expect(error() == .foreign(path: path))
        #expect(try Data(contentsOf: URL(filePath: path)) == before)
    }

    @Test("A file that is no database is refused and left as it is")
    func noDatabase() throws {
        let text = Data(repeating: UInt8(ascii: "x"), count: 5000)
        try text.write(to: URL(filePath: path))
        #expect(error() == .notADatabase(path: path))
        #expect(error(access: .readOnly) == .notADatabase(path: path))
        #expect(try Data(contentsOf: URL(filePath: path)) == text)
    }

    @Test("An empty file becomes a database")
    func emptyFile() throws {
        try Data().write(to: URL(filePath: path))
        #expect(error(access: .readOnly) == .missing(path: path))
        #expect(error() == nil)
    }

    @Test("A damaged database is said to be damaged")
    func damaged() throws {
        try ScanFixture(try EventStore(path: path)).scan(motion: [2...3])
        try DatabaseQueue(path: path).close()
        var bytes = try Data(contentsOf: URL(filePath: path))
        #expect(bytes.count > 100_000)
        bytes.replaceSubrange(4096..<90_000, with: Data(repeating: 0xA5, count: 85_904))
        try bytes.write(to: URL(filePath: path))
        guard case .corrupt(path, _) = error() else {
            Issue.record("\(String(describing: error()))")
            return
        }
    }

    @Test("What cannot be created says why")
    func cannotCreate() throws {
        let lost = folder.file("nowhere/t.sqlite")
        #expect(
            error(at: lost) == .folderMissing(path: lost, folder: folder.file("nowhere")))
        #expect(error(at: folder.path) == .isFolder(path: folder.path))
        #expect(error(access: .readOnly) == .missing(path: path))
        #expect(error(at: "/proc/t.sqlite") != nil)
    }

    @Test("A file that may not be written is refused", .enabled(if: geteuid() != 0))
    func readOnlyFile() throws {
        _ = try EventStore(path: path)
        chmod(path, 0o444)
        guard case .readOnly(path, _) = error() else {
            Issue.record("\(String(describing: error()))")
            return
        }
    }

    @Test("Reading goes on while another store writes, and writes nothing itself")
    func reading() throws {
        let writer = try ScanFixture(try EventStore(path: path))
        let reader = try EventStore(path: path, access: .readOnly)
        try writer.scan(motion: [2...3])
        #expect(try reader.eventCount() == 1)
        #expect(throws: EventStoreError.self) { try reader.feed(named: "harbour") }
    }

    @Test(
        "A database in a folder that cannot be written can be read", .enabled(if: geteuid() != 0))
    func readOnlyMedium() throws {
        try ScanFixture(try EventStore(path: path)).scan(motion: [2...3])
        chmod(folder.path, 0o555)
        defer { chmod(folder.path, 0o755) }
        #expect(try EventStore(path: path, access: .readOnly).eventCount() == 1)
    }

    @Test("Every error is one line that names the file and what to do")
    func descriptions() {
        let errors: [EventStoreError] = [
            .missing(path: path), .folderMissing(path: path, folder: "/x"), .isFolder(path: path),
            .cannotOpen(path: path, reason: "?"), .notADatabase(path: path),
            .foreign(path: path), .corrupt(path: path, detail: "?"),
            .readOnly(path: path, reason: "?"),
            .newerSchema(path: path, found: "3", known: "2"),
            .olderSchema(path: path, known: "2"), .diskFull(path: path),
            .inputOutput(path: path, detail: "?"), .locked(path: path, seconds: 60),
            .refused(path: path, operation: "reading", code: 1, detail: "?"),
            .unknownRecording(path: path, id: 1),
            .unknownStretch(path: path, recording: 1, ordinal: 2),
            .unreadable(path: path, column: "boxes.packed", row: 1), .replaced(path: path),
            .unknownFeed(path: path, id: 1), .unknownEvent(path: path, id: 1),
            .unknownZone(path: path, id: 1), .unknownUser(path: path, name: "Ani"),
            .nameTaken(path: path, what: "zone", name: "jetty"),
            .invalid(path: path, what: "zone", reason: "it has no name"),
            .otherFile(path: path, recording: 1, file: "/a.mp4", reason: "too long"),
            .pathTaken(path: path, recording: 1, file: "/a.mp4"),
        ]
        for error in errors {
            #expect(error.description.hasPrefix(path + ": "))
            #expect(!error.description.contains("\n"))
            #expect(error.description.contains(";"), "a remedy follows: \(error)")
        }
    }
}
