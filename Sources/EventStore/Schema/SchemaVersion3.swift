import GRDB

/// What the third schema adds: what incident rules need and what they tell. Column by column in
/// `docs/schema.md`.
///
/// Never edited once released: a change is a new migration.
enum SchemaVersion3 {
    static let sql = """
        ALTER TABLE event ADD COLUMN rule TEXT;
        ALTER TABLE event ADD COLUMN facts TEXT;
        CREATE INDEX event_of_rule ON event (feed_id, position_us) WHERE rule IS NOT NULL;

        CREATE TABLE event_boxes (
            event_id INTEGER NOT NULL REFERENCES event (id) ON DELETE CASCADE,
            recording_id INTEGER NOT NULL REFERENCES recording (id) ON DELETE CASCADE,
            start_media_us INTEGER NOT NULL,
            packed BLOB NOT NULL,
            PRIMARY KEY (event_id, recording_id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX event_boxes_by_recording ON event_boxes (recording_id);

        CREATE TABLE lasting_change (
            id INTEGER PRIMARY KEY,
            feed_id INTEGER NOT NULL REFERENCES feed (id) ON DELETE CASCADE,
            recording_id INTEGER NOT NULL REFERENCES recording (id) ON DELETE CASCADE,
            stretch_id INTEGER NOT NULL REFERENCES stretch (id) ON DELETE CASCADE,
            manner TEXT NOT NULL CHECK (manner IN ('came', 'gone')),
            media_us INTEGER NOT NULL,
            last_before_media_us INTEGER NOT NULL,
            at_us INTEGER,
            x REAL NOT NULL,
            y REAL NOT NULL,
            width REAL NOT NULL,
            height REAL NOT NULL,
            share_ppm INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX lasting_change_by_time ON lasting_change (feed_id, at_us)
            WHERE at_us IS NOT NULL;
        CREATE INDEX lasting_change_by_recording ON lasting_change (recording_id, media_us);
        CREATE INDEX lasting_change_by_stretch ON lasting_change (stretch_id);

        CREATE TABLE feed_rules (
            feed_id INTEGER PRIMARY KEY REFERENCES feed (id) ON DELETE CASCADE,
            rules TEXT NOT NULL,
            changed_us INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE untold (
            id INTEGER PRIMARY KEY,
            feed_id INTEGER NOT NULL REFERENCES feed (id) ON DELETE CASCADE,
            recording_id INTEGER REFERENCES recording (id) ON DELETE CASCADE,
            start_us INTEGER,
            end_us INTEGER
        ) STRICT;
        CREATE INDEX untold_by_feed ON untold (feed_id);
        CREATE INDEX untold_by_recording ON untold (recording_id);

        """
}
