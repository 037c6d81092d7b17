"""Quiet scenes of the simulator, to put visitors into: some pictures, walked to and fro."""

import json
import pathlib
import subprocess
import tempfile
from dataclasses import dataclass

import numpy as np

from quality_suite.randomness import generator

from .design import SIZE

# How much of a scene is drawn, in seconds; what follows are the same pictures in another order.
DRAWN_SECONDS = 40
# Before a scene's own visitor is seen, its shadow may be.
MARGIN_S = 1.0


@dataclass(frozen=True)
class Condition:
    """What a scene is made of."""

    # Of the catalogue, and how much of each is drawn; only what is quiet of it is used.
    scenes: tuple
    # Things that may come, and the lines on which they stand, as shares of the height.
    kinds: tuple = ("person", "person", "vehicle")
    lines: tuple = (0.62, 0.97)
    # What disturbs is nearer to the camera than a visitor, and goes on over them.
    covers_visitors: bool = True
    # Slow change of the light, as a share of it.
    drift: float = 0.0
    has_colour: bool = False


CONDITIONS = {
    "day": Condition((("ir-switch-empty", 75), ("yard-day", 150)), drift=0.05, has_colour=True),
    "night": Condition((("grain-empty", DRAWN_SECONDS),)),
    "rain": Condition((("rain-empty", DRAWN_SECONDS), ("rain-day-empty", DRAWN_SECONDS))),
    "ripple": Condition((("ripple-empty", DRAWN_SECONDS),), ("boat",), (0.5, 0.68),
                        covers_visitors=False),
    "flicker": Condition((("flicker-empty", DRAWN_SECONDS),), ("person",), (0.78, 0.97),
                         has_colour=True),
    "leaves": Condition((("foliage-empty", DRAWN_SECONDS),), ("person",), covers_visitors=False,
                        drift=0.05, has_colour=True),
    "insects": Condition((("insects-empty", DRAWN_SECONDS),)),
}


class Backdrop:
    """The pictures of a quiet scene: planes of 8 bits, 4:2:0, one row of `frames` for each."""

    def __init__(self, pantau, plan):
        self.condition = CONDITIONS[plan.condition]
        random = generator(plan.seed, "recall", plan.name, "scene")
        scene, seconds = self.condition.scenes[random.integers(len(self.condition.scenes))]
        self.scene = scene
        self.scene_seed = int(random.integers(1, 1_000_000))
        self.frames = drawn(pantau, scene, self.scene_seed, plan.frame_rate, seconds)
        chosen = np.linspace(0, len(self.frames) - 1, min(31, len(self.frames))).astype(int)
        self.plate = np.median(self.frames[chosen], axis=0).astype(np.float32)
        self.grain = float(np.median(np.abs(self.luma(self.frames[0]) - self.luma(self.plate))))
        self.drift_s = float(random.uniform(240, 900))
        self.drift_turn = float(random.uniform(0, 1))

    @staticmethod
    def luma(frame):
        width, height = SIZE
        return frame[:width * height].reshape(height, width)

    @staticmethod
    def chroma(frame):
        width, height = SIZE
        quarter = width * height // 4
        start = width * height
        return [frame[start + index * quarter:][:quarter].reshape(height // 2, width // 2)
                for index in (0, 1)]

    def walk(self, plan):
        """Numbers of pictures for every frame of a recording: back and forth, turning by chance, so
        that motion goes on evenly and no two minutes are alike."""
        random = generator(plan.seed, "recall", plan.name, "walk")
        at, step, left = int(random.integers(len(self.frames))), 1, 0
        for _ in range(plan.frames):
            yield at
            if left <= 0:
                left = int(random.uniform(5, 20) * plan.frame_rate)
                step = -step
            left -= 1
            if not 0 <= at + step < len(self.frames):
                step = -step
            at += step

    def light(self, seconds):
        """What all luma is multiplied by."""
        turn = seconds / self.drift_s + self.drift_turn
        return 1 + self.condition.drift * float(np.sin(2 * np.pi * turn))


def drawn(pantau, scene, seed, frame_rate, seconds):
    """The quiet pictures at the beginning of a simulated scene."""
    width, height = SIZE
    size = width * height * 3 // 2
    with tempfile.TemporaryDirectory(prefix="pantau-recall-") as work:
        clip = pathlib.Path(work) / "scene.mkv"
        command = [pantau, "simulate", scene, "-o", clip, "--seed", seed, "--frame-rate",
                   frame_rate, "--duration", seconds, "--size", f"{width}x{height}",
                   "--option", "qp=0", "--option", "preset=ultrafast"]
        subprocess.run([str(word) for word in command], check=True, stdout=subprocess.DEVNULL)
        truth = json.loads(pathlib.Path(f"{clip}.json").read_text())
        decoded = subprocess.run(
            ["ffmpeg", "-v", "error", "-threads", "1", "-i", clip, "-f", "rawvideo", "-pix_fmt",
             "yuv420p", "-"], check=True, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL).stdout
    frames = np.frombuffer(decoded, np.uint8).reshape(-1, size)
    return frames[:max(2, int(quiet_seconds(truth) * frame_rate))]


def quiet_seconds(truth):
    """How long nobody comes and the camera does not switch its light."""
    ends = [truth["duration_us"]]
    ends += [span["start_us"] for thing in truth["objects"] for span in thing["visible"]]
    ends += [span["start_us"] for span in truth["disturbances"]
             if span["suppressor"] == "ir_switch"]
    first = min(ends) / 1e6
    return first if first == truth["duration_us"] / 1e6 else first - MARGIN_S
