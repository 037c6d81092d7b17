#!/usr/bin/python3
"""A real RTSP server for tests: GStreamer's, on loopback, with faults on demand.

    rtsp_server.py [--mounts 43] [--codec h264|h265|mjpeg] [--scene moving|still|walker]
                   [--file RECORDING …] [--user NAME --password WORD] [--basic] [--tls PEM] …

Needs Debian's gir1.2-gst-rtsp-server-1.0 and python3-gi (hence /usr/bin/python3) and ffmpeg.

The first line on standard output is the port; from then on `rtsp://127.0.0.1:PORT/camera0`,
`/camera1` … answer, over TCP and UDP. Pictures are encoded once at the start and sent over and
over, so that 43 cameras cost little. With several `--file`, camera i sends the i-th of them.

Faults can be planned – `--stall-after 3` and so on, in seconds from the moment a client begins to
play, for each session, or with `--once` only for the first session of each camera – or ordered
while the server runs, by lines on standard input:

    stall camera3        sends nothing any more, but keeps the connection
    freeze camera3       sends the same picture again and again
    garble camera3       sends random bytes in the place of coded pictures, in sound packets
    resize camera3       sends pictures of `--resize-to`
    cut camera3          closes the connection
    jump camera3 86400   the camera's clock (RTP time stamps) jumps by so many seconds
    lose camera3 0.3     loses that share of RTP packets (best seen over UDP)
    heal camera3         as if nothing had been

`all` in the place of a camera means every one; an order holds for sessions that run and for those
that come. What happens is told on standard error. The server ends with its parent process, unless
`--stay` is given.
"""

import argparse
import os
import random
import sys
import threading
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent))
import material  # noqa: E402

try:
    import gi

    gi.require_version("Gst", "1.0")
    gi.require_version("GstRtsp", "1.0")
    gi.require_version("GstRtspServer", "1.0")
    from gi.repository import Gio, GLib, Gst, GstRtsp, GstRtspServer
except (ImportError, ValueError) as missing:
    sys.exit(f"rtsp_server: {missing}; install gir1.2-gst-rtsp-server-1.0 and python3-gi")

UNITS = "stream-format=byte-stream,alignment=au"
PAYLOADERS = {
    "h264": (f"video/x-h264,{UNITS}", "rtph264pay config-interval=-1 pt=96"),
    "h265": (f"video/x-h265,{UNITS}", "rtph265pay config-interval=-1 pt=96"),
    "mjpeg": ("image/jpeg", "rtpjpegpay pt=26"),
}
# RTP's clock of 90 kHz begins again after so many seconds: a step back is a long one forward.
ROUND_SECONDS = 2**32 / 90000


def say(text):
    print(text, file=sys.stderr, flush=True)


class Faults:
    """What is wrong with a camera."""

    def __init__(self):
        self.stall = self.freeze = self.garble = self.resize = self.cut = False
        self.jump = 0.0
        self.loss = 0.0


class Session:
    """One client that watches one camera."""

    def __init__(self, camera, element):
        self.camera = camera
        self.source = element.get_by_name("source")
        self.dropper = element.get_by_name("pay0")
        self.random = random.Random(camera.name)
        self.position = 0
        self.sent = 0
        self.frozen = None
        self.is_resized = False
        self.begun = None
        self.is_over = False
        camera.sessions.append(self)
        self.plan = {} if camera.options.once and camera.played else dict(camera.plan)
        camera.played = True
        self.own = Faults()
        GLib.timeout_add(max(1, int(1000 / camera.options.rate)), self.tick)

    def has(self, fault):
        return getattr(self.own, fault) or getattr(self.camera.faults, fault)

    def running_time(self):
        clock = self.source.get_clock()
        if clock is None or self.source.get_state(0)[1] != Gst.State.PLAYING:
            return None
        return clock.get_time() - self.source.get_base_time()

    def tick(self):
        """Sends the pictures that are due."""
        if self.is_over:
            return False
        now = self.running_time()
        if now is None:
            return True
        if self.begun is None:
            self.begun = now
            say(f"{self.camera.name}: plays")
        elapsed = (now - self.begun) / Gst.SECOND
        for fault, (after, value) in list(self.plan.items()):
            if elapsed >= after:
                del self.plan[fault]
                setattr(self.own, fault, value)
                say(f"{self.camera.name}: {fault}")
        if self.has("cut"):
            self.is_over = True
            self.camera.server.cut(self.camera)
            return False
        self.dropper.set_property("drop-probability", float(self.has("loss")))
        due = int(elapsed * self.camera.options.rate) + 1
        # After a pause of the whole machine the pictures in between are left out.
        self.sent = max(self.sent, due - 3)
        while self.sent < due:
            self.sent += 1
            self.push(self.begun + (self.sent - 1) * Gst.SECOND // self.camera.options.rate)
        return True

    def send_at_once(self):
        """Lets pictures pass when they come: a jump of the clock must not be waited for."""
        top = self.source
        while top.get_parent() is not None:
            top = top.get_parent()
        elements = top.iterate_recurse()
        while True:
            result, element = elements.next()
            if result != Gst.IteratorResult.OK:
                return
            if element.find_property("sync") is not None:
                element.set_property("sync", False)

    def push(self, moment):
        picture = self.next_picture()
        if self.has("stall"):
            return
        data = picture.data
        if self.has("garble"):
            data = material.garble(picture, self.camera.options.codec, self.random)
        if self.has("jump"):
            self.send_at_once()
        buffer = Gst.Buffer.new_wrapped(data)
        buffer.pts = buffer.dts = int(moment + self.has("jump") % ROUND_SECONDS * Gst.SECOND)
        buffer.duration = Gst.SECOND // self.camera.options.rate
        if self.source.emit("push-buffer", buffer) not in (Gst.FlowReturn.OK, None):
            self.is_over = True

    def next_picture(self):
        pictures = self.camera.other if self.is_resized else self.camera.pictures
        picture = pictures[self.position % len(pictures)]
        # Every change waits for a key picture, as an encoder would.
        if picture.is_key:
            wants = self.has("resize")
            if wants != self.is_resized:
                self.is_resized = wants
                self.position = 0
                self.frozen = None
                size = self.camera.options.resize_to if wants else self.camera.options.size
                self.source.set_property("caps", self.camera.caps(size))
                return self.next_picture()
            if self.has("freeze"):
                self.frozen = self.frozen or picture
                return self.frozen
            self.frozen = None
        self.position += 1
        return picture


class Camera(GstRtspServer.RTSPMediaFactory):
    """One mount."""

    def __init__(self, server, name, file, options):
        super().__init__()
        self.server = server
        self.name = name
        self.file = file
        self.options = options
        self.pictures = server.pictures(file, options.size)
        self.other = None
        if options.resize_after is not None:
            self.make_other()
        self.faults = Faults()
        self.sessions = []
        self.played = False
        self.plan = planned(options)
        self.set_shared(False)
        self.set_protocols(GstRtsp.RTSPLowerTrans.TCP | GstRtsp.RTSPLowerTrans.UDP)

    def make_other(self):
        self.other = self.server.pictures(self.file, self.options.resize_to)

    def caps(self, size):
        """What the pictures are, for the payloader."""
        text = f"{PAYLOADERS[self.options.codec][0]},framerate={self.options.rate}/1"
        if self.options.codec == "mjpeg":
            text += ",width={},height={}".format(*size.split("x"))
        return Gst.Caps.from_string(text)

    def do_create_element(self, _url):
        payloader = PAYLOADERS[self.options.codec][1]
        element = Gst.parse_launch(
            "( appsrc name=source is-live=true format=time max-bytes=4000000 "
            f"leaky-type=upstream ! {payloader} ! identity name=pay0 )")
        element.get_by_name("source").set_property("caps", self.caps(self.options.size))
        return element

    def do_configure(self, media):
        GstRtspServer.RTSPMediaFactory.do_configure(self, media)
        session = Session(self, media.get_element())

        def end(_media):
            if not session.is_over:
                say(f"{self.name}: ends")
            session.is_over = True
            if session in self.sessions:
                self.sessions.remove(session)

        media.connect("unprepared", end)


class Server:
    def __init__(self, options):
        self.options = options
        self.server = GstRtspServer.RTSPServer.new()
        self.server.set_address("127.0.0.1")
        self.server.set_service(str(options.port))
        if options.user or options.tls:
            self.require(options)
        files = options.file or [None]
        self.made = {}
        self.cameras = []
        for number in range(options.mounts):
            camera = Camera(self, f"camera{number}", files[number % len(files)], options)
            if options.user or options.tls:
                permission = GstRtspServer.RTSPPermissions.new()
                permission.add_permission_for_role("viewer", "media.factory.access", True)
                permission.add_permission_for_role("viewer", "media.factory.construct", True)
                camera.set_permissions(permission)
            self.server.get_mount_points().add_factory(f"/camera{number}", camera)
            self.cameras.append(camera)
        if self.server.attach(None) == 0:
            sys.exit(f"rtsp_server: port {options.port} cannot be opened")

    def pictures(self, file, size):
        """Made when they are first wanted; that takes a second or more."""
        options = self.options
        if (file, size) not in self.made:
            self.made[file, size] = material.load(
                options.codec, size, options.rate, options.key_interval, options.scene, file,
                options.seconds, options.cache)
        return self.made[file, size]

    def require(self, options):
        authority = GstRtspServer.RTSPAuth.new()
        self.server.set_auth(authority)
        if options.tls:
            authority.set_tls_certificate(Gio.TlsCertificate.new_from_file(options.tls))
        token = GstRtspServer.RTSPToken.new()
        token.set_string("media.factory.role", "viewer")
        if not options.user:
            authority.set_default_token(token)
            return
        if options.basic:
            authority.set_supported_methods(GstRtsp.RTSPAuthMethod.BASIC)
            basic = GstRtspServer.RTSPAuth.make_basic(options.user, options.password)
            authority.add_basic(basic, token)
        else:
            authority.set_supported_methods(GstRtsp.RTSPAuthMethod.DIGEST)
            authority.add_digest(options.user, options.password, token)

    def cut(self, camera):
        """Closes the connections of those who watch a camera."""
        path = f"/{camera.name}"

        def choose(_server, client):
            hit = []
            client.session_filter(
                lambda _client, session: (
                    hit.append(session.get_media(path)[0] is not None)
                    or GstRtspServer.RTSPFilterResult.KEEP))
            return (GstRtspServer.RTSPFilterResult.REMOVE if any(hit)
                    else GstRtspServer.RTSPFilterResult.KEEP)

        self.server.client_filter(choose)

    def order(self, line):
        """Does what a line of standard input says."""
        words = line.split()
        names = [camera.name for camera in self.cameras]
        if len(words) < 2 or words[1] not in [*names, "all"]:
            say(f"not understood: {line.strip()}")
            return
        value = float(words[2]) if len(words) > 2 else 0.0
        for camera in self.cameras:
            if words[1] not in (camera.name, "all"):
                continue
            if words[0] == "heal":
                camera.faults = Faults()
                for session in camera.sessions:
                    session.own, session.plan = Faults(), {}
            elif words[0] == "cut":
                self.cut(camera)
            elif words[0] in ("stall", "freeze", "garble", "resize"):
                if words[0] == "resize":
                    camera.make_other()
                setattr(camera.faults, words[0], True)
            elif words[0] == "jump":
                camera.faults.jump = value
            elif words[0] == "lose":
                camera.faults.loss = value
            else:
                say(f"not understood: {line.strip()}")
                return
        say(f"ordered: {line.strip()}")


def planned(options):
    """Faults by name, with when they come and what they are then."""
    plan = {}
    for fault in ("stall", "freeze", "garble", "resize", "cut"):
        after = getattr(options, fault + "_after")
        if after is not None:
            plan[fault] = (after, True)
    if options.jump_after is not None:
        plan["jump"] = (options.jump_after, options.jump_by)
    if options.loss:
        plan["loss"] = (options.loss_after, options.loss)
    return plan


def parse():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add = parser.add_argument
    add("--mounts", type=int, default=1)
    add("--codec", choices=material.CODECS, default="h264")
    add("--scene", choices=material.SCENES, default="moving")
    add("--file", action="append", help="a recording to send, again and again")
    add("--seconds", type=int, default=6, help="how much of it, before it begins again")
    add("--size", default="640x360")
    add("--rate", type=int, default=10, help="pictures a second")
    add("--key-interval", type=int, default=20, help="pictures from key picture to key picture")
    add("--port", type=int, default=0, help="0: any that is free")
    add("--user")
    add("--password", default="")
    add("--tls", metavar="PEM", help="certificate and key: the address is rtsps:// then")
    add("--basic", action="store_true", help="basic instead of digest authentication")
    for fault in ("stall", "freeze", "garble", "resize", "cut", "jump"):
        add(f"--{fault}-after", type=float, metavar="SECONDS")
    add("--resize-to", default="320x240")
    add("--jump-by", type=float, default=86400.0, metavar="SECONDS")
    add("--loss", type=float, default=0.0, metavar="SHARE", help="0.3: every third RTP packet")
    add("--loss-after", type=float, default=0.0, metavar="SECONDS")
    add("--once", action="store_true", help="planned faults only in a camera's first session")
    add("--cache", help="folder for encoded pictures")
    add("--stay", action="store_true", help="goes on when the parent process ends")
    return parser.parse_args()


def main():
    options = parse()
    parent = os.getppid()
    Gst.init(None)
    loop = GLib.MainLoop()
    server = Server(options)
    print(server.server.get_bound_port(), flush=True)

    def listen():
        for line in sys.stdin:
            GLib.idle_add(lambda line=line: server.order(line) and False)

    threading.Thread(target=listen, daemon=True).start()

    def watch():
        if not options.stay and os.getppid() != parent:
            loop.quit()
        # Clients that went away without a word.
        server.server.get_session_pool().cleanup()
        return True

    GLib.timeout_add(500, watch)
    try:
        loop.run()
    except KeyboardInterrupt:
        pass


if __name__ == "__main__":
    main()
