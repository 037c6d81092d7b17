"""Real footage of working cameras, and how it looks by day, by lamps and in infrared."""

import pathlib
import subprocess

from measuring import ROOT

FOOTAGE = ROOT.parent / "shared/footage"
WIDTH, HEIGHT = 640, 360
SIZE = f"{WIDTH}x{HEIGHT}"
RATE = 5
FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf"

# What a copy can be moved in: the whole picture of a source, larger than a copy.
STAGE = "852:480"
LONGEST_S = 175

SOURCES = {
    "walkway": ["-i", FOOTAGE / "clips/vtest.avi"],
    "lobby": ["-i", FOOTAGE / "clips/one-by-one-person-detection.mp4"],
    "conveyor": ["-i", FOOTAGE / "clips/bottle-detection.mp4"],
    "car-park": ["-i", FOOTAGE / "clips/car-detection.mp4"],
    "motorway": ["-i", FOOTAGE / "clips/traffic_camera.mp4"],
    "highway": ["-framerate", "25", "-i", FOOTAGE / "cdnet2014/highway/input/in%06d.jpg"],
    "office": ["-framerate", "25", "-i", FOOTAGE / "cdnet2014/office/input/in%06d.jpg"],
    "room": ["-i", FOOTAGE / "wallflower/MovedObject/video.mp4"],
    "desk": ["-i", FOOTAGE / "wallflower/LightSwitch/video.mp4"],
    "corridor": ["-i", FOOTAGE / "clips/hall_and_monitor_left_briefcase.mp4"],
}

# Where the light in the footage itself goes off and on, only the seconds before are taken.
LENGTHS = {"desk": 50}

# A bare road looks the same wherever a camera is turned to, and however sharp it is.
BARE = {"car-park"}

# What the camera's own night does to a picture.
LIGHTS = {
    "day": "null",
    "lamps": "lutyuv=y='16+(val-16)*0.45',noise=c0s=9:c0f=t",
    "infrared": "hue=s=0,lutyuv=y='16+(val-16)*0.7',noise=c0s=7:c0f=t",
}


def is_there(source):
    words = SOURCES[source]
    path = pathlib.Path(words[-1])
    return path.parent.exists() if "%" in path.name else path.exists()


def staged(source, folder):
    """The source at the rate and size of the copies, again and again until it is long enough."""
    target = folder / f"source-{source}.mkv"
    if target.exists():
        return target
    words = SOURCES[source]
    if source in LENGTHS:
        part = folder / f"source-{source}.cut.mkv"
        encode([*words, "-t", LENGTHS[source], "-c", "copy"], part)
        words = ["-i", part]
    loop = ["-loop", "1"] if "%" in str(words[-1]) else ["-stream_loop", "-1"]
    encode(
        [*loop, *words, "-an", "-t", LONGEST_S, "-vf",
         f"fps={RATE},scale={STAGE},setsar=1", "-c:v", "libx264", "-preset", "ultrafast",
         "-crf", "8", "-pix_fmt", "yuv420p"],
        target,
    )
    return target


def encode(words, target):
    """Runs ffmpeg; the file appears when it is whole."""
    part = target.with_name(f"{target.stem}.part{target.suffix}")
    subprocess.run(
        ["ffmpeg", "-v", "error", "-y", "-threads", "1",
         *map(str, words), part],
        check=True,
        stdin=subprocess.DEVNULL,
    )
    part.rename(target)
