import Footage
import Foundation
import GRDB
import Testing

@testable import EventStore

@Suite struct MigrationTests {
    let folder: TemporaryFolder
    var path: String { folder.file("t.sqlite") }

    init() throws { folder = try TemporaryFolder() }

    private static func schema(_ database: Database) throws -> [String] {
        try String.fetchAll(
            database,
            sql: """
                SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL
                    AND name NOT IN ('sqlite_sequence', 'grdb_migrations')
                ORDER BY rowid
                """)
    }

    /// A database as version 1 left it: two recordings, one of them half done, an event across
    /// both, and its review.
    private func makeVersion1() throws {
        let queue = try DatabaseQueue(path: path)
        try queue.write { database in
            try database.execute(
                sql: "PRAGMA application_id = \(Migrations.applicationID)")
        }
        try Migrations.migrator.migrate(queue, upTo: "v1")
        let activity = ActivityMinute.minutes(of: [
            ActivityRecord(second: 3, motionPPM: 700), ActivityRecord(second: 9, motionPPM: 4000),
            ActivityRecord(second: 61, motionPPM: 90),
        ])
        try queue.write { database in
            try database.execute(
                sql: """
                    INSERT INTO run VALUES (1, 'r', 1, 2, '1', 'avx2', 'a', '{}', 'pc', 7);
                    INSERT INTO feed VALUES (1, 'f', 'gate', NULL, 'Asia/Makassar', 5000000, 9);
                    INSERT INTO recording (id, uuid, feed_id, path, size_bytes, modified_us, status,
                        container, duration_us, start_us, run_id)
                    VALUES (1, 'a', 1, '/a.mp4', 10, 1, 'analysed', 'mp4', 70000000, 1000000000, 1),
                        (2, 'b', 1, '/b.mp4', 10, 1, 'scanning', 'mp4', 20000000, 1070000000, 1);
                    INSERT INTO stretch VALUES (1, 1, 0, 0, 70000000, 'done', 9, 1),
                        (2, 2, 0, 0, 10000000, 'done', 9, 1),
                        (3, 2, 1, 10000000, 20000000, 'planned', 0, NULL);
                    INSERT INTO coverage VALUES (1, 1, 1, 0, 60000000, 'analysed', NULL),
                        (2, 1, 1, 60000000, 70000000, 'undecodable', 'damaged'),
                        (3, 2, 2, 0, 10000000, 'analysed', NULL),
                        (4, 2, 3, 10000000, 20000000, 'pending', NULL);
                    INSERT INTO event (id, uuid, feed_id, kind, severity, score, position_us,
                        start_us, peak_us, end_us, start_recording_id, start_media_us,
                        peak_recording_id, peak_media_us, end_recording_id, end_media_us,
                        active_us, peak_ppm, motion_integral, pre_roll_us, post_roll_us)
                    VALUES (4, 'e', 1, 'motion', 'motion', 30, 1065000000, 1065000000, 1066000000,
                        1072000000, 1, 65000000, 1, 66000000, 2, 2000000, 6000000, 900, 99, 5, 5);
                    INSERT INTO segment VALUES (1, 1, 1, 1, 4, 65000000, 66000000, 70000000,
                        1065000000, 1070000000, 5000000, 900, 90),
                        (2, 1, 2, 2, 4, 0, 0, 2000000, 1070000000, 1072000000, 1000000, 80, 9);
                    INSERT INTO thumbnail VALUES (1, x'ffd8');
                    UPDATE event SET peak_segment_id = 1;
                    INSERT INTO review VALUES (1, 4, 'e', 1, 65000000, 72000000, 3, 'Ani',
                        'true_alarm', 'a boat');
                    UPDATE event SET review_state = 'true_alarm';
                    """)
            for minute in activity {
                try database.execute(
                    sql: """
                        INSERT INTO activity (recording_id, stretch_id, minute, cells, seconds)
                        VALUES (1, 1, ?, ?, ?)
                        """,
                    arguments: [minute.minute, minute.packedCells, minute.packedSeconds])
            }
        }
        try queue.close()
    }

    @Test("The first schema is the one that was released")
    func versionOne() throws {
        let queue = try DatabaseQueue(path: path)
        try Migrations.migrator.migrate(queue, upTo: "v1")
        let found = try queue.read(Self.schema).map { $0 + ";\n" }.joined(separator: "\n")
        let golden = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "Golden/schema-1.sql")
        #expect(try String(contentsOf: golden, encoding: .utf8) == found)
    }

    @Test("An upgraded database has the same schema as a new one, and is whole")
    func sameSchema() throws {
        try makeVersion1()
        _ = try EventStore(path: path)
        let fresh = folder.file("fresh.sqlite")
        _ = try EventStore(path: fresh)
        let upgraded = try DatabaseQueue(path: path)
        #expect(try upgraded.read(Self.schema) == DatabaseQueue(path: fresh).read(Self.schema))
        try upgraded.read { database throws in
            #expect(try String.fetchAll(database, sql: "PRAGMA integrity_check") == ["ok"])
            #expect(try Row.fetchAll(database, sql: "PRAGMA foreign_key_check").isEmpty)
            #expect(try Int.fetchOne(database, sql: "PRAGMA user_version") == 4)
        }
    }

    @Test("Everything that was stored is there after the upgrade, and new columns are filled")
    func keepsRows() throws {
        try makeVersion1()
        #expect(throws: EventStoreError.olderSchema(path: path, known: "4")) {
            try EventStore(path: path, access: .readOnly)
        }
        let store = try EventStore(path: path)
        let event = try #require(try store.events().events.first)
        #expect(event.uuid == "e" && event.reviewState == .trueAlarm && event.hasThumbnail)
        #expect(try store.reviews(of: event.id).map(\.note) == ["a boat"])
        #expect(try store.parts(of: event.id).map(\.recording.rawValue) == [1, 2])
        #expect(
            try store.coverage(of: RecordingID(rawValue: 1)) == [
                CoverageSpan(range: .seconds(0, 60), state: .analysed),
                CoverageSpan(range: .seconds(60, 70), state: .undecodable, reason: "damaged"),
            ])
        let timeline = try store.timeline(of: RecordingID(rawValue: 1), buckets: 7)
        #expect(timeline.motion == [4000, 0, 0, 0, 0, 0, 90])
        try store.pool.read { database throws in
            #expect(
                try Int.fetchAll(database, sql: "SELECT peak_ppm FROM activity ORDER BY id")
                    == [4000, 90])
            #expect(
                try Int.fetchOne(database, sql: "SELECT longest_recording_us FROM feed")
                    == 70_000_000)
        }
        #expect(try store.auditHead().entries == 0)
    }

    @Test("A scan that was stopped before the upgrade goes on after it")
    func goesOn() throws {
        try makeVersion1()
        let store = try EventStore(path: path)
        let run = try store.startRun(.sample(digest: "a"))
        try store.pool.write {
            try $0.execute(sql: "UPDATE recording SET settings_digest = 'a' WHERE id = 2")
        }
        let claim = try store.claim(
            .sample("/b.mp4", size: 10), feed: FeedID(rawValue: 1), run: run, rebuild: .standard)
        #expect(claim == .claimed(RecordingID(rawValue: 2)))
        let start = WallTime(microsecondsUTC: 1_070_000_000)
        let stretches = plan(stretches: 2, seconds: 10)
        let done = try store.begin(
            RecordingID(rawValue: 2), facts: .sample(seconds: 20, start: start),
            stretches: stretches, rebuild: .standard)
        #expect(done == [0])
        try store.commit(
            .sample(stretches[1], motion: [12...15]), of: RecordingID(rawValue: 2),
            rebuild: .standard)
        #expect(try store.coverage(of: RecordingID(rawValue: 2)).map(\.state) == [.analysed])
    }

    @Test("A database of version 2 keeps its rows, and has room for rules and what they tell")
    func fromVersion2() throws {
        try makeVersion1()
        let queue = try DatabaseQueue(path: path)
        try Migrations.migrator.migrate(queue, upTo: "v2")
        try queue.write { database in
            try database.execute(
                sql: """
                    INSERT INTO zone VALUES (3, 'z', 1, 'jetty', 'zone', '[[0,0],[1,0],[1,1]]', 1,
                        'Ani', 1);
                    INSERT INTO zone_segment VALUES (3, 1, 4);
                    """)
        }
        try queue.close()
        let store = try EventStore(path: path)
        let event = try #require(try store.events().events.first)
        #expect(event.uuid == "e" && event.kind == .motion && event.facts == nil)
        #expect(event.reviewState == .trueAlarm && event.hasThumbnail)
        #expect(try store.zones(of: event.feed).map(\.events) == [1])
        #expect(try store.rules(of: event.feed) == nil)
        #expect(try !store.isUntold(event.feed))
        try store.setRules("{}", of: event.feed)
        #expect(try store.isUntold(event.feed))
        try store.pool.read { database throws in
            for table in ["lasting_change", "event_boxes"] {
                #expect(try Int.fetchOne(database, sql: "SELECT count(*) FROM \(table)") == 0)
            }
            #expect(try Int.fetchOne(database, sql: "SELECT count(*) FROM event") == 1)
        }
    }
    @Test("A database of version 3 keeps its rows, and tells of what is stored from then on")
    func fromVersion3() throws {
        try makeVersion1()
        let queue = try DatabaseQueue(path: path)
        try Migrations.migrator.migrate(queue, upTo: "v3")
        try queue.write { database in
            try database.execute(
                sql: """
                    UPDATE event SET rule = 'night', kind = 'intrusion',
                        facts = '{"rule":"night","type":"intrusion"}';
                    INSERT INTO feed_rules VALUES (1, '{}', 5);
                    INSERT INTO event_picture VALUES (4, x'ffd8');
                    """)
        }
        try queue.close()
        let store = try EventStore(path: path)
        let event = try #require(try store.events().events.first)
        #expect(event.uuid == "e" && event.kind == .intrusion && event.facts?.rule == "night")
        #expect(event.reviewState == .trueAlarm && event.hasThumbnail)
        #expect(try store.rules(of: event.feed) == "{}")
        #expect(try store.outboxSummaries().isEmpty)
        // Of what was stored before nobody is told.
        store.setAlertPlan(
            AlertPlan(
                destinations: [.init(name: "room", updateInterval: .zero)], feeds: [event.feed]))
        try store.setPicture([0xFF, 0xD8], of: event.id)
        #expect(try store.outbox(of: "room").isEmpty)
    }
}
