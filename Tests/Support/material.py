"""Pictures for the test servers: encoded once with the ffmpeg command, then sent over and over.

Material is a list of access units (whole pictures as a camera sends them) that begins with a key
picture, has no B pictures, and can be looped. It is kept in a cache folder under a name made from
what it was made of, so that the second server starts at once.
"""

import hashlib
import os
import re
import subprocess
import tempfile
from pathlib import Path

CODECS = ("h264", "h265", "mjpeg")
SCENES = ("moving", "still", "walker")


class Picture:
    """One access unit: its bytes, and whether decoding can begin with it."""

    __slots__ = ("data", "is_key")

    def __init__(self, data, is_key):
        self.data = data
        self.is_key = is_key


def default_cache():
    return Path(tempfile.gettempdir()) / f"pantau-test-material-{os.getuid()}"


def load(codec="h264", size="640x360", rate=10, key_interval=20, scene="moving", file=None,
         seconds=6, cache=None):
    """The pictures of one material, made if need be."""
    if codec not in CODECS:
        raise ValueError(f"no such codec: {codec}; there are {', '.join(CODECS)}")
    if not re.fullmatch(r"\d+x\d+", size):
        raise ValueError(f"not a size: {size}; write for example 640x360")
    folder = Path(cache) if cache else default_cache()
    folder.mkdir(parents=True, exist_ok=True)
    source = [str(file), str(os.stat(file).st_mtime_ns)] if file else [scene]
    words = [codec, size, str(rate), str(key_interval), str(seconds), "3", *source]
    name = hashlib.sha256("\0".join(words).encode()).hexdigest()[:24] + "." + codec
    path = folder / name
    if not path.exists():
        made = folder / f"{os.getpid()}-{name}"
        _encode(made, codec, size, rate, key_interval, scene, file, seconds)
        os.replace(made, path)
    pictures = split(path.read_bytes(), codec)
    if not pictures or not pictures[0].is_key:
        raise ValueError(f"nothing that could be sent was made of {file or scene}")
    return pictures


def _encode(target, codec, size, rate, key_interval, scene, file, seconds):
    if file:
        inputs = ["-stream_loop", "-1", "-i", str(file)]
        graph = f"[0:v]scale={size.replace('x', ':')},fps={rate},setsar=1[out]"
    else:
        inputs = []
        graph = _scene(scene, size, rate, seconds) + "[out]"
    if codec == "mjpeg":
        # RTP has no place for tables: the standard's own are the only ones that can be sent.
        encoder = ["-c:v", "mjpeg", "-q:v", "5", "-huffman", "default", "-pix_fmt", "yuvj420p"]
    elif codec == "h264":
        encoder = ["-c:v", "libx264", "-preset", "superfast", "-crf", "27", "-bf", "0",
                   "-g", str(key_interval), "-sc_threshold", "0", "-pix_fmt", "yuv420p",
                   "-bsf:v", "h264_metadata=aud=insert"]
    else:
        encoder = ["-c:v", "libx265", "-preset", "ultrafast", "-crf", "28", "-pix_fmt", "yuv420p",
                   "-x265-params", f"log-level=none:bframes=0:keyint={key_interval}:"
                   f"min-keyint={key_interval}:scenecut=0:open-gop=0:repeat-headers=1",
                   "-bsf:v", "hevc_metadata=aud=insert"]
    muxer = {"h264": "h264", "h265": "hevc", "mjpeg": "mjpeg"}[codec]
    command = ["ffmpeg", "-nostdin", "-v", "error", "-y", *inputs, "-filter_complex", graph,
               "-map", "[out]", "-t", str(seconds), "-threads", "1", "-an", *encoder,
               "-f", muxer, str(target)]
    subprocess.run(command, check=True, timeout=600)


def _scene(scene, size, rate, seconds):
    """A filter graph of ffmpeg's."""
    if scene == "moving":
        return f"testsrc2=s={size}:r={rate}:d={seconds}"
    width, height = map(int, size.split("x"))
    # One textured picture that stands, with the grain of a sensor.
    still = (f"testsrc2=s={size}:r={rate},trim=end_frame=1,boxblur=3,"
             f"loop=-1:1:0,setpts=N/{rate}/TB,noise=alls=5:allf=t")
    if scene == "still":
        return still
    if scene == "walker":
        # Somebody crosses the middle of the picture in the second third of the time.
        body = f"color=c=0x303830:s={width // 16}x{height // 4}:r={rate}"
        third = seconds / 3
        along = f"(t-{third})/{third}*{width + width // 16}-{width // 16}"
        return (f"{still}[ground];{body}[body];[ground][body]overlay=shortest=0:"
                f"x='if(between(t,{third},{2 * third}),{along},-{width})':y={height // 2}")
    raise ValueError(f"no such scene: {scene}; there are {', '.join(SCENES)}")


def split(data, codec):
    """Cuts an elementary stream into its pictures."""
    if codec == "mjpeg":
        parts = [b"\xff\xd8\xff" + part for part in data.split(b"\xff\xd8\xff")[1:]]
        return [Picture(part, True) for part in parts]
    # Access unit delimiters were put in when the stream was made.
    delimiter = rb"\x00\x00\x00\x01\x09" if codec == "h264" else rb"\x00\x00\x00\x01\x46\x01"
    starts = [found.start() for found in re.finditer(delimiter, data)]
    ends = starts[1:] + [len(data)]
    return [Picture(data[start:end], _is_key(data[start:end], codec))
            for start, end in zip(starts, ends)]


def _is_key(unit, codec):
    for found in re.finditer(rb"\x00\x00\x01", unit):
        if found.end() >= len(unit):
            continue
        header = unit[found.end()]
        if codec == "h264" and header & 31 == 5:
            return True
        if codec == "h265" and 16 <= header >> 1 & 63 <= 21:
            return True
    return False


def garble(picture, codec, random):
    """The picture's bytes with all that carries meaning replaced, but for what says of which kind
    its units are: everything on the way takes them for pictures, and only a decoder notices."""
    if codec == "mjpeg":
        head = picture.data.find(b"\xff\xda") + 14
        return picture.data[:head] + random.randbytes(len(picture.data) - head - 2) + b"\xff\xd9"
    data = bytearray(picture.data)
    starts = [found.end() for found in re.finditer(rb"\x00\x00\x01", picture.data)]
    for start, end in zip(starts, [start - 4 for start in starts[1:]] + [len(data)]):
        kind = data[start] & 31 if codec == "h264" else data[start] >> 1 & 63
        is_slice = 1 <= kind <= 5 if codec == "h264" else kind < 32
        if is_slice and end - start > 3:
            data[start + 3:end] = bytes(byte or 1 for byte in random.randbytes(end - start - 3))
    return bytes(data)
