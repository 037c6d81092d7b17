"""Running `pantau eval`, and the folders that it runs on."""

import json
import os
import pathlib
import shutil
import subprocess
import sys

import numpy as np

from .sequences import OBJECT, Sequence

EXTRACTS, EXTRACT_FRAMES = 8, 100


def evaluate(pantau, folders, manner="live", without=None, level=None, workers=None, rate=None):
    """The rows of `pantau eval`, by the last part of the sequence's name."""
    rows = {}
    by_rate = {}
    for folder in folders:
        by_rate.setdefault(rate or frames_per_second(folder), []).append(folder)
    environment = dict(os.environ, **({"PANTAU_CPU": level} if level else {}))
    for pace, group in by_rate.items():
        command = [pantau, "eval", *group, "--as", manner, "--json", "--fps", f"{pace:g}"]
        if without:
            command += ["--without", without]
        if workers:
            command += ["--workers", str(workers)]
        done = subprocess.run(
            [str(word) for word in command], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            text=True, env=environment, check=False,
        )
        if done.returncode != 0:
            print(f"quality: pantau eval: {done.stderr.strip()}", file=sys.stderr)
        for line in done.stdout.splitlines():
            row = json.loads(line)
            if "sequence" in row:
                rows[row["sequence"].split("/")[-1]] = row
    return rows


def frames_per_second(folder):
    """What the folder says of itself; CDnet's own folders say nothing and are taken as 25."""
    note = pathlib.Path(folder) / "fps.txt"
    return float(note.read_text()) if note.exists() else 25.0


def components(pantau):
    done = subprocess.run([str(pantau), "eval", "--list-components"], capture_output=True,
                          text=True, check=True)
    return done.stdout.split()


def extracts(source: Sequence, folder):
    """Folders of 100 pictures that begin where much is going on, spread over the sequence."""
    scored = source.scored()
    if len(scored) < EXTRACTS * EXTRACT_FRAMES // 4:
        return []
    last = len(scored) - EXTRACT_FRAMES
    bounds = np.linspace(0, last, EXTRACTS + 1).astype(int)
    made = []
    for part in range(EXTRACTS):
        candidates = range(bounds[part], max(bounds[part] + 1, bounds[part + 1]), 10)
        busiest = max(
            candidates, key=lambda at: int((source.truth(scored[at]) == OBJECT).sum())
        )
        made.append(extract(source, scored[busiest], folder / f"{source.folder.name}-{part + 1}"))
    return made


def extract(source, first, folder):
    if (folder / "temporalROI.txt").exists():
        return folder
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "input").mkdir(parents=True)
    (folder / "groundtruth").mkdir()
    numbers = [number for number in source.numbers if number >= first][:EXTRACT_FRAMES]
    for number in numbers:
        picture = source.paths[number].resolve()
        (folder / "input" / picture.name).symlink_to(picture)
        truth = (source.folder / f"groundtruth/gt{number:06}.png").resolve()
        if truth.exists():
            (folder / "groundtruth" / truth.name).symlink_to(truth)
    for name in ("ROI.bmp", "ROI.png", "ROI.jpg"):
        region = (source.folder / name).resolve()
        if region.exists():
            (folder / name).symlink_to(region)
    (folder / "fps.txt").write_text(f"{source.frames_per_second:g}\n")
    (folder / "temporalROI.txt").write_text(f"{numbers[0]} {numbers[-1]}\n")
    return folder


def pooled(rows):
    """One F-measure over the pixels of several rows, and the worst of them with enough to find."""
    hits = sum(row["true_positives"] for row in rows)
    wrong = sum(row["wrong_pixels"] for row in rows)
    each = [row["f_measure"] for row in rows if row["f_measure"] is not None]
    return (2 * hits / (2 * hits + wrong) if hits + wrong else None), min(each, default=None)


def simulate(pantau, folder, scene, seed, seconds=None):
    """A clip of the catalogue with its truth; kept, as the same seed gives the same pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    clip = folder / f"{scene}-{seed}.mp4"
    if not pathlib.Path(f"{clip}.json").exists():
        command = [pantau, "simulate", scene, "-o", clip, "--seed", seed]
        if seconds:
            command += ["--duration", seconds]
        subprocess.run([str(word) for word in command], check=True, stdout=subprocess.DEVNULL)
    return clip


def scenes(pantau):
    """Names of the catalogue, and whether anything happens in them."""
    done = subprocess.run([str(pantau), "simulate", "--list"], capture_output=True, text=True,
                          check=True)
    rows = [line.split() for line in done.stdout.splitlines() if line.strip()]
    return {row[0]: row[1] == "yes" for row in rows if row[0].islower()}


def events_in(pantau, recording, folder):
    """How many events a scan finds in a recording without a truth file."""
    database = folder / "static.sqlite"
    for left in folder.glob("static.sqlite*"):
        left.unlink()
    subprocess.run(
        [str(pantau), "scan", str(recording), "--db", str(database), "--quiet", "--timezone",
         "UTC"], check=True, stdout=subprocess.DEVNULL)
    lines = subprocess.run(
        [str(pantau), "events", "--db", str(database), "--format", "json"],
        capture_output=True, text=True, check=True).stdout.splitlines()
    return len(lines)
