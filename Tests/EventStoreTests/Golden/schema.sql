CREATE TABLE run (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL UNIQUE,
    started_us INTEGER NOT NULL,
    finished_us INTEGER,
    version TEXT NOT NULL,
    kernel_level TEXT NOT NULL,
    settings_digest TEXT NOT NULL,
    settings TEXT NOT NULL,
    host TEXT NOT NULL,
    process_id INTEGER NOT NULL
) STRICT;

CREATE TABLE feed (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL UNIQUE,
    site TEXT,
    time_zone TEXT NOT NULL,
    longest_segment_us INTEGER NOT NULL DEFAULT 0,
    longest_event_us INTEGER NOT NULL DEFAULT 0
, longest_recording_us INTEGER NOT NULL DEFAULT 0) STRICT;

CREATE TABLE feed_change (
    id INTEGER PRIMARY KEY,
    feed_id INTEGER NOT NULL REFERENCES feed (id) ON DELETE CASCADE,
    changed_us INTEGER NOT NULL,
    site TEXT,
    time_zone TEXT NOT NULL
) STRICT;

CREATE INDEX feed_change_by_feed ON feed_change (feed_id);

CREATE TABLE recording (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL UNIQUE,
    feed_id INTEGER NOT NULL REFERENCES feed (id) ON DELETE CASCADE,
    path TEXT NOT NULL UNIQUE,
    size_bytes INTEGER NOT NULL,
    modified_us INTEGER NOT NULL,
    fingerprint TEXT,
    status TEXT NOT NULL
        CHECK (status IN ('pending', 'scanning', 'analysed', 'partial', 'refused')),
    error TEXT,
    container TEXT,
    codec TEXT,
    pixel_format TEXT,
    stored_width INTEGER,
    stored_height INTEGER,
    sample_aspect_numerator INTEGER,
    sample_aspect_denominator INTEGER,
    rotation_degrees INTEGER CHECK (rotation_degrees IN (0, 90, 180, 270)),
    is_interlaced INTEGER CHECK (is_interlaced IN (0, 1)),
    nominal_frames_per_second REAL,
    duration_us INTEGER,
    start_us INTEGER,
    end_us INTEGER GENERATED ALWAYS AS (start_us + duration_us) VIRTUAL,
    clock_source TEXT
        CHECK (clock_source IN ('stated', 'file_name', 'container', 'unknown')),
    timestamps_rebuilt TEXT,
    findings TEXT NOT NULL DEFAULT '[]',
    frames INTEGER NOT NULL DEFAULT 0,
    settings_digest TEXT,
    run_id INTEGER REFERENCES run (id)
, purged_until_media_us INTEGER NOT NULL DEFAULT 0, is_live INTEGER NOT NULL DEFAULT 0
    CHECK (is_live IN (0, 1))) STRICT;

CREATE INDEX recording_by_start ON recording (feed_id, start_us, duration_us);

CREATE INDEX recording_by_fingerprint ON recording (fingerprint, size_bytes);

CREATE INDEX recording_by_run ON recording (run_id);

CREATE TABLE stretch (
    id INTEGER PRIMARY KEY,
    recording_id INTEGER NOT NULL REFERENCES recording (id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    start_media_us INTEGER NOT NULL,
    end_media_us INTEGER NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('planned', 'done')),
    frames INTEGER NOT NULL DEFAULT 0,
    run_id INTEGER REFERENCES run (id),
    UNIQUE (recording_id, ordinal)
) STRICT;

CREATE TABLE segment (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    feed_id INTEGER NOT NULL REFERENCES feed (id) ON DELETE CASCADE,
    recording_id INTEGER NOT NULL REFERENCES recording (id) ON DELETE CASCADE,
    stretch_id INTEGER NOT NULL REFERENCES stretch (id) ON DELETE CASCADE,
    event_id INTEGER REFERENCES event (id) ON DELETE SET NULL,
    start_media_us INTEGER NOT NULL,
    peak_media_us INTEGER NOT NULL,
    end_media_us INTEGER NOT NULL,
    start_us INTEGER,
    end_us INTEGER,
    active_us INTEGER NOT NULL,
    peak_ppm INTEGER NOT NULL,
    motion_integral INTEGER NOT NULL
) STRICT;

CREATE INDEX segment_by_time ON segment (feed_id, start_us) WHERE start_us IS NOT NULL;

CREATE INDEX segment_by_recording ON segment (recording_id, start_media_us);

CREATE INDEX segment_by_stretch ON segment (stretch_id);

CREATE INDEX segment_by_event ON segment (event_id);

CREATE TABLE boxes (
    segment_id INTEGER PRIMARY KEY REFERENCES segment (id) ON DELETE CASCADE,
    packed BLOB NOT NULL
) STRICT;

CREATE TABLE thumbnail (
    segment_id INTEGER PRIMARY KEY REFERENCES segment (id) ON DELETE CASCADE,
    jpeg BLOB NOT NULL
) STRICT;

CREATE TABLE activity (
    id INTEGER PRIMARY KEY,
    recording_id INTEGER NOT NULL REFERENCES recording (id) ON DELETE CASCADE,
    stretch_id INTEGER NOT NULL REFERENCES stretch (id) ON DELETE CASCADE,
    minute INTEGER NOT NULL,
    cells BLOB NOT NULL,
    seconds BLOB NOT NULL, peak_ppm INTEGER NOT NULL DEFAULT 0,
    UNIQUE (recording_id, minute, stretch_id)
) STRICT;

CREATE INDEX activity_by_stretch ON activity (stretch_id);

CREATE TABLE suppressed (
    stretch_id INTEGER NOT NULL REFERENCES stretch (id) ON DELETE CASCADE,
    suppressor TEXT NOT NULL,
    pixels INTEGER NOT NULL,
    PRIMARY KEY (stretch_id, suppressor)
) STRICT, WITHOUT ROWID;

CREATE TABLE suppressed_seconds (
    activity_id INTEGER PRIMARY KEY REFERENCES activity (id) ON DELETE CASCADE,
    packed BLOB NOT NULL
) STRICT;

CREATE TABLE event (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL UNIQUE,
    feed_id INTEGER NOT NULL REFERENCES feed (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    severity TEXT NOT NULL CHECK (severity IN ('motion', 'detection', 'alert')),
    score INTEGER NOT NULL CHECK (score BETWEEN 0 AND 100),
    zone TEXT,
    position_us INTEGER NOT NULL,
    start_us INTEGER,
    peak_us INTEGER,
    end_us INTEGER,
    start_recording_id INTEGER NOT NULL REFERENCES recording (id) ON DELETE CASCADE,
    start_media_us INTEGER NOT NULL,
    peak_recording_id INTEGER NOT NULL REFERENCES recording (id) ON DELETE CASCADE,
    peak_media_us INTEGER NOT NULL,
    end_recording_id INTEGER NOT NULL REFERENCES recording (id) ON DELETE CASCADE,
    end_media_us INTEGER NOT NULL,
    peak_segment_id INTEGER REFERENCES segment (id) ON DELETE SET NULL,
    active_us INTEGER NOT NULL,
    peak_ppm INTEGER NOT NULL,
    motion_integral INTEGER NOT NULL,
    pre_roll_us INTEGER NOT NULL,
    post_roll_us INTEGER NOT NULL,
    review_state TEXT NOT NULL DEFAULT 'unreviewed'
        CHECK (review_state IN ('unreviewed', 'reviewed', 'true_alarm', 'false_alarm'))
, rule TEXT, facts TEXT) STRICT;

CREATE INDEX event_by_feed ON event (feed_id, position_us, id);

CREATE INDEX event_by_severity ON event (severity, position_us, id);

CREATE INDEX event_by_kind ON event (kind, position_us, id);

CREATE INDEX event_by_review ON event (review_state, position_us, id);

CREATE INDEX event_by_start_recording ON event (start_recording_id, start_media_us);

CREATE INDEX event_by_peak_recording ON event (peak_recording_id);

CREATE INDEX event_by_end_recording ON event (end_recording_id);

CREATE INDEX event_by_peak_segment ON event (peak_segment_id);

CREATE TABLE review (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    event_id INTEGER REFERENCES event (id) ON DELETE SET NULL,
    event_uuid TEXT NOT NULL,
    recording_id INTEGER NOT NULL REFERENCES recording (id) ON DELETE CASCADE,
    start_media_us INTEGER NOT NULL,
    end_media_us INTEGER NOT NULL,
    reviewed_us INTEGER NOT NULL,
    reviewer TEXT,
    state TEXT NOT NULL
        CHECK (state IN ('unreviewed', 'reviewed', 'true_alarm', 'false_alarm')),
    note TEXT
) STRICT;

CREATE INDEX review_by_event ON review (event_id);

CREATE INDEX review_by_recording ON review (recording_id, start_media_us);

CREATE VIEW placed AS
SELECT id AS recording_id, feed_id, start_us, end_us,
    max(end_us) OVER (
        PARTITION BY feed_id ORDER BY start_us, id
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS covered_until_us
FROM recording WHERE start_us IS NOT NULL AND duration_us > 0;

CREATE VIEW feed_gap AS
SELECT feed_id, 'absent' AS state, covered_until_us AS start_us, start_us AS end_us
FROM placed WHERE start_us - covered_until_us >= 2000000
UNION ALL
SELECT feed_id, 'overlap', start_us, min(end_us, covered_until_us)
FROM placed WHERE min(end_us, covered_until_us) - start_us >= 2000000;

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

CREATE TABLE "coverage" (
    id INTEGER PRIMARY KEY,
    recording_id INTEGER NOT NULL REFERENCES recording (id) ON DELETE CASCADE,
    stretch_id INTEGER NOT NULL REFERENCES stretch (id) ON DELETE CASCADE,
    start_media_us INTEGER NOT NULL,
    end_media_us INTEGER NOT NULL CHECK (end_media_us > start_media_us),
    state TEXT NOT NULL CHECK (state IN ('analysed', 'key_frames_only', 'undecodable',
        'dropped', 'absent', 'pending', 'purged')),
    reason TEXT
) STRICT;

CREATE INDEX coverage_by_recording ON coverage (recording_id, start_media_us);

CREATE INDEX coverage_by_stretch ON coverage (stretch_id);

CREATE INDEX coverage_not_analysed ON coverage (recording_id, start_media_us, end_media_us)
    WHERE state <> 'analysed';

CREATE INDEX activity_by_peak ON activity (recording_id, minute, peak_ppm);

CREATE INDEX event_by_time ON event (
    position_us, id, feed_id, review_state, severity, kind, score, end_us, zone);

CREATE INDEX event_by_rank ON event (
    score, position_us, id, feed_id, review_state, severity, kind, end_us, zone);

CREATE INDEX event_by_state ON event (
    feed_id, review_state, severity, kind, position_us, id, score, end_us, zone);

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
