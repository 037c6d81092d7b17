extension SchemaVersion4 {
    /// What is told of events to destinations outside, and what waits to be told.
    static let outbox = """
        CREATE TABLE alert_outbox (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            uuid TEXT NOT NULL UNIQUE,
            destination TEXT NOT NULL,
            type TEXT NOT NULL CHECK (type IN ('new', 'update', 'end')),
            event_uuid TEXT NOT NULL,
            facts TEXT NOT NULL,
            queued_us INTEGER NOT NULL,
            attempts INTEGER NOT NULL DEFAULT 0,
            next_attempt_us INTEGER,
            last_error TEXT,
            refused_us INTEGER
        ) STRICT;
        CREATE INDEX alert_outbox_waiting ON alert_outbox (destination, id)
            WHERE refused_us IS NULL;
        CREATE INDEX alert_outbox_by_event ON alert_outbox (event_uuid, destination);

        CREATE TABLE alert_event (
            event_uuid TEXT NOT NULL,
            destination TEXT NOT NULL,
            feed_id INTEGER NOT NULL REFERENCES feed (id) ON DELETE CASCADE,
            state TEXT NOT NULL CHECK (state IN ('quiet', 'open', 'ended')),
            facts TEXT NOT NULL,
            end_us INTEGER,
            goes_on INTEGER NOT NULL CHECK (goes_on IN (0, 1)),
            needs_news INTEGER NOT NULL CHECK (needs_news IN (0, 1)),
            changed_us INTEGER NOT NULL,
            told_us INTEGER,
            update_due_us INTEGER,
            PRIMARY KEY (event_uuid, destination)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX alert_event_open ON alert_event (feed_id, end_us) WHERE state = 'open';
        CREATE INDEX alert_event_due ON alert_event (update_due_us)
            WHERE update_due_us IS NOT NULL;
        CREATE INDEX alert_event_by_change ON alert_event (changed_us);

        CREATE TABLE alert_destination (
            name TEXT PRIMARY KEY,
            delivered INTEGER NOT NULL DEFAULT 0,
            delivered_us INTEGER,
            failing_since_us INTEGER,
            last_error TEXT,
            dropped INTEGER NOT NULL DEFAULT 0,
            dropped_us INTEGER
        ) STRICT, WITHOUT ROWID;

        """
}
