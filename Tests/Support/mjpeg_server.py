#!/usr/bin/python3
"""An HTTP camera for tests: Motion JPEG as multipart, on loopback, with faults on demand.

    mjpeg_server.py [--rate 10] [--size 640x360] [--user NAME --password WORD] …

The first line on standard output is the port; from then on `http://127.0.0.1:PORT/stream` answers
with pictures without end, `/snapshot` with one. With `--user` both ask for a password (digest, or
`--basic`); with `--token` they want `?token=…`, as some cameras do, and answer 401 without.

Faults come so many seconds after a client was let in: `--stall-after`, `--cut-after`,
`--garbage-after` (random bytes in the place of parts), `--resize-after`. Needs Python and ffmpeg.
The server ends with its parent process, unless `--stay` is given.
"""

import argparse
import base64
import hashlib
import http.server
import os
import random
import re
import secrets
import sys
import threading
import time
import urllib.parse
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent))
import material  # noqa: E402

REALM = "camera"
BOUNDARY = "pantau-test-boundary"


class Camera(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    options = None
    pictures = []
    other = []
    nonces = set()

    def do_GET(self):
        path, _, query = self.path.partition("?")
        if not self.is_allowed(query):
            self.refuse()
        elif path == "/snapshot":
            self.send_response(200)
            self.send_header("Content-Type", "image/jpeg")
            self.send_header("Content-Length", str(len(self.pictures[0].data)))
            self.end_headers()
            self.wfile.write(self.pictures[0].data)
        elif path == "/stream":
            try:
                self.stream()
            except OSError:
                pass  # The client went away.
            self.close_connection = True
        else:
            self.send_error(404)

    def is_allowed(self, query):
        if self.options.token:
            given = urllib.parse.parse_qs(query).get("token", [""])[0]
            return secrets.compare_digest(given, self.options.token)
        if not self.options.user:
            return True
        given = self.headers.get("Authorization", "")
        if self.options.basic:
            pair = f"{self.options.user}:{self.options.password}".encode()
            return given == "Basic " + base64.b64encode(pair).decode()
        return given.startswith("Digest ") and self.is_right_digest(given)

    def is_right_digest(self, given):
        fields = dict(re.findall(r'(\w+)="?([^",]*)"?', given[len("Digest "):]))

        def digest(*parts):
            return hashlib.md5(":".join(parts).encode()).hexdigest()

        user = digest(self.options.user, REALM, self.options.password)
        request = digest(self.command, fields.get("uri", ""))
        nonce = fields.get("nonce", "")
        wanted = digest(user, nonce, fields.get("nc", ""), fields.get("cnonce", ""),
                        fields.get("qop", ""), request)
        return (nonce in self.nonces and fields.get("username") == self.options.user
                and fields.get("response") == wanted)

    def refuse(self):
        self.send_response(401)
        if self.options.user and self.options.basic:
            self.send_header("WWW-Authenticate", f'Basic realm="{REALM}"')
        elif self.options.user:
            nonce = secrets.token_hex(16)
            self.nonces.add(nonce)
            self.send_header(
                "WWW-Authenticate", f'Digest realm="{REALM}", nonce="{nonce}", qop="auth"')
        self.send_header("Content-Length", "0")
        self.end_headers()

    def stream(self):
        self.send_response(200)
        self.send_header("Content-Type", f"multipart/x-mixed-replace; boundary={BOUNDARY}")
        self.send_header("Connection", "close")
        self.end_headers()
        begun = time.monotonic()
        options = self.options
        number = 0

        def is_after(moment):
            return moment is not None and time.monotonic() - begun >= moment

        while True:
            wait = begun + number / options.rate - time.monotonic()
            if wait > 0:
                time.sleep(wait)
            if is_after(options.cut_after):
                return
            if is_after(options.stall_after):
                time.sleep(0.1)
                continue
            if is_after(options.garbage_after):
                self.wfile.write(random.randbytes(5000))
                number += 1
                continue
            pictures = self.other if is_after(options.resize_after) else self.pictures
            data = pictures[number % len(pictures)].data
            number += 1
            head = (f"--{BOUNDARY}\r\nContent-Type: image/jpeg\r\n"
                    f"Content-Length: {len(data)}\r\n\r\n")
            self.wfile.write(head.encode() + data + b"\r\n")
            self.wfile.flush()

    def log_message(self, *_):
        pass


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add = parser.add_argument
    add("--port", type=int, default=0)
    add("--rate", type=int, default=10, help="pictures a second")
    add("--size", default="640x360")
    add("--resize-to", default="320x240")
    add("--scene", choices=material.SCENES, default="moving")
    add("--file", help="a recording to send, again and again")
    add("--seconds", type=int, default=6)
    add("--user")
    add("--password", default="")
    add("--basic", action="store_true")
    add("--token")
    for fault in ("stall", "cut", "garbage", "resize"):
        add(f"--{fault}-after", type=float, metavar="SECONDS")
    add("--cache")
    add("--stay", action="store_true")
    options = parser.parse_args()
    parent = os.getppid()

    def pictures(size):
        return material.load("mjpeg", size, options.rate, 1, options.scene, options.file,
                             options.seconds, options.cache)

    Camera.options = options
    Camera.pictures = pictures(options.size)
    Camera.other = pictures(options.resize_to)
    server = Server(("127.0.0.1", options.port), Camera)
    print(server.server_address[1], flush=True)

    def watch():
        while options.stay or os.getppid() == parent:
            time.sleep(0.5)
        os._exit(0)

    threading.Thread(target=watch, daemon=True).start()
    server.serve_forever()


if __name__ == "__main__":
    main()
