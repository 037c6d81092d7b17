"""What a scan has stored at every moment of it: triggers in the database that note each change.

Nothing is polled: the journal is written in the scan's own transactions, so that the state after
each stretch is known exactly, and the same scan gives the same journal.
"""

import sqlite3
from dataclasses import dataclass, field

# A commit begins by taking away what was known of a stretch, its coverage.
TRIGGERS = """
CREATE TABLE journal (
    number INTEGER PRIMARY KEY, at_s REAL DEFAULT ((julianday('now') - 2440587.5) * 86400),
    what TEXT, id INTEGER, a INTEGER, b INTEGER, packed BLOB);
CREATE TRIGGER journal_commit AFTER DELETE ON coverage BEGIN
    INSERT INTO journal (what, id) VALUES ('commit', old.stretch_id); END;
CREATE TRIGGER journal_stretch AFTER UPDATE OF status, frames ON stretch BEGIN
    INSERT INTO journal (what, id, a, b)
    VALUES (new.status, new.id, new.ordinal, new.frames); END;
CREATE TRIGGER journal_segment AFTER INSERT ON segment BEGIN
    INSERT INTO journal (what, id, a, b)
    VALUES ('segment', new.id, new.start_media_us, new.event_id); END;
CREATE TRIGGER journal_chained AFTER UPDATE OF event_id ON segment BEGIN
    INSERT INTO journal (what, id, b) VALUES ('chained', new.id, new.event_id); END;
CREATE TRIGGER journal_no_segment AFTER DELETE ON segment BEGIN
    INSERT INTO journal (what, id) VALUES ('no segment', old.id); END;
CREATE TRIGGER journal_boxes AFTER INSERT ON boxes BEGIN
    INSERT INTO journal (what, id, packed) VALUES ('boxes', new.segment_id, new.packed); END;
CREATE TRIGGER journal_event AFTER INSERT ON event BEGIN
    INSERT INTO journal (what, id, a, b)
    VALUES ('event', new.id, new.start_media_us, new.end_media_us); END;
CREATE TRIGGER journal_changed AFTER UPDATE OF start_media_us, end_media_us ON event BEGIN
    INSERT INTO journal (what, id, a, b)
    VALUES ('event', new.id, new.start_media_us, new.end_media_us); END;
CREATE TRIGGER journal_no_event AFTER DELETE ON event BEGIN
    INSERT INTO journal (what, id) VALUES ('no event', old.id); END;
"""


def install(database):
    """Makes a database that pantau has made write the journal."""
    connection = sqlite3.connect(database)
    connection.executescript(TRIGGERS)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


@dataclass
class Step:
    """A stretch was stored, and these events there were then."""

    at_s: float
    ordinal: int
    frames: int
    # Decoded whole; otherwise its key frames were looked at.
    is_done: bool
    # Start and end in seconds, and boxes with their time: (s, x, y, width, height).
    events: list = field(default_factory=list)


def steps(database):
    """The steps of the scan that the journal tells of, in order."""
    connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    rows = connection.execute(
        "SELECT at_s, what, id, a, b, packed FROM journal ORDER BY number").fetchall()
    connection.close()
    state, found, step = State(), [], None
    for at_s, what, row, a, b, packed in rows:
        if what == "commit" and step is not None:
            step.events = state.events()
            found.append(step)
            step = None
        elif what in ("planned", "done"):
            step = Step(at_s, a, b, what == "done")
        else:
            state.apply(what, row, a, b, packed)
    if step is not None:
        step.events = state.events()
        found.append(step)
    return found


class State:
    """Events, segments and boxes as they stand."""

    def __init__(self):
        self.spans, self.starts, self.chains, self.boxes = {}, {}, {}, {}

    def apply(self, what, row, a, b, packed):
        if what == "segment":
            self.starts[row], self.chains[row] = a, b
        elif what == "chained":
            self.chains[row] = b
        elif what == "no segment":
            for table in (self.starts, self.chains, self.boxes):
                table.pop(row, None)
        elif what == "boxes":
            self.boxes[row] = unpacked(packed, self.starts[row])
        elif what == "event":
            self.spans[row] = (a, b)
        elif what == "no event":
            self.spans.pop(row, None)

    def events(self):
        boxes = {event: [] for event in self.spans}
        for segment, event in self.chains.items():
            if event in boxes:
                boxes[event] += self.boxes.get(segment, [])
        return sorted((start / 1e6, end / 1e6, sorted(boxes[event]))
                      for event, (start, end) in self.spans.items())


def unpacked(packed, start_us):
    """Boxes as docs/schema.md describes their packing."""
    at = 1

    def number():
        nonlocal at
        value, shift = 0, 0
        while True:
            byte = packed[at]
            at += 1
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    found, time_us = [], start_us
    while at < len(packed):
        time_us += number()
        for _ in range(number()):
            sides = [int.from_bytes(packed[at + 2 * side:at + 2 * side + 2], "little") / 65535
                     for side in range(4)]
            at += 8
            number()
            found.append((time_us / 1e6, *sides))
    return found
