"""The history of what was measured: a JSON object a line, with the commit and the processor."""

import datetime
import json
import os
import subprocess

from measuring import ROOT, processor

PATH = ROOT / "Benchmarks/history.jsonl"


def append(kind, figures):
    """Adds one measurement to the history."""
    line = {
        "kind": kind,
        "date": datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "commit": commit(), "processor": processor(), "cores": os.cpu_count(), **figures,
    }
    with PATH.open("a") as file:
        file.write(json.dumps(line, sort_keys=True, ensure_ascii=False) + "\n")


def commit():
    """The commit that is checked out, with `+` where files differ from it."""

    def git(*words):
        done = subprocess.run(["git", "-C", ROOT, *words], capture_output=True, text=True)
        return done.stdout.strip() if done.returncode == 0 else ""

    short = git("rev-parse", "--short=12", "HEAD") or "unknown"
    # The history itself changes with every line.
    changed = git("status", "--porcelain", "--untracked-files=no", "--", ".", f":!{PATH}")
    return short + ("+" if changed else "")
