"""Scans a recording and tells how much of it was found after how much of the work."""

import hashlib
import json
import pathlib
import subprocess
import sys
import tempfile
import threading
import time

from . import journal
from .matching import matched

# Parts of the work of a thorough scan, after the key frames.
POINTS = (0.0, 0.1, 0.2, 0.4, 1.0)
CPU_EVERY_S = 0.02


def digest(pantau):
    """Names the program, so that figures of another are not taken for its own."""
    return hashlib.sha256(pathlib.Path(pantau).read_bytes()).hexdigest()[:16]


def measured(pantau, clip):
    """What a thorough scan finds of a recording, and when."""
    truth = json.loads(pathlib.Path(f"{clip}.json").read_text())
    with tempfile.TemporaryDirectory(prefix="pantau-recall-") as work:
        database = empty_database(pantau, pathlib.Path(work))
        cpu = scan(pantau, clip, database)
        steps = journal.steps(database)
    return judged(truth, steps, cpu)


def empty_database(pantau, work):
    """A database with nothing in it: what is no video is refused, and no more is stored."""
    nothing = work / "nothing.mp4"
    nothing.write_text("no video\n")
    database = work / "scan.sqlite"
    subprocess.run(
        [pantau, "scan", nothing, "--db", database, "--quiet", "--timezone", "UTC"],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    if not database.exists():
        sys.exit("recall-suite: pantau made no database")
    journal.install(database)
    return database


def scan(pantau, clip, database):
    """Runs the scan on one thread, so that one thing follows another; clock and CPU by time."""
    command = [pantau, "scan", clip, "--db", database, "--quiet", "--timezone", "UTC", "--workers",
               "1"]
    process = subprocess.Popen([str(word) for word in command], stdin=subprocess.DEVNULL)
    samples = []
    watcher = threading.Thread(target=watch, args=(process, samples))
    watcher.start()
    status = process.wait()
    watcher.join()
    if status != 0:
        sys.exit(f"recall-suite: failed with {status}: {' '.join(map(str, command))}")
    return samples


def watch(process, samples):
    path = pathlib.Path(f"/proc/{process.pid}/stat")
    while process.returncode is None:
        try:
            fields = path.read_text().rsplit(")", 1)[1].split()
            # In hundredths of a second: user and system.
            samples.append((time.time(), (int(fields[11]) + int(fields[12])) / 100))
        except (OSError, IndexError):
            return
        time.sleep(CPU_EVERY_S)


def judged(truth, steps, cpu):
    """The figures of one recording."""
    true = truth["events"]
    done = [step for step in steps if step.is_done]
    looks = [step for step in steps if not step.is_done]
    if not looks or any(step.is_done for step in steps[:len(looks)]):
        sys.exit(f"recall-suite: {truth['recording']}: its key frames were not looked at first")
    bounds = stretch_bounds(truth, done)
    after = points(steps, len(looks), lambda step: step.frames)
    quiet = quiet_frames(true, done, bounds)
    after_quiet = points(steps, len(looks), lambda step: quiet[step.ordinal])
    hits = {point: matched(true, step.events) for point, step in after.items()}
    quiet_hits = {point: matched(true, step.events)[0] for point, step in after_quiet.items()}
    key_at = looks[-1].at_s
    return {
        **{key: value for key, value in truth.items() if key != "events"},
        "events": [
            {**{key: value for key, value in event.items() if key != "boxes"},
             "box": event["boxes"][len(event["boxes"]) // 2][1:],
             "decoded_after": round(decoded_after(event, done, bounds), 3),
             # Key frames show it, in one event with another or with something false.
             "swallowed": index in hits[0.0][2],
             "found": {f"{point:g}": index in hits[point][0] for point in POINTS},
             "found_quiet": {f"{point:g}": index in quiet_hits[point] for point in POINTS}}
            for index, event in enumerate(true)],
        "false": {f"{point:g}": [told(event) for event in hits[point][1]] for point in POINTS},
        "provisional": [event[:2] for event in looks[-1].events],
        "stretches": len(done), "decoded": sum(step.frames for step in done),
        # A stretch that was sketched first is looked at again.
        "key_frames": sum({step.ordinal: step.frames for step in looks}.values()),
        "cpu_s": cpu[-1][1], "key_cpu_s": max((used for at, used in cpu if at <= key_at),
                                              default=0.0),
    }


def points(steps, looks, weight):
    """The state at each part of the work: that after the stretch whose end is nearest to it."""
    total = sum(weight(step) for step in steps if step.is_done)
    found = {}
    for point in POINTS:
        state, worked = steps[looks - 1], 0
        for step in steps[looks:]:
            if point == 0 or (point < 1 and worked + weight(step) / 2 > point * total):
                break
            worked += weight(step)
            state = step
        found[point] = state
    return found


def stretch_bounds(truth, done):
    """Start and end of each stretch in seconds, by its ordinal."""
    bounds, start = {}, 0
    for step in sorted(done, key=lambda step: step.ordinal):
        end = start + step.frames
        bounds[step.ordinal] = (start / truth["frame_rate"], end / truth["frame_rate"])
        start = end
    return bounds


def reaches_into(event, bounds):
    return bounds[0] < event["end_s"] and event["start_s"] < bounds[1]


def quiet_frames(true, done, bounds):
    """Frames of each stretch; none for one in which somebody is."""
    return {step.ordinal: 0 if any(reaches_into(event, bounds[step.ordinal]) for event in true)
            else step.frames for step in done}


def decoded_after(event, done, bounds):
    """The part of all decoding after which no frame of an event is left to decode."""
    total, worked, last = sum(step.frames for step in done), 0, 0
    for step in done:
        worked += step.frames
        if reaches_into(event, bounds[step.ordinal]):
            last = worked
    return last / max(1, total)


def told(event):
    start, end, boxes = event
    return {"start_s": start, "end_s": end,
            "box": [round(side, 3) for side in boxes[len(boxes) // 2][1:]] if boxes else None}
