"""A real sequence under a disturbance that its camera did not have; the truth stays known.

Each takes a `Sequence` and writes another. All are seeded: the same seed gives the same pictures.
"""

import pathlib
import subprocess
import tempfile

import cv2
import numpy as np

from .foliage import Foliage
from .randomness import generator, grain, wander
from .sequences import OBJECT, SHADOW, UNKNOWN, Writer


def shake(source, folder, seed):
    """A camera on a swaying pole: up to ±3 pixels, sub-pixel, the way it goes is kept a while."""
    random = generator(seed, "shake", source.folder.name)
    count = len(source.numbers)
    slow = [wander(random, count, 0.9, 2.4) for _ in range(2)]
    fast = [wander(random, count, 0.2, 0.6) for _ in range(2)]
    with Writer(folder, source.frames_per_second) as writer:
        for at, number in enumerate(source.numbers):
            dx, dy = slow[0][at] + fast[0][at], slow[1][at] + fast[1][at]
            picture, labels = source.picture(number), source.truth(number)
            writer.add(number, moved(picture, dx, dy), moved_truth(labels, dx, dy))


def moved(picture, dx, dy):
    size = (picture.shape[1], picture.shape[0])
    matrix = np.float32([[1, 0, dx], [0, 1, dy]])
    return cv2.warpAffine(
        picture, matrix, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )


def moved_truth(labels, dx, dy):
    """Moved along; what came in from outside the picture is unknown."""
    if labels is None:
        return None
    matrix = np.float32([[1, 0, dx], [0, 1, dy]])
    size = (labels.shape[1], labels.shape[0])
    result = cv2.warpAffine(
        labels, matrix, size, flags=cv2.INTER_NEAREST, borderValue=UNKNOWN
    )
    result[:4], result[-4:], result[:, :4], result[:, -4:] = UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN
    return result


def exposure(source, folder, seed):
    """A camera that sets its exposure anew every few seconds: ±20 %, at once or in half a second."""
    random = generator(seed, "exposure", source.folder.name)
    gain, goal, pace, until = 1.0, 1.0, 1.0, 0
    with Writer(folder, source.frames_per_second) as writer:
        for at, number in enumerate(source.numbers):
            if at >= until:
                until = at + int(source.frames_per_second * random.uniform(2.5, 7))
                goal = float(random.choice([value for value in (0.8, 1.0, 1.2) if value != goal]))
                pace = float(random.choice([1.0, 0.1]))
            gain += float(np.clip(goal - gain, -0.4 * pace, 0.4 * pace))
            picture = source.picture(number).astype(np.float32) * gain
            writer.add(number, picture, source.truth(number))


def noise(source, folder, seed):
    """Sensor noise of 8 levels in every picture."""
    random = generator(seed, "grain", source.folder.name)
    with Writer(folder, source.frames_per_second) as writer:
        for number in source.numbers:
            picture = source.picture(number).astype(np.float32)
            writer.add(number, picture + grain(random, picture.shape, 8), source.truth(number))


def rain(source, folder, seed):
    """Rain in front of the camera: thin bright streaks, new ones in every picture."""
    random = generator(seed, "rain", source.folder.name)
    strength = wander(random, len(source.numbers), 0.99, 0.6)
    slant = random.uniform(-0.25, 0.25)
    with Writer(folder, source.frames_per_second) as writer:
        for at, number in enumerate(source.numbers):
            picture = rained(random, source.picture(number), slant, 1 + strength[at])
            writer.add(number, picture, source.truth(number))


def rained(random, picture, slant, strength):
    """A picture with streaks of rain over it."""
    height, width = picture.shape[:2]
    cover = np.zeros((height * 2, width * 2), np.float32)
    for _ in range(random.poisson(150 * strength * width * height / 76800)):
        near = random.random() ** 3
        length = (8 + 26 * near) * height / 240
        x, y = random.uniform(-20, width + 20), random.uniform(-20, height)
        tilt = slant + random.normal(0, 0.03)
        streak = [(int(2 * x), int(2 * y)), (int(2 * (x + tilt * length)), int(2 * (y + length)))]
        alpha = random.uniform(0.2, 0.6)
        cv2.line(cover, *streak, alpha, 1 if near < 0.5 else 2, cv2.LINE_AA)
    cover = cv2.resize(cover, (width, height), interpolation=cv2.INTER_AREA)[:, :, None]
    brightness = random.uniform(185, 215)
    base = picture.astype(np.float32)
    return base + cover * (brightness - base)


def leaves(source, folder, seed):
    """A branch in the wind before a corner of the picture; what it hides is not scored."""
    random = generator(seed, "leaves", source.folder.name)
    height, width = source.picture(source.numbers[0]).shape[:2]
    foliage = Foliage(random, height, width, len(source.numbers), source.frames_per_second)
    with Writer(folder, source.frames_per_second) as writer:
        for at, number in enumerate(source.numbers):
            picture, hidden = foliage.over(source.picture(number), at)
            labels = source.truth(number)
            if labels is not None:
                behind = (hidden > 0.1) & ((labels == OBJECT) | (labels == SHADOW))
                labels = np.where(behind, UNKNOWN, labels).astype(np.uint8)
            writer.add(number, picture, labels)


def fifth(source, folder, seed):
    """Every fifth picture, under its own number: a fifth of the pictures per second."""
    with Writer(folder, source.frames_per_second) as writer:
        for number in source.numbers:
            if number % 5 == 0:
                writer.add(number, source.picture(number), source.truth(number))


def compressed(source, folder, seed):
    """H.264 with hardly any bits: blocks, smears, and a jump at every key picture."""
    height, width = source.picture(source.numbers[0]).shape[:2]
    with tempfile.TemporaryDirectory(prefix="pantau-quality-") as work:
        poor = pathlib.Path(work) / "poor.mp4"
        size = f"{width}x{height}"
        encode = subprocess.Popen(
            ["ffmpeg", "-v", "error", "-f", "rawvideo", "-pix_fmt", "bgr24", "-s", size,
             "-r", f"{source.frames_per_second:g}", "-i", "-", "-c:v", "libx264", "-crf", "38",
             "-g", "50", "-preset", "veryfast", "-threads", "1", "-pix_fmt", "yuv420p", poor],
            stdin=subprocess.PIPE,
        )
        for number in source.numbers:
            encode.stdin.write(source.picture(number).tobytes())
        encode.stdin.close()
        if encode.wait() != 0:
            raise OSError("ffmpeg could not compress the sequence")
        capture = cv2.VideoCapture(str(poor))
        with Writer(folder, source.frames_per_second) as writer:
            for number in source.numbers:
                there, picture = capture.read()
                if not there:
                    raise OSError("the compressed sequence lacks pictures")
                writer.add(number, picture, source.truth(number))


PERTURBATIONS = {
    "shake": shake,
    "exposure": exposure,
    "grain": noise,
    "rain": rain,
    "leaves": leaves,
    "fifth": fifth,
    "compress": compressed,
}
