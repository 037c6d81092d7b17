"""What visitors look like: a person who walks, a vehicle, a boat, drawn with soft edges."""

import cv2
import numpy as np

# Pictures of one walk, and how finely they are drawn before they are made smaller.
PHASES = 8
FINE = 4


class Shape:
    """One thing at one size: an outline (0…1) and a tone for each phase of its walk."""

    def __init__(self, kind, extent, random):
        """`extent`: height of a person, length of a vehicle or boat, in pixels."""
        self.kind = kind
        width, height = {"person": (0.62, 1.02), "vehicle": (1.04, 0.5),
                         "boat": (1.04, 0.4)}[kind]
        self.size = (max(4, round(width * extent)), max(4, round(height * extent)))
        tones = {"upper": random.uniform(0.9, 1.3), "lower": random.uniform(0.7, 1.1)}
        texture = random.normal(0, 1, (8, 8)).astype(np.float32)
        self.phases = [self._drawn(extent, phase / PHASES, tones, texture)
                       for phase in range(PHASES if kind == "person" else 1)]
        if random.integers(2):
            self.phases = [(alpha[:, ::-1].copy(), tone[:, ::-1].copy())
                           for alpha, tone in self.phases]

    @property
    def area(self):
        """Of the outline, in pixels, averaged over a walk."""
        return float(np.mean([alpha.sum() for alpha, _ in self.phases]))

    @property
    def body(self):
        """How wide the outline is at its widest, in pixels."""
        return max(int((alpha > 0.5).any(0).sum()) for alpha, _ in self.phases)

    def at(self, turns):
        """Outline and tone after so many double steps."""
        return self.phases[int(turns * len(self.phases)) % len(self.phases)]

    def _drawn(self, extent, phase, tones, texture):
        width, height = self.size
        outline = np.zeros((height * FINE, width * FINE), np.uint8)
        tone = np.ones(outline.shape, np.float32)
        scale = extent * FINE

        def point(x, y):
            return (round(outline.shape[1] / 2 + x * scale), round(outline.shape[0] - y * scale))

        def put(value, draw):
            mask = np.zeros(outline.shape, np.uint8)
            draw(mask)
            outline[mask > 0] = 255
            tone[mask > 0] = value

        def limb(a, b, radius, value):
            thickness = max(1, round(2 * radius * scale))
            put(value, lambda mask: cv2.line(mask, point(*a), point(*b), 255, thickness))

        def block(corners, value):
            corners = np.int32([point(*corner) for corner in corners])
            put(value, lambda mask: cv2.fillConvexPoly(mask, corners, 255))

        {"person": person, "vehicle": vehicle, "boat": boat}[self.kind](limb, block, phase, tones)
        folds = cv2.resize(texture, outline.shape[::-1], interpolation=cv2.INTER_CUBIC)
        tone *= 1 + np.float32(0.12) * folds
        # A tone is that of the thing alone: at the edge, the outline says how much there is of it.
        covered = cv2.resize(outline.astype(np.float32) / 255, self.size,
                             interpolation=cv2.INTER_AREA)
        weighted = cv2.resize(tone * (outline > 0), self.size, interpolation=cv2.INTER_AREA)
        return covered, weighted / np.maximum(covered, 1e-3)


def person(limb, block, phase, tones):
    swing = np.sin(2 * np.pi * phase)
    for side in (-1, 1):
        limb((0, 0.48), (side * 0.17 * swing, 0.05), 0.05, tones["lower"])
        limb((0, 0.76), (-side * 0.13 * swing, 0.48), 0.035, tones["upper"] * 0.9)
    limb((0, 0.54), (0, 0.76), 0.1, tones["upper"])
    limb((0, 0.915), (0, 0.925), 0.068, 1.0)


def vehicle(limb, block, phase, tones):
    block([(-0.5, 0.08), (0.5, 0.08), (0.5, 0.26), (-0.5, 0.3)], tones["upper"])
    block([(-0.34, 0.28), (0.3, 0.28), (0.18, 0.45), (-0.24, 0.45)], tones["upper"] * 0.6)
    for x in (-0.3, 0.3):
        limb((x, 0.085), (x, 0.09), 0.08, tones["lower"] * 0.5)


def boat(limb, block, phase, tones):
    block([(-0.42, 0), (0.4, 0), (0.5, 0.18), (-0.5, 0.15)], tones["upper"])
    block([(-0.22, 0.15), (0.12, 0.15), (0.1, 0.33), (-0.2, 0.33)], tones["lower"])
