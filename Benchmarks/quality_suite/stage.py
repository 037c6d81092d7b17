"""Putting things before a background: soft edges, cast shadows, and the exact truth of it."""

from dataclasses import dataclass
from typing import Callable

import cv2
import numpy as np

from .cutouts import Cutout
from .sequences import BACKGROUND, OBJECT, OUTSIDE, SHADOW, UNKNOWN, Writer


@dataclass
class Place:
    """Where a thing stands: middle and foot in pixels, its height, and whether it counts yet."""

    x: float
    foot: float
    height: float
    scored: bool = True


@dataclass
class Actor:
    """A thing, and where it is at each second; None where it is not in the scene."""

    cutout: Cutout
    path: Callable
    gain: float = 1.0
    flipped: bool = False
    shadow: float = 0.0
    grey: bool = False


def crossing(begin, seconds, width, foot, height, to_right=True):
    """From outside one side of the picture to outside the other, at a steady pace."""
    reach = height

    def path(now):
        part = (now - begin) / seconds
        if not 0 <= part <= 1:
            return None
        if not to_right:
            part = 1 - part
        return Place(-reach + part * (width + 2 * reach), foot, height)

    return path


def approaching(begin, seconds, far: Place, near: Place):
    """Along a straight line, growing, as on a road that leads to the camera."""

    def path(now):
        part = (now - begin) / seconds
        if not 0 <= part <= 1:
            return None
        # Perspective: the size grows evenly in 1 / distance.
        height = 1 / ((1 - part) / far.height + part / near.height)
        share = (height - far.height) / (near.height - far.height)
        return Place(
            far.x + share * (near.x - far.x), far.foot + share * (near.foot - far.foot), height
        )

    return path


def paste(picture, labels, actor, place, now):
    """Draws an actor; what is surely the thing counts as object, its soft edge as unknown."""
    cut, solid = actor.cutout.at(now)
    scale = place.height / cut.shape[0]
    if actor.flipped:
        cut, solid = cut[:, ::-1], solid[:, ::-1]
    if scale < 0.8:
        cut = cv2.GaussianBlur(cut, (0, 0), 0.35 / scale)
        solid = cv2.GaussianBlur(solid, (0, 0), 0.35 / scale)
    height, width = picture.shape[:2]
    left, top = place.x - scale * cut.shape[1] / 2, place.foot - place.height
    x0, y0 = max(0, int(left) - 2), max(0, int(top) - 2)
    x1 = min(width, int(left + scale * cut.shape[1]) + 3)
    y1 = min(height, int(place.foot) + 3)
    if actor.shadow:
        cast_shadow(picture, labels, solid, scale, place, actor.shadow)
    if x1 <= x0 or y1 <= y0:
        return
    matrix = np.float32([[scale, 0, left - x0], [0, scale, top - y0]])
    size = (x1 - x0, y1 - y0)
    drawn = cv2.warpAffine(cut, matrix, size, flags=cv2.INTER_LINEAR,
                           borderMode=cv2.BORDER_REPLICATE) * actor.gain
    if actor.grey:
        drawn = np.repeat(drawn.mean(axis=2, keepdims=True), 3, axis=2)
    alpha = cv2.warpAffine(solid, matrix, size, flags=cv2.INTER_LINEAR)
    region = picture[y0:y1, x0:x1]
    region += alpha[:, :, None] * (drawn - region)
    truth = labels[y0:y1, x0:x1]
    truth[(alpha > 0.06) & (truth != OBJECT)] = UNKNOWN
    truth[alpha > 0.6] = OBJECT if place.scored else UNKNOWN


def cast_shadow(picture, labels, solid, scale, place, strength):
    """A shadow on the ground: the outline, laid down to one side, soft, and darkening."""
    height, width = labels.shape
    lean, flat = 0.55, 0.32
    # Rows of the outline are laid down from the foot: the head's shadow is farthest away.
    matrix = np.float32([
        [scale, -lean * scale, place.x - scale * solid.shape[1] / 2 + lean * place.height],
        [0, -flat * scale, place.foot + flat * place.height],
    ])
    laid = cv2.warpAffine(solid, matrix, (width, height), flags=cv2.INTER_LINEAR)
    laid = cv2.GaussianBlur(laid, (0, 0), 1.2)
    picture *= 1 - strength * laid[:, :, None]
    labels[(laid > 0.06) & (labels == BACKGROUND)] = SHADOW


@dataclass
class Scene:
    """A background by frame number, actors before it, and what the camera does to the result."""

    background: Callable
    actors: list
    seconds: float
    frames_per_second: float = 25.0
    first_scored_s: float = 4.0
    every: int = 1
    effects: tuple = ()
    outside: Callable = None

    def write(self, folder):
        count = int(self.seconds * self.frames_per_second)
        with Writer(folder, self.frames_per_second) as writer:
            for frame in range(0, count, self.every):
                writer.add(frame + 1, *self.render(frame))

    def render(self, frame):
        now = frame / self.frames_per_second
        picture = self.background(frame).astype(np.float32).copy()
        labels = np.full(picture.shape[:2], BACKGROUND, np.uint8)
        present = [(actor, actor.path(now)) for actor in self.actors]
        there = [(place.foot, index) for index, (_, place) in enumerate(present) if place]
        for _, index in sorted(there):
            paste(picture, labels, *present[index], now)
        if self.outside is not None:
            away = self.outside(frame)
            labels[away == OUTSIDE] = OUTSIDE
            labels[away == UNKNOWN] = UNKNOWN
        for effect in self.effects:
            picture, labels = effect(picture, labels, frame)
        return picture, labels if now >= self.first_scored_s else None
