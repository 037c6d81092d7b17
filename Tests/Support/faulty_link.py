#!/usr/bin/python3
"""A thin and faulty link for tests: hands on TCP connections to a server on this machine.

    faulty_link.py --to PORT [--port PORT] …

The first line on standard output is the port to connect to in the server's stead. Faults are
planned in seconds from the moment a client connects, for every connection or with `--once` for the
first alone, or ordered by lines on standard input, which hold for all connections:

    hold        nothing passes, nothing is closed (a cable pulled; `release` plugs it in again)
    release     what was held back comes in one burst, and the link is well again
    cut         all connections are closed, new ones are closed at once, until `release`
    garbage     from the server's side come random bytes instead of what it sent
    slow BYTES  so many bytes a second from the server

RTSP works through it over TCP. Needs Python alone; ends with its parent, unless `--stay` is given.
"""

import argparse
import os
import random
import socket
import sys
import threading
import time

state = {"hold": False, "cut": False, "garbage": False, "slow": 0}
changed = threading.Condition()


def order(line):
    words = line.split()
    with changed:
        if words[:1] == ["release"]:
            state.update(hold=False, cut=False, garbage=False, slow=0)
        elif words[:1] == ["slow"] and len(words) == 2:
            state["slow"] = int(words[1])
        elif len(words) == 1 and words[0] in ("hold", "cut", "garbage"):
            state[words[0]] = True
        else:
            print(f"not understood: {line.strip()}", file=sys.stderr, flush=True)
        changed.notify_all()


class Connection:
    def __init__(self, client, plan, port):
        self.client = client
        self.begun = time.monotonic()
        self.plan = plan
        self.server = socket.create_connection(("127.0.0.1", port))
        threading.Thread(target=self.pump, args=(client, self.server, False), daemon=True).start()
        threading.Thread(target=self.pump, args=(self.server, client, True), daemon=True).start()
        threading.Thread(target=self.watch, daemon=True).start()

    def has(self, fault):
        after = self.plan.get(fault)
        return bool(state[fault]) or (
            after is not None and time.monotonic() - self.begun >= after)

    def watch(self):
        while self.client is not None:
            if self.has("cut"):
                self.close()
                return
            time.sleep(0.02)

    def close(self):
        for end in (self.client, self.server):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass

    def pump(self, source, target, is_from_server):
        try:
            while data := source.recv(1 << 16):
                while self.has("hold"):
                    with changed:
                        changed.wait(0.05)
                if is_from_server and self.has("garbage"):
                    data = random.randbytes(len(data))
                target.sendall(data)
                if is_from_server and state["slow"]:
                    time.sleep(len(data) / state["slow"])
        except OSError:
            pass
        self.close()


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--to", type=int, required=True)
    parser.add_argument("--port", type=int, default=0)
    for fault in ("hold", "cut", "garbage"):
        parser.add_argument(f"--{fault}-after", type=float, metavar="SECONDS")
    parser.add_argument("--once", action="store_true")
    parser.add_argument("--stay", action="store_true")
    options = parser.parse_args()
    plan = {fault: getattr(options, fault + "_after") for fault in ("hold", "cut", "garbage")}
    parent = os.getppid()
    listener = socket.create_server(("127.0.0.1", options.port), backlog=128)
    print(listener.getsockname()[1], flush=True)

    def listen():
        for line in sys.stdin:
            order(line)

    def watch():
        while options.stay or os.getppid() == parent:
            time.sleep(0.5)
        os._exit(0)

    threading.Thread(target=listen, daemon=True).start()
    threading.Thread(target=watch, daemon=True).start()
    is_first = True
    while True:
        client, _ = listener.accept()
        if state["cut"]:
            client.close()
            continue
        try:
            Connection(client, plan if is_first or not options.once else {}, options.to)
        except OSError:
            client.close()
        is_first = False


if __name__ == "__main__":
    main()
