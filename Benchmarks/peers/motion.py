"""Motion (Debian's package) watching a recording as if it were a camera, once."""

import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import time

from measuring import Cost

# It takes the file for a camera that went away, and would begin again.
END = "Reconnecting"
LONGEST_S = 3600


def is_installed():
    return shutil.which("motion") is not None


def watch(recording, work):
    """What one pass over the recording costs; nothing is written but the log."""
    stream = probe(recording)
    rate = max(2, round(rate_of(stream)))
    log = pathlib.Path(work) / "motion.log"
    log.unlink(missing_ok=True)
    settings = pathlib.Path(work) / "motion.conf"
    settings.write_text("\n".join([
        "daemon off", "log_level 6", f"target_dir {work}", f"netcam_url file://{recording}",
        f"width {stream['width']}", f"height {stream['height']}", f"framerate {rate}",
        f"netcam_params capture_rate={rate}", "picture_output off", "movie_output off",
        "webcontrol_port 0", "stream_port 0", "",
    ]))
    begin = time.monotonic()
    process = subprocess.Popen(
        ["motion", "-n", "-c", settings, "-l", log], stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while END not in read(log):
            if process.poll() is not None or time.monotonic() - begin > LONGEST_S:
                sys.exit(f"compare: motion did not come to the end of {recording.name}")
            time.sleep(0.02)
        wall_s = time.monotonic() - begin
    finally:
        if process.returncode is None:
            process.send_signal(signal.SIGTERM)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return Cost(
        user_s=usage.ru_utime, system_s=usage.ru_stime, wall_s=wall_s,
        peak_bytes=usage.ru_maxrss * 1024, status=process.returncode)


def read(log):
    try:
        return log.read_text(errors="replace")
    except FileNotFoundError:
        return ""


def probe(recording):
    done = subprocess.run(
        ["ffprobe", "-v", "error", "-select_streams", "v:0", "-show_entries",
         "stream=width,height,avg_frame_rate", "-of", "json", recording],
        check=True, capture_output=True, text=True)
    return json.loads(done.stdout)["streams"][0]


def rate_of(stream):
    over, under = stream["avg_frame_rate"].split("/")
    return int(over) / max(1, int(under))
