"""A database of very many events: one scanned recording, told again and again by SQL as if cameras
had recorded the same for a month."""

import sqlite3
import subprocess
import sys
import uuid

from measuring import ROOT

MINUTE_US = 60_000_000
LENGTH_US = 5 * MINUTE_US
DAYS = 30
# One camera records all the time, the others for five minutes of every hour.
HOURLY_FEEDS = 20
BEGIN = "2026-10-24T00:00:00+08:00"
BEGIN_US = 1_792_771_200_000_000

# Columns that name a row of a table; each row of the n-th telling has its number raised by
# n times how many rows the first has.
REFERENCES = {
    "recording": {"id": "recording"},
    "stretch": {"id": "stretch", "recording_id": "recording"},
    "segment": {"id": "segment", "recording_id": "recording", "stretch_id": "stretch",
                "event_id": "event"},
    "boxes": {"segment_id": "segment"},
    "thumbnail": {"segment_id": "segment"},
    "activity": {"id": "activity", "recording_id": "recording", "stretch_id": "stretch"},
    "suppressed": {"stretch_id": "stretch"},
    "suppressed_seconds": {"activity_id": "activity"},
    "coverage": {"id": "coverage", "recording_id": "recording", "stretch_id": "stretch"},
    "event": {"id": "event", "start_recording_id": "recording", "peak_recording_id": "recording",
              "end_recording_id": "recording", "peak_segment_id": "segment"},
}
CLOCKS = {"start_us", "peak_us", "end_us", "position_us"}


def fill(pantau, database, events, kept):
    """Makes the database, with about so many events."""
    part = database.with_suffix(".part")
    part.unlink(missing_ok=True)
    recording = kept / "camera-1_20261024_000000.mp4"
    make(recording)
    command = [pantau, "scan", recording, "--db", part, "--feed", "camera 1", "--start", BEGIN,
               "--timezone", "Asia/Makassar", "--quiet"]
    if subprocess.run(command, stdin=subprocess.DEVNULL).returncode != 0:
        sys.exit(f"many-events: failed: {' '.join(map(str, command))}")
    connection = sqlite3.connect(part)
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    connection.create_function("new_uuid", 0, lambda: str(uuid.uuid4()))
    each, = connection.execute("SELECT count(*) FROM event").fetchone()
    if each == 0:
        sys.exit("many-events: nothing was found in the recording")
    for number in range(2, HOURLY_FEEDS + 2):
        connection.execute(
            "INSERT INTO feed (uuid, name, time_zone, longest_segment_us, longest_event_us, "
            "longest_recording_us) SELECT new_uuid(), ?, time_zone, longest_segment_us, "
            "longest_event_us, longest_recording_us FROM feed WHERE id = 1", (f"camera {number}",))
    steps = {table: connection.execute(f"SELECT max(rowid) FROM {table}").fetchone()[0] or 0
             for table in REFERENCES if table not in ("suppressed",)}
    statements = {table: statement(connection, table, steps) for table in REFERENCES}
    for number, (feed, shift) in enumerate(schedule(events // each), start=1):
        for text in statements.values():
            connection.execute(text, {"n": number, "feed": feed, "shift": shift})
        if number % 1000 == 0:
            connection.commit()
    vary(connection)
    connection.commit()
    connection.execute("ANALYZE")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    part.rename(database)
    for leftover in database.parent.glob(part.name + "*"):
        leftover.unlink()


def make(recording):
    """Five minutes in which somebody crosses a yard ten times."""
    if recording.exists():
        return
    subprocess.run(
        ["ffmpeg", "-v", "error", "-y", "-stream_loop", "9", "-i", ROOT / "samples/yard-day.mp4",
         "-c", "copy", recording], check=True, stdin=subprocess.DEVNULL)


def schedule(count):
    """Feed and time of each further recording: the first camera's month, then the others' hours."""
    moments = [(1, n * LENGTH_US) for n in range(1, DAYS * 24 * 60 * MINUTE_US // LENGTH_US)]
    moments += [(feed, hour * 60 * MINUTE_US) for hour in range(DAYS * 24)
                for feed in range(2, HOURLY_FEEDS + 2)]
    # Half of the events are the busy camera's, whatever their number.
    busy = min(count // 2, DAYS * 24 * 12 - 1)
    return moments[:busy] + moments[DAYS * 24 * 12 - 1:][:count - 1 - busy]


def statement(connection, table, steps):
    """Copies the rows of the first telling, moved on."""
    names, values = [], []
    first = {}
    for _, name, *_, hidden in connection.execute(f"PRAGMA table_xinfo({table})"):
        if hidden:
            continue
        names.append(name)
        target = REFERENCES[table].get(name)
        if target:
            values.append(f"{name} + :n * {steps[target]}")
            first.setdefault(target, name)
        elif name == "uuid":
            values.append("new_uuid()")
        elif name == "feed_id":
            values.append(":feed")
        elif name in CLOCKS:
            values.append(f"{name} + :shift")
        elif table == "recording" and name in ("path", "fingerprint"):
            values.append(f"{name} || '-' || :n")
        else:
            values.append(name)
    target, name = next(iter(first.items()))
    return (f"INSERT INTO {table} ({', '.join(names)}) SELECT {', '.join(values)} FROM {table} "
            f"WHERE {name} <= {steps[target]}")


def vary(connection):
    """Scores, kinds, severities and decisions as a month would have them."""
    connection.execute("UPDATE event SET score = 20 + (id * 7919) % 80")
    connection.execute("""
        UPDATE event SET
            severity = CASE WHEN id % 50 = 0 THEN 'alert' WHEN id % 7 = 0 THEN 'detection'
                       ELSE 'motion' END,
            kind = CASE WHEN id % 50 = 0 THEN 'intrusion' WHEN id % 7 = 0 THEN 'loitering'
                   ELSE 'motion' END,
            zone = CASE WHEN id % 50 = 0 THEN 'jetty' END,
            review_state = CASE WHEN id % 3 = 0 THEN 'reviewed' WHEN id % 11 = 0 THEN 'false_alarm'
                           ELSE 'unreviewed' END""")
