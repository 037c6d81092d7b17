"""OpenCV's background models at their defaults, scored like `pantau eval`, on one thread."""

import time
from dataclasses import dataclass

import cv2

from .sequences import BACKGROUND, OBJECT, SHADOW, film

PEERS = {
    "MOG2": lambda: cv2.createBackgroundSubtractorMOG2(),
    "KNN": lambda: cv2.createBackgroundSubtractorKNN(),
    "CNT": lambda: cv2.bgsegm.createBackgroundSubtractorCNT(),
    "GSOC": lambda: cv2.bgsegm.createBackgroundSubtractorGSOC(),
}


@dataclass
class Score:
    """Pixels counted by the protocol of CDnet, and what finding them took."""

    hits: int = 0
    false: int = 0
    missed: int = 0
    frames: int = 0
    seconds: float = 0.0

    def count(self, mask, labels):
        # The models that find shadows mark them 127: background, by the protocol.
        found = mask == 255
        background = (labels == BACKGROUND) | (labels == SHADOW)
        self.hits += int((found & (labels == OBJECT)).sum())
        self.missed += int((~found & (labels == OBJECT)).sum())
        self.false += int((found & background).sum())

    def row(self, name):
        true, found = self.hits + self.missed, self.hits + self.false
        both = true + found
        return {
            "sequence": name,
            "precision": self.hits / found if found else None,
            "recall": self.hits / true if true else None,
            "f_measure": 2 * self.hits / both if both else None,
            "true_positives": self.hits,
            "false_positives": self.false,
            "false_negatives": self.missed,
            "wrong_pixels": self.false + self.missed,
            "frames": self.frames,
            "ms_per_frame": 1000 * self.seconds / max(self.frames, 1),
        }


def measure(sequence, methods=tuple(PEERS)):
    """One score per method for a sequence of the CDnet layout."""
    pictures = ((sequence.picture(number), sequence.truth(number)) for number in sequence.numbers)
    return follow(sequence.folder.name, pictures, methods)


def measure_single_mask(folder, number, labels, methods=tuple(PEERS)):
    """The same for a video with the truth of one frame; later frames are not looked at."""
    pictures = film(folder / "video.mp4")[: number + 1]
    pairs = (
        (picture, labels if at == number else None) for at, picture in enumerate(pictures)
    )
    return follow(folder.name, pairs, methods)


def follow(name, pictures, methods):
    cv2.setNumThreads(1)
    models = {method: PEERS[method]() for method in methods}
    scores = {method: Score() for method in methods}
    for picture, labels in pictures:
        for method, model in models.items():
            begin = time.thread_time()
            mask = model.apply(picture)
            scores[method].seconds += time.thread_time() - begin
            scores[method].frames += 1
            if labels is not None:
                scores[method].count(mask, labels)
    return {method: score.row(name) for method, score in scores.items()}
