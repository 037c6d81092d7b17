"""Running what is tested, and the programs that look at what it makes."""

import http.cookiejar
import json
import os
import re
import shutil
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PANTAU = os.environ.get("PANTAU", str(ROOT / ".build/debug/pantau"))
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
PASSWORD = "kopi tubruk tanpa gula"


def run(*arguments, check=True, **options):
    """Runs pantau to the end."""
    done = subprocess.run(
        [PANTAU, *map(str, arguments)], capture_output=True, text=True, timeout=120, **options
    )
    if check and done.returncode != 0:
        raise AssertionError(f"pantau {arguments} ended with {done.returncode}: {done.stderr}")
    return done


def ffmpeg(*arguments):
    """Runs ffmpeg to the end, and gives what it wrote to standard output."""
    return subprocess.run(
        ["ffmpeg", "-v", "error", "-nostdin", "-y", *map(str, arguments)],
        check=True, timeout=300, capture_output=True,
    ).stdout


def luma(picture, width, height):
    """The brightness of every pixel of a picture or of a video's first frame, scaled to a size."""
    command = ["ffmpeg", "-v", "error", "-i", "-", "-frames:v", "1",
               "-vf", f"scale={width}:{height}:flags=neighbor,format=gray", "-f", "rawvideo", "-"]
    done = subprocess.run(command, input=picture, check=True, timeout=60, capture_output=True)
    assert len(done.stdout) == width * height
    return done.stdout


def add_user(database, name, role, feeds=None):
    """Lets somebody log in, with `PASSWORD`."""
    run("user", "add", name, "--role", role, "--db", database, "--password-stdin",
        *(["--feeds", feeds] if feeds else []), input=PASSWORD + "\n")


class Server:
    """A running `pantau review`."""

    def __init__(self, database, *arguments, listen="127.0.0.1:0"):
        self.database = Path(database)
        self.log = self.database.with_suffix(f".{time.monotonic_ns()}.log")
        cache = self.database.parent / "cache"
        with open(self.log, "w") as log:
            self.process = subprocess.Popen(
                [PANTAU, "review", "--db", str(database), "--listen", listen,
                 "--cache", str(cache), *arguments],
                stdout=log, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
            )
        self.address = self._wait()

    def _wait(self):
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            found = re.search(r"https?://[\w.:\[\]]+/", self.log.read_text())
            if found:
                return found.group(0).rstrip("/")
            if self.process.poll() is not None:
                break
            time.sleep(0.05)
        raise AssertionError(f"the review did not start: {self.log.read_text()}")

    @property
    def port(self):
        return int(self.address.rsplit(":", 1)[1])

    def get(self, path):
        return Client(self.address).get(path)

    def is_well(self):
        """Whether it answers that it is."""
        return self.get("/healthz")["status"] == "ok"

    def stop(self):
        """Ends it as systemd would, and returns its exit status."""
        self.process.terminate()
        try:
            return self.process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise AssertionError("the review did not end within 15 s of being told to") from None


class Client:
    """Talks to the API as a program would, with its own session."""

    def __init__(self, address):
        self.address = address
        self.opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        )
        self.csrf = None

    def open(self, path, body=None, method=None, headers=None):
        """Status, headers and bytes of an answer, whatever the status."""
        headers = dict(headers or {})
        data = None
        if body is not None:
            data = json.dumps(body).encode()
            headers.setdefault("Content-Type", "application/json")
        method = method or ("GET" if data is None else "POST")
        if method not in ("GET", "HEAD"):
            if self.csrf is None:
                self.csrf = self.get("/api/session")["csrf"]
            headers.setdefault("X-Pantau-CSRF", self.csrf)
        request = urllib.request.Request(self.address + path, data, headers, method=method)
        try:
            with self.opener.open(request, timeout=60) as answer:
                return answer.status, answer.headers, answer.read()
        except urllib.error.HTTPError as answer:
            return answer.code, answer.headers, answer.read()

    def call(self, path, body=None, method=None):
        """Status and JSON of an answer."""
        status, _, content = self.open(path, body, method)
        return status, json.loads(content) if content else None

    def get(self, path):
        status, answer = self.call(path)
        assert status == 200, (path, answer)
        return answer

    def post(self, path, body):
        status, answer = self.call(path, body)
        assert status in (200, 201), (path, answer)
        return answer

    def log_in(self, name, password=PASSWORD):
        session = self.post("/api/login", {"name": name, "password": password})
        self.csrf = session["csrf"]
        return session
