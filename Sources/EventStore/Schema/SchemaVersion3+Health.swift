extension SchemaVersion3 {
    /// What camera health needs and tells.
    static let health = """
        CREATE TABLE health_readings (
            stretch_id INTEGER PRIMARY KEY REFERENCES stretch (id) ON DELETE CASCADE,
            recording_id INTEGER NOT NULL REFERENCES recording (id) ON DELETE CASCADE,
            start_media_us INTEGER NOT NULL,
            packed BLOB NOT NULL
        ) STRICT;
        CREATE INDEX health_readings_by_recording
            ON health_readings (recording_id, start_media_us);

        CREATE TABLE health_watch (
            recording_id INTEGER PRIMARY KEY REFERENCES recording (id) ON DELETE CASCADE,
            parameters TEXT NOT NULL,
            state BLOB NOT NULL
        ) STRICT;

        CREATE TABLE event_picture (
            event_id INTEGER PRIMARY KEY REFERENCES event (id) ON DELETE CASCADE,
            jpeg BLOB NOT NULL
        ) STRICT;

        """
}
