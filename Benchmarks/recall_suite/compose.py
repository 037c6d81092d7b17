"""Makes a recording: a quiet scene with visitors in it, and the truth beside it as JSON."""

import json
import subprocess

import cv2
import numpy as np

from quality_suite.randomness import generator

from .conditions import Backdrop
from .design import SIZE
from .visitors import visitors

# A visitor counts as there while so much of the most that is ever seen of it is seen.
VISIBLE_SHARE = 0.2
# How bright a visitor may be.
DARKEST, BRIGHTEST = 4, 250
KBPS_AT_10 = {"day": 400, "night": 700, "rain": 700, "ripple": 700, "flicker": 500, "leaves": 900,
              "insects": 500}


def make(pantau, plan, folder):
    """The recording and its truth; kept, as the same seed gives the same pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    clip = folder / f"{plan.name}.mp4"
    truth = folder / f"{plan.name}.mp4.json"
    if truth.exists():
        return clip
    backdrop = Backdrop(pantau, plan)
    people = visitors(plan, backdrop.condition)
    part = clip.with_suffix(".part.mp4")
    encoder = subprocess.Popen(
        encoding(plan, part), stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
    random = generator(plan.seed, "recall", plan.name, "grain")
    for number, at in enumerate(backdrop.walk(plan)):
        now = number / plan.frame_rate
        frame = backdrop.frames[at]
        there = [visitor for visitor in people if visitor.is_there(now)]
        if there:
            frame = frame.copy()
            for visitor in there:
                paste(frame, visitor, number, now, backdrop, random)
        if backdrop.condition.drift:
            frame = lit(frame, backdrop.light(now))
        encoder.stdin.write(frame)
    encoder.stdin.close()
    if encoder.wait() != 0:
        raise RuntimeError(f"{part}: ffmpeg could not encode it")
    part.rename(clip)
    truth.write_text(json.dumps(described(plan, backdrop, people), indent=1) + "\n")
    return clip


def lit(frame, gain):
    table = np.clip(np.arange(256) * gain + 0.5, 0, 255).astype(np.uint8)
    luma = Backdrop.luma(frame)
    return np.concatenate([cv2.LUT(luma, table).ravel(), frame[luma.size:]])


def paste(frame, visitor, number, now, backdrop, random):
    """Draws a visitor, between its edges, and notes what is seen of it."""
    width, height = SIZE
    since = now - visitor.start_s
    alpha, tone = visitor.shape.at(visitor.walked(since))
    body, tall = visitor.shape.size
    left, top = visitor.x(since) - body / 2, visitor.foot - tall
    x0, y0 = int(np.floor(left)), int(np.floor(top))
    move = np.float32([[1, 0, left - x0], [0, 1, top - y0]])
    alpha, tone = (cv2.warpAffine(plane, move, (body + 1, tall + 1)) for plane in (alpha, tone))
    across = np.arange(x0, x0 + body + 1)
    alpha = alpha * ((across >= visitor.edges[0]) & (across < visitor.edges[1]))
    rows = slice(max(0, y0), min(height, y0 + tall + 1))
    columns = slice(max(0, x0), min(width, x0 + body + 1))
    if rows.stop <= rows.start or columns.stop <= columns.start:
        return
    inside = (slice(rows.start - y0, rows.stop - y0), slice(columns.start - x0, columns.stop - x0))
    alpha, tone = alpha[inside], tone[inside]
    if not (alpha > 0.5).any():
        return
    visitor.seen.append((number, *extent(alpha, rows.start, columns.start)))
    ground = backdrop.luma(backdrop.plate)
    around = float(ground[rows].mean())
    paint = np.clip(around + visitor.contrast * tone, DARKEST, BRIGHTEST)
    luma = backdrop.luma(frame)[rows, columns]
    if backdrop.condition.covers_visitors:
        drawn = luma + alpha * (paint - ground[rows, columns])
    else:
        noise = random.normal(0, max(1.0, backdrop.grain), luma.shape)
        drawn = luma + alpha * (paint + noise - luma)
    luma[:] = np.clip(drawn + 0.5, 0, 255).astype(np.uint8)
    if visitor.colour != (0.0, 0.0):
        tint(frame, visitor.colour, alpha, rows, columns)


def tint(frame, colour, alpha, rows, columns):
    half = (slice(rows.start // 2, (rows.stop + 1) // 2),
            slice(columns.start // 2, (columns.stop + 1) // 2))
    for plane, shift in zip(Backdrop.chroma(frame), colour):
        part = plane[half]
        share = cv2.resize(alpha.astype(np.float32), part.shape[::-1],
                           interpolation=cv2.INTER_AREA)
        part[:] = np.clip(part + share * (128 + shift - part) + 0.5, 0, 255).astype(np.uint8)


def extent(alpha, top, left):
    """Pixels that are seen, and the box around them in pixels: x, y, width, height."""
    solid = alpha > 0.5
    ys, xs = np.flatnonzero(solid.any(1)), np.flatnonzero(solid.any(0))
    return (int(solid.sum()), left + int(xs[0]), top + int(ys[0]), int(xs[-1] - xs[0]) + 1,
            int(ys[-1] - ys[0]) + 1)


def described(plan, backdrop, people):
    """The truth: one event for each visitor that was seen, times in seconds, boxes in 0…1."""
    width, height = SIZE
    events = []
    for visitor in people:
        most = max((row[1] for row in visitor.seen), default=0)
        rows = [row for row in visitor.seen if row[1] >= VISIBLE_SHARE * most]
        if not rows:
            continue
        every = max(1, round(plan.frame_rate / 5))
        events.append({
            "start_s": rows[0][0] / plan.frame_rate,
            "end_s": (rows[-1][0] + 1) / plan.frame_rate,
            "kind": visitor.kind, "share": most / (width * height),
            "contrast": round(visitor.contrast, 1),
            "boxes": [[row[0] / plan.frame_rate, row[2] / width, row[3] / height,
                       row[4] / width, row[5] / height]
                      for row in rows if row is rows[-1] or row[0] % every == 0],
        })
    return {
        "recording": plan.name, "seed": plan.seed, "scene": backdrop.scene,
        "scene_seed": backdrop.scene_seed, "condition": plan.condition, "stream": plan.stream,
        "frame_rate": plan.frame_rate, "group_s": plan.group_s, "frames": plan.frames,
        "seconds": plan.frames / plan.frame_rate, "events": events,
    }


def encoding(plan, target):
    """FFmpeg's command: raw pictures in, a camera's stream out."""
    width, height = SIZE
    group = max(2, round(plan.group_s * plan.frame_rate))
    # A stream of twice the rate needs less than twice the bits.
    kbps = round(KBPS_AT_10[plan.condition] * (plan.frame_rate / 10) ** 0.7)
    if plan.encoder == "libx265":
        kbps = round(0.7 * kbps)
    command = ["ffmpeg", "-v", "error", "-y", "-f", "rawvideo", "-pix_fmt", "yuv420p", "-s",
               f"{width}x{height}", "-r", plan.frame_rate, "-i", "-", "-threads", 1, "-c:v",
               plan.encoder, "-g", group, "-keyint_min", group, "-bf", plan.b_frames]
    if plan.encoder == "libx264":
        preset = "superfast" if plan.profile == "main" else "ultrafast"
        command += ["-preset", preset, "-profile:v", plan.profile, "-sc_threshold", 0]
    else:
        command += ["-preset", "ultrafast", "-x265-params",
                    "log-level=error:pools=none:frame-threads=1:scenecut=0", "-tag:v", "hvc1"]
    if plan.rate_control == "crf":
        # Grain would take any number of bits: cameras cap them.
        command += ["-crf", 27, "-maxrate", f"{3 * kbps}k", "-bufsize", f"{6 * kbps}k"]
    elif plan.rate_control == "vbr":
        command += ["-b:v", f"{kbps}k", "-maxrate", f"{2 * kbps}k", "-bufsize", f"{4 * kbps}k"]
    else:
        command += ["-b:v", f"{kbps}k", "-minrate", f"{kbps}k", "-maxrate", f"{kbps}k",
                    "-bufsize", f"{kbps}k"]
    return [str(word) for word in (*command, "-pix_fmt", "yuv420p", target)]
