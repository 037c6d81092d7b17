"""What the measuring scripts share: running a program and weighing it, making recordings."""

import os
import pathlib
import platform
import shutil
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass

ROOT = pathlib.Path(__file__).resolve().parent.parent


@dataclass
class Cost:
    """What one run of a program took."""

    user_s: float
    system_s: float
    wall_s: float
    peak_bytes: int
    status: int

    @property
    def cpu_s(self):
        return self.user_s + self.system_s


def run(command, **options):
    """Runs a program to its end; its output is dropped, its errors are kept."""
    options.setdefault("stdout", subprocess.DEVNULL)
    options.setdefault("stderr", subprocess.DEVNULL)
    begin = time.monotonic()
    process = subprocess.Popen([str(word) for word in command], stdin=subprocess.DEVNULL, **options)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return Cost(
        user_s=usage.ru_utime,
        system_s=usage.ru_stime,
        wall_s=time.monotonic() - begin,
        peak_bytes=usage.ru_maxrss * 1024,
        status=process.returncode,
    )


def median(costs, value):
    return statistics.median(value(cost) for cost in costs)


def need(program, remedy):
    if not shutil.which(program):
        sys.exit(f"{pathlib.Path(sys.argv[0]).name}: {program} is not installed; {remedy}")


def processor():
    """The name of this machine's processor."""
    try:
        for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines():
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    except OSError:
        pass
    return platform.processor() or platform.machine()


def megabytes(count):
    return f"{count / 1e6:.0f} MB"


def real_footage(folder):
    """vtest.avi, or a simulated sample where it cannot be had; and which of the two it is."""
    subprocess.run([ROOT / ".ci/fetch-footage", folder], check=True, stdout=subprocess.DEVNULL)
    found = folder / "vtest.avi"
    if found.exists():
        return found, "vtest.avi (real footage, scaled up)"
    return sorted(folder.glob("*.mp4"))[0], "a simulated sample, scaled up"


def make_recording(source, target, seconds, seed, codec="libx264", bitrate="4M", size="1920x1080"):
    """A camera's stream: 25 frames a second, a key frame every 2 s, sensor grain, one bit rate."""
    if target.exists():
        return target
    width, height = size.split("x")
    part = target.with_suffix(".part" + target.suffix)
    frames = int(seconds * 25)
    buffer = str(int(bitrate.rstrip("M")) * 2) + "M"
    subprocess.run(
        [
            "ffmpeg", "-v", "error", "-y", "-stream_loop", "-1", "-i", source, "-an",
            "-vf", f"setpts=N/(25*TB),scale={width}:{height},noise=alls=6:allf=t:all_seed={seed}",
            "-r", "25", "-frames:v", str(frames), "-c:v", codec, "-preset", "veryfast",
            "-b:v", bitrate, "-maxrate", bitrate, "-bufsize", buffer, "-g", "50",
            "-pix_fmt", "yuv420p", part,
        ],
        check=True,
        stdin=subprocess.DEVNULL,
    )
    part.rename(target)
    return target
