"""What the program tells of a recording, by its own commands."""

import json
import pathlib
import subprocess
import tempfile

KINDS = (
    "covered", "defocused", "moved", "frozen", "dark", "blinded", "infrared_failed",
    "signal_lost", "clock_drift",
)


def told(recording, options):
    """The troubles of a recording's camera: kind, start and end in seconds."""
    with tempfile.TemporaryDirectory(prefix="pantau-health-") as work:
        database = pathlib.Path(work) / "store.sqlite"
        if options.databases:
            options.databases.mkdir(parents=True, exist_ok=True)
            name = "-".join(recording.parts[-3:]).replace("/", "-")
            database = options.databases / f"{name}.sqlite"
        # Status 1: not everything could be analysed, as is so with damaged recordings.
        scan = subprocess.run(
            [options.pantau, "scan", recording, "--db", database,
             "--workers", "1", "--quiet"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
        if scan.returncode not in (0, 1):
            raise SystemExit(f"health-suite: scanning {recording} ended with {scan.returncode}")
        listed = subprocess.run(
            [options.pantau, "events", "--db", database, "--format", "json"],
            check=True, capture_output=True, text=True)
    events = [json.loads(line) for line in listed.stdout.splitlines()]
    return sorted(
        (event["kind"], event["start_s"], event["end_s"])
        for event in events if event["kind"] in KINDS)
