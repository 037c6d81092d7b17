"""A receiver of webhooks: answers as its plan says, and prints one JSON object per request.

    receiver.py PORT SECRET PLAN

The plan is a list of answers, separated by commas; the last one goes on for ever: a status, such as
200; 429/2 with Retry-After: 2; slow/3: nothing for 3 seconds; close: the connection is closed
without a word; 302/URL: a redirection.
"""
import hashlib
import hmac
import json
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

port, secret, plan = int(sys.argv[1]), sys.argv[2], sys.argv[3].split(",")


class Receiver(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        answer = plan.pop(0) if len(plan) > 1 else plan[0]
        kind, _, argument = answer.partition("/")
        fields = dict(
            part.split("=", 1)
            for part in self.headers.get("Pantau-Signature", "t=0,v1=").split(",")
        )
        expected = hmac.new(
            secret.encode(), fields["t"].encode() + b"." + body, hashlib.sha256
        ).hexdigest()
        print(
            json.dumps(
                {
                    "at": time.time(),
                    "path": self.path,
                    "answer": answer,
                    "id": self.headers.get("Pantau-Id"),
                    "signed": hmac.compare_digest(expected, fields["v1"]),
                    "signed_at": int(fields["t"]),
                    "headers": {name.lower(): value for name, value in self.headers.items()},
                    "body": json.loads(body),
                }
            ),
            flush=True,
        )
        if kind == "close":
            self.close_connection = True
            self.connection.close()
            return
        if kind == "slow":
            time.sleep(float(argument))
            kind, argument = "200", ""
        self.send_response(int(kind))
        if kind == "302":
            self.send_header("Location", argument.replace("_", "/"))
        elif argument:
            self.send_header("Retry-After", argument)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")

    def log_message(self, *arguments):
        pass

    def handle_one_request(self):
        try:
            super().handle_one_request()
        except (ConnectionError, ValueError, OSError):
            self.close_connection = True


ThreadingHTTPServer.daemon_threads = True
ThreadingHTTPServer(("127.0.0.1", port), Receiver).serve_forever()
