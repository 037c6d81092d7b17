import Footage
import Foundation
import GRDB

/// What the second schema adds: who may look, what was done by whom, zones, and what a timeline
/// and a list of events are read from quickly. Column by column in `docs/schema.md`.
///
/// Never edited once released: a change is a new migration.
enum SchemaVersion2 {
    static func migrate(_ database: Database) throws {
        try database.execute(sql: accountability + access + zones + retention + indexes)
        try fillPeaks(in: database)
    }

    private static let accountability = """
        CREATE TABLE audit (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            at_us INTEGER NOT NULL,
            actor TEXT NOT NULL,
            action TEXT NOT NULL,
            subject TEXT NOT NULL,
            previous_hash BLOB NOT NULL CHECK (length(previous_hash) = 32),
            hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32)
        ) STRICT;
        CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit
        BEGIN SELECT raise(ABORT, 'the audit log is only ever added to'); END;
        CREATE TRIGGER audit_is_never_shortened BEFORE DELETE ON audit
        BEGIN SELECT raise(ABORT, 'the audit log is only ever added to'); END;
        CREATE TRIGGER audit_is_never_replaced BEFORE INSERT ON audit
        WHEN EXISTS (SELECT 1 FROM audit WHERE id >= new.id OR hash = new.hash)
        BEGIN SELECT raise(ABORT, 'the audit log is only ever added to'); END;

        CREATE TABLE export (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            uuid TEXT NOT NULL UNIQUE,
            name TEXT NOT NULL,
            path TEXT NOT NULL,
            created_us INTEGER NOT NULL,
            created_by TEXT NOT NULL,
            purpose TEXT NOT NULL,
            request_number TEXT NOT NULL,
            files INTEGER NOT NULL,
            bytes INTEGER NOT NULL,
            manifest_sha256 TEXT NOT NULL
        ) STRICT;

        CREATE TABLE exported_event (
            export_id INTEGER NOT NULL REFERENCES export (id) ON DELETE CASCADE,
            ordinal INTEGER NOT NULL,
            event_uuid TEXT NOT NULL,
            feed_id INTEGER NOT NULL REFERENCES feed (id) ON DELETE CASCADE,
            PRIMARY KEY (export_id, ordinal)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX exported_event_by_feed ON exported_event (feed_id);
        CREATE INDEX exported_event_by_event ON exported_event (event_uuid);

        """

    private static let access = """
        CREATE TABLE user (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            uuid TEXT NOT NULL UNIQUE,
            name TEXT NOT NULL UNIQUE COLLATE NOCASE,
            role TEXT NOT NULL CHECK (role IN ('viewer', 'operator', 'admin')),
            password_hash TEXT NOT NULL,
            sees_all_feeds INTEGER NOT NULL CHECK (sees_all_feeds IN (0, 1)),
            created_us INTEGER NOT NULL,
            disabled INTEGER NOT NULL DEFAULT 0 CHECK (disabled IN (0, 1)),
            revision INTEGER NOT NULL DEFAULT 1
        ) STRICT;

        CREATE TABLE user_feed (
            user_id INTEGER NOT NULL REFERENCES user (id) ON DELETE CASCADE,
            feed_id INTEGER NOT NULL REFERENCES feed (id) ON DELETE CASCADE,
            PRIMARY KEY (user_id, feed_id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX user_feed_by_feed ON user_feed (feed_id);

        CREATE TABLE unmask (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            event_uuid TEXT NOT NULL,
            granted_by TEXT NOT NULL,
            reason TEXT NOT NULL,
            from_us INTEGER NOT NULL,
            until_us INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX unmask_by_event ON unmask (event_uuid, until_us);

        """

    private static let zones = """
        CREATE TABLE zone (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            uuid TEXT NOT NULL UNIQUE,
            feed_id INTEGER NOT NULL REFERENCES feed (id) ON DELETE CASCADE,
            name TEXT NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('zone', 'mask', 'privacy_mask')),
            polygon TEXT NOT NULL,
            created_us INTEGER NOT NULL,
            created_by TEXT NOT NULL,
            changed_us INTEGER NOT NULL,
            UNIQUE (feed_id, name)
        ) STRICT;
        CREATE INDEX zone_by_name ON zone (name);

        CREATE TABLE zone_segment (
            zone_id INTEGER NOT NULL REFERENCES zone (id) ON DELETE CASCADE,
            segment_id INTEGER NOT NULL REFERENCES segment (id) ON DELETE CASCADE,
            event_id INTEGER,
            PRIMARY KEY (zone_id, segment_id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX zone_segment_by_segment ON zone_segment (segment_id);
        CREATE INDEX zone_segment_by_event ON zone_segment (zone_id, event_id);
        CREATE TRIGGER zone_segment_follows_event AFTER UPDATE OF event_id ON segment
        BEGIN
            UPDATE zone_segment SET event_id = new.event_id WHERE segment_id = new.id;
        END;

        """

    /// A state of coverage more, which the table's check has to allow.
    private static let retention = """
        CREATE TABLE coverage_2 (
            id INTEGER PRIMARY KEY,
            recording_id INTEGER NOT NULL REFERENCES recording (id) ON DELETE CASCADE,
            stretch_id INTEGER NOT NULL REFERENCES stretch (id) ON DELETE CASCADE,
            start_media_us INTEGER NOT NULL,
            end_media_us INTEGER NOT NULL CHECK (end_media_us > start_media_us),
            state TEXT NOT NULL CHECK (state IN ('analysed', 'key_frames_only', 'undecodable',
                'dropped', 'absent', 'pending', 'purged')),
            reason TEXT
        ) STRICT;
        INSERT INTO coverage_2 SELECT * FROM coverage;
        DROP TABLE coverage;
        ALTER TABLE coverage_2 RENAME TO coverage;
        CREATE INDEX coverage_by_recording ON coverage (recording_id, start_media_us);
        CREATE INDEX coverage_by_stretch ON coverage (stretch_id);
        CREATE INDEX coverage_not_analysed ON coverage (recording_id, start_media_us, end_media_us)
            WHERE state <> 'analysed';

        ALTER TABLE recording ADD COLUMN purged_until_media_us INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE feed ADD COLUMN longest_recording_us INTEGER NOT NULL DEFAULT 0;
        UPDATE feed SET longest_recording_us =
            coalesce((SELECT max(duration_us) FROM recording WHERE feed_id = feed.id), 0);

        """

    private static let indexes = """
        ALTER TABLE activity ADD COLUMN peak_ppm INTEGER NOT NULL DEFAULT 0;
        CREATE INDEX activity_by_peak ON activity (recording_id, minute, peak_ppm);

        DROP INDEX event_by_position;
        DROP INDEX event_by_score;
        CREATE INDEX event_by_time ON event (
            position_us, id, feed_id, review_state, severity, kind, score, end_us, zone);
        CREATE INDEX event_by_rank ON event (
            score, position_us, id, feed_id, review_state, severity, kind, end_us, zone);
        CREATE INDEX event_by_state ON event (
            feed_id, review_state, severity, kind, position_us, id, score, end_us, zone);

        """

    /// The most motion of each stored minute, which is packed with its seconds.
    private static func fillPeaks(in database: Database) throws {
        let update = try database.makeStatement(
            sql: "UPDATE activity SET peak_ppm = ? WHERE id = ?")
        var last: Int64 = -1
        while true {
            // In pages: a statement must not read the rows that it follows being changed.
            let rows = try Row.fetchAll(
                database,
                sql: "SELECT id, seconds FROM activity WHERE id > ? ORDER BY id LIMIT 1000",
                arguments: [last])
            guard let end = rows.last else { return }
            for row in rows {
                let packed: Data = row["seconds"]
                // A row that cannot be read stays as it is: whoever asks for it is told.
                let peak = ActivityReader.peakPPM(in: packed) ?? 0
                try update.execute(arguments: [peak, row["id"] as Int64])
            }
            last = end["id"]
        }
    }
}
