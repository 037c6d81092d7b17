"""Sequences with a truth per pixel: reading, and writing as folders of the CDnet layout."""

import pathlib
import re
import shutil
from dataclasses import dataclass, field

import cv2
import numpy as np

BACKGROUND, SHADOW, OUTSIDE, UNKNOWN, OBJECT = 0, 50, 85, 170, 255


@dataclass
class Sequence:
    """A folder of the CDnet layout: numbered pictures, numbered truths, what of them counts."""

    folder: pathlib.Path
    frames_per_second: float = 25.0
    numbers: list = field(default_factory=list)

    def __post_init__(self):
        self.folder = pathlib.Path(self.folder)
        inputs = sorted(self.folder.glob("input/in*.*"))
        self.paths = {int(re.sub(r"\D", "", path.stem)): path for path in inputs}
        self.numbers = sorted(self.paths)
        interval = self.folder / "temporalROI.txt"
        words = interval.read_text().split() if interval.exists() else (1, 10**9)
        self.first_scored, self.last_scored = (int(word) for word in words[:2])
        self.region = None
        for name in ("ROI.bmp", "ROI.png", "ROI.jpg"):
            if (self.folder / name).exists():
                self.region = cv2.imread(str(self.folder / name), cv2.IMREAD_GRAYSCALE)
                break

    def picture(self, number):
        return cv2.imread(str(self.paths[number]))

    def truth(self, number):
        """The labels of a frame, or None where it is not scored."""
        path = self.folder / f"groundtruth/gt{number:06}.png"
        if not self.first_scored <= number <= self.last_scored or not path.exists():
            return None
        labels = cv2.imread(str(path), cv2.IMREAD_GRAYSCALE)
        if self.region is not None:
            size = (labels.shape[1], labels.shape[0])
            region = cv2.resize(self.region, size, interpolation=cv2.INTER_NEAREST)
            labels = np.where((region < 128) & (labels != UNKNOWN), OUTSIDE, labels)
        return labels.astype(np.uint8)

    def scored(self):
        return [number for number in self.numbers if self.truth(number) is not None]


def film(path):
    """All pictures of a video file."""
    capture = cv2.VideoCapture(str(path))
    pictures = []
    while True:
        there, picture = capture.read()
        if not there:
            return pictures
        pictures.append(picture)


class Writer:
    """Writes a sequence of the CDnet layout; the folder appears under its name when complete."""

    def __init__(self, folder, frames_per_second=25.0, quality=95):
        self.folder = pathlib.Path(folder)
        self.part = self.folder.with_name(self.folder.name + ".part")
        self.frames_per_second = frames_per_second
        self.quality = quality
        self.scored = []

    def __enter__(self):
        shutil.rmtree(self.part, ignore_errors=True)
        (self.part / "input").mkdir(parents=True)
        (self.part / "groundtruth").mkdir()
        return self

    def add(self, number, picture, labels=None):
        """A frame; `labels` is None where it is not scored."""
        self.add_picture(number, picture)
        if labels is not None:
            self.add_truth(number, labels)

    def add_picture(self, number, picture):
        picture = np.clip(np.rint(picture), 0, 255).astype(np.uint8)
        path = self.part / f"input/in{number:06}.jpg"
        cv2.imwrite(str(path), picture, [cv2.IMWRITE_JPEG_QUALITY, self.quality])

    def add_truth(self, number, labels):
        path = self.part / f"groundtruth/gt{number:06}.png"
        cv2.imwrite(str(path), labels, [cv2.IMWRITE_PNG_COMPRESSION, 3])
        self.scored.append(number)

    def __exit__(self, kind, *_):
        if kind is not None:
            shutil.rmtree(self.part, ignore_errors=True)
            return
        first, last = min(self.scored), max(self.scored)
        (self.part / "temporalROI.txt").write_text(f"{first} {last}\n")
        (self.part / "fps.txt").write_text(f"{self.frames_per_second:g}\n")
        sample = next((self.part / "groundtruth").glob("*.png"))
        shape = cv2.imread(str(sample), cv2.IMREAD_GRAYSCALE).shape
        cv2.imwrite(str(self.part / "ROI.bmp"), np.full(shape, 255, np.uint8))
        shutil.rmtree(self.folder, ignore_errors=True)
        self.part.rename(self.folder)
