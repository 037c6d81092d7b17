"""The recordings that the tests look at: simulated ones, whose truth is known, and real ones."""

import json
import shutil
from pathlib import Path

from programs import ROOT, ffmpeg, run

FOOTAGE = ROOT.parent / "shared/footage/clips"
ZONE = "Asia/Makassar"

YARD = "gudang"
PORT = "pelabuhan"
CORNER = "simpang"
GATE = "gerbang"

REMOVAL = "gudang_20261120_180500.mp4"
HOUR_LATER = "gudang_20261120_190500.mp4"
BOAT = "pelabuhan_20261120_200500.mp4"
TRAFFIC = "simpang_20261119_081500.mp4"
DAMAGED = "gerbang_20261118_070000.mp4"
LATER = "dermaga_20261120_210500.mp4"


def make(folder):
    """Makes the recordings of all cameras below `folder`: two of a yard with an hour between them,
    one of a port, one in HEVC, one that is damaged in its middle, and those of unknown clock."""
    for name in (YARD, PORT, CORNER, GATE, "nyata", "nanti"):
        (folder / name).mkdir(parents=True)
    removal = folder / YARD / REMOVAL
    run("simulate", "night-removed-object", "-o", removal, "--duration", "30")
    # The same yard when all is over, as if an hour had passed.
    ffmpeg("-ss", 24, "-i", removal, "-c:v", "libx264", "-crf", 18, folder / YARD / HOUR_LATER)
    run("simulate", "harbour-night", "-o", folder / PORT / BOAT, "--duration", "30",
        "--size", "480x270", "--frame-rate", "10")
    run("simulate", "road-traffic", "-o", folder / CORNER / TRAFFIC, "--duration", "20",
        "--size", "480x270", "--frame-rate", "10", "--codec", "libx265")
    damage(ROOT / "samples/yard-day.mp4", folder / GATE / DAMAGED)
    # Scanned while a page is open.
    shutil.copy(ROOT / "samples/yard-day.mp4", folder / "nanti" / LATER)
    if FOOTAGE.is_dir():
        ffmpeg("-i", FOOTAGE / "vtest.avi", "-t", 12, "-c", "copy", folder / "nyata/vtest.avi")
        shutil.copy(FOOTAGE / "hall_and_monitor_left_briefcase.mp4", folder / "nyata/hall.mp4")
    else:
        shutil.copy(ROOT / "samples/harbour-night.mp4", folder / "nyata/hall.mp4")


def damage(source, target):
    """Copies a recording and overwrites a fifth of it from its middle on, as a bad sector does."""
    content = bytearray(source.read_bytes())
    start, length = len(content) // 2, len(content) // 5
    content[start:start + length] = b"\xa5" * length
    target.write_bytes(content)


def scan(folder, database):
    """Scans all but what is for later."""
    for name in (YARD, PORT, CORNER, GATE):
        run("scan", folder / name, "--db", database, "--timezone", ZONE, "--quiet", check=False)
    for recording in sorted((folder / "nyata").iterdir()):
        run("scan", recording, "--db", database, "--feed", recording.stem, "--timezone", ZONE,
            "--quiet")


def truth(recording):
    """What the simulator says happens in a recording."""
    return json.loads(Path(f"{recording}.json").read_text())
