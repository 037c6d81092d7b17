"""Cameras that can be broken, and the program that watches them."""

import json
import os
import signal
import sqlite3
import subprocess
import time
from pathlib import Path

import programs

SUPPORT = programs.ROOT / "Tests/Support"
PYTHON = "/usr/bin/python3"  # Debian's, which has GStreamer's bindings.
HAS_CAMERAS = (
    subprocess.run(
        [PYTHON, "-c", "import gi; gi.require_version('GstRtspServer', '1.0');"
         "from gi.repository import GstRtspServer"],
        capture_output=True,
    ).returncode == 0
)


class Cameras:
    """An RTSP server with faults on demand: see `Tests/Support/rtsp_server.py`."""

    def __init__(self, *arguments):
        self.process = subprocess.Popen(
            [PYTHON, str(SUPPORT / "rtsp_server.py"), *map(str, arguments)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.port = int(self.process.stdout.readline())

    def address(self, number=0, login=""):
        return f"rtsp://{login}127.0.0.1:{self.port}/camera{number}"

    def order(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def kill(self):
        self.process.kill()
        self.process.wait()


class Watch:
    """A running `pantau watch`."""

    def __init__(self, folder, configuration, *arguments, environment=None):
        self.folder = Path(folder)
        self.database = self.folder / "pantau.sqlite"
        self.file = self.folder / "pantau.yaml"
        self.configure(configuration)
        self.log = self.folder / f"watch.{time.monotonic_ns()}.log"
        with open(self.log, "w") as log:
            self.process = subprocess.Popen(
                [programs.PANTAU, "watch", "--config", self.file, "--db", self.database,
                 *map(str, arguments)],
                stdout=log, stderr=log, env={**os.environ, **(environment or {})})

    def configure(self, configuration):
        text = configuration if isinstance(configuration, str) else json.dumps(configuration)
        self.file.write_text(text)

    def reload(self, configuration):
        self.configure(configuration)
        self.process.send_signal(signal.SIGHUP)

    @property
    def text(self):
        return self.log.read_text()

    def rows(self, query, *arguments):
        with sqlite3.connect(f"file:{self.database}?mode=ro", uri=True, timeout=10) as connection:
            return connection.execute(query, arguments).fetchall()

    def states(self):
        """Feeds and their states, as the program itself says."""
        done = programs.run("status", "--db", self.database, "--json", check=False)
        return {feed["feed"]: feed for feed in map(json.loads, done.stdout.splitlines())}

    def events(self, feed=None):
        return self.rows(
            "SELECT event.id, name, kind, (end_us - start_us) / 1e6, start_us FROM event"
            " JOIN feed ON feed.id = feed_id WHERE ?1 IS NULL OR name = ?1 ORDER BY start_us",
            feed)

    def coverage(self, feed):
        """Spans in seconds of the wall clock, with their states."""
        return self.rows(
            "SELECT (start_us + start_media_us) / 1e6, (start_us + end_media_us) / 1e6, state,"
            " reason FROM coverage JOIN recording ON recording.id = recording_id"
            " JOIN feed ON feed.id = feed_id WHERE name = ? ORDER BY 1", feed)

    def watching(self, *feeds, seconds=30):
        """Waits until these feeds, and no others, are watched and something of each is stored."""
        def are():
            states = self.states()
            return set(states) == set(feeds) and all(
                state["state"] == "watching" and state["frames_analysed"] > 0
                for state in states.values())
        until(are, seconds)

    def stop(self, seconds=20):
        self.process.send_signal(signal.SIGTERM)
        assert self.process.wait(seconds) == 0, self.text
        return self.text

    def kill(self):
        self.process.kill()
        self.process.wait()


def until(condition, seconds=30):
    """Waits for something to be so; fails when it does not come."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return
        time.sleep(0.2)
    raise AssertionError("it did not come to be in time")
