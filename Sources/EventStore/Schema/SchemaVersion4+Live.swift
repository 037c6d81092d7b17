extension SchemaVersion4 {
    /// What watching live feeds stores: which recordings are no files, and clips.
    static let live = """
        ALTER TABLE recording ADD COLUMN is_live INTEGER NOT NULL DEFAULT 0
            CHECK (is_live IN (0, 1));
        CREATE INDEX recording_live ON recording (feed_id) WHERE is_live = 1 AND status = 'scanning';

        CREATE TABLE clip (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            uuid TEXT NOT NULL UNIQUE,
            feed_id INTEGER NOT NULL REFERENCES feed (id) ON DELETE CASCADE,
            path TEXT NOT NULL UNIQUE,
            start_us INTEGER NOT NULL,
            end_us INTEGER NOT NULL CHECK (end_us >= start_us),
            bytes INTEGER NOT NULL DEFAULT 0,
            state TEXT NOT NULL CHECK (state IN ('growing', 'done', 'removed', 'lost'))
        ) STRICT;
        CREATE INDEX clip_by_time ON clip (feed_id, start_us);
        CREATE INDEX clip_by_state ON clip (state, start_us);

        CREATE TABLE watched (
            feed_id INTEGER PRIMARY KEY REFERENCES feed (id) ON DELETE CASCADE,
            state TEXT NOT NULL
                CHECK (state IN ('connecting', 'watching', 'waiting', 'stopped')),
            since_us INTEGER NOT NULL,
            updated_us INTEGER NOT NULL,
            level TEXT NOT NULL,
            problems TEXT NOT NULL,
            last_picture_us INTEGER,
            facts TEXT NOT NULL
        ) STRICT;

        """
}
