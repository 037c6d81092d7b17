"""Branches that sway: drawn once leaf by leaf, then moved by a wind that comes and goes."""

import cv2
import numpy as np

from .randomness import soft_noise, wander


class Foliage:
    """A few layers of leaves hanging into a picture from a corner, each with its own swing."""

    def __init__(self, random, height, width, frames, frames_per_second, share=0.16, swing=5.0):
        self.height, self.width = height, width
        self.rate = frames_per_second
        self.gusts = wander(random, frames + 1, 0.985, 1.0)
        self.left = bool(random.integers(2))
        self.layers = [self.layer(random, share, depth) for depth in range(3)]
        self.swing = swing * width / 320

    def layer(self, random, share, depth):
        """Leaves as ellipses of many greens around the places where branches are."""
        height, width = self.height, self.width
        colour = np.zeros((height, width, 3), np.uint8)
        cover = np.zeros((height, width), np.uint8)
        reach = np.sqrt(share * height * width * (0.7 + 0.25 * depth) * 2)
        dense = soft_noise(random, height, width, width / 9)
        for _ in range(int(share * height * width / 9)):
            x, y = random.random() * reach * 1.25, random.random() * reach * 0.85
            if x / 1.25 + y / 0.85 > reach or x >= width or y >= height:
                continue
            if dense[int(y), int(x)] < 0.38:
                continue
            shade = random.uniform(0.35, 1.25)
            green = (shade * random.uniform(25, 60), shade * random.uniform(70, 125),
                     shade * random.uniform(45, 95))
            place = (int(width - 1 - x) if self.left else int(x), int(y))
            axes = (int(random.integers(2, 5)), int(random.integers(1, 3)))
            turn = random.uniform(0, 180)
            cv2.ellipse(colour, place, axes, turn, 0, 360, green, -1, cv2.LINE_AA)
            cv2.ellipse(cover, place, axes, turn, 0, 360, 255, -1)
        # Colour bleeds outwards a little, so that moved edges are not black.
        spread = cv2.dilate(colour, np.ones((3, 3), np.uint8))
        colour = np.where(cover[:, :, None] > 0, colour, spread)
        phase = 2 * np.pi * soft_noise(random, height, width, width / 5)
        pace = random.uniform(0.5, 1.4)
        return colour.astype(np.float32), cover.astype(np.float32) / 255, phase, pace

    def over(self, picture, frame):
        """The picture behind the leaves, and how much of each pixel the leaves hide."""
        height, width = self.height, self.width
        across, down = np.meshgrid(
            np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32)
        )
        corner = (width - 1 - across) if self.left else across
        # What is far from the trunk swings more.
        slack = np.clip((corner + down) / (0.5 * width), 0.15, 1)
        wind = self.gusts[frame]
        result = picture.astype(np.float32)
        hidden = np.zeros((height, width), np.float32)
        for colour, cover, phase, pace in self.layers:
            angle = 2 * np.pi * pace * frame / self.rate + phase
            reach = self.swing * slack * (0.25 + 0.75 * abs(wind))
            dx = (reach * (np.sin(angle) + 0.6 * wind)).astype(np.float32)
            dy = (0.5 * reach * np.cos(1.3 * angle)).astype(np.float32)
            moved = cv2.remap(colour, across + dx, down + dy, cv2.INTER_LINEAR)
            alpha = cv2.remap(cover, across + dx, down + dy, cv2.INTER_LINEAR)
            result += alpha[:, :, None] * (moved - result)
            hidden = np.maximum(hidden, alpha)
        return result, hidden
