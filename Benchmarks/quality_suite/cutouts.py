"""Real people and cars cut out of footage, to be put before other real backgrounds.

Whatever is cut out is pasted with a known outline, so that the truth of the result is exact even
where a cut went through a shoe.
"""

from dataclasses import dataclass

import cv2
import numpy as np

from .sequences import OBJECT, Sequence, film


@dataclass
class Cutout:
    """Pictures of one thing, each with what of it is solid; more than one where it moves."""

    pictures: list
    alphas: list
    frames_per_second: float = 10.0

    def at(self, seconds):
        """Played to and fro."""
        count = len(self.pictures)
        step = int(seconds * self.frames_per_second) % max(1, 2 * count - 2)
        index = step if step < count else 2 * count - 2 - step
        return self.pictures[index], self.alphas[index]


def largest(mask):
    """The largest connected part of a mask, without its holes, and the box around it."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask.astype(np.uint8))
    if count < 2:
        return None
    best = 1 + int(np.argmax(stats[1:, cv2.CC_STAT_AREA]))
    part = (labels == best).astype(np.uint8)
    outlines, _ = cv2.findContours(part, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    cv2.drawContours(part, outlines, -1, 1, cv2.FILLED)
    return part, stats[best]


def cut(picture, mask, margin=2, feet=False):
    """The largest part of a mask, cut out; None if a side of the picture cuts it too.

    The lower edge may, unless `feet` are asked for: who is close to a camera shows none.
    """
    found = largest(mask)
    if found is None:
        return None
    part, (x, y, width, height, area) = found
    if x < margin or y < margin or x + width > mask.shape[1] - margin:
        return None
    if feet and y + height > mask.shape[0] - margin:
        return None
    box = slice(y - margin, y + height + margin), slice(x - margin, x + width + margin)
    alpha = cv2.GaussianBlur(part[box].astype(np.float32), (0, 0), 0.7)
    return picture[box].astype(np.float32), alpha, int(area)


def by_truth(sequence: Sequence, numbers, least_area, feet):
    """One still cutout per frame named, by its truth."""
    found = []
    for number in numbers:
        labels = sequence.truth(number)
        piece = None if labels is None else cut(sequence.picture(number), labels == OBJECT, feet=feet)
        if piece is not None and piece[2] >= least_area:
            found.append(Cutout([piece[0]], [piece[1]]))
    return found


def by_difference(path, frames, rate, scale=1.0, least_share=0.01, threshold=34):
    """Moving cutouts from a film that begins without anyone: one per unbroken run of frames."""
    pictures = [cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
                for picture in film(path)]
    found, run = [], []
    for number in frames:
        piece = differing(pictures[number], pictures[0], threshold)
        if piece is not None:
            # A person is taller than wide, and no speck.
            upright = piece[0].shape[0] > 1.3 * piece[0].shape[1]
            if not upright or piece[2] < least_share * pictures[0][:, :, 0].size:
                piece = None
        if piece is not None:
            run.append(piece)
        if run and (piece is None or len(run) >= 40):
            if len(run) >= 8:
                found.append(Cutout([part[0] for part in run], [part[1] for part in run], rate))
            run = []
    return found


def differing(picture, plate, threshold):
    """What of a picture is not on the plate without anyone."""
    difference = cv2.absdiff(picture, plate).max(axis=2)
    mask = cv2.morphologyEx(
        (difference > threshold).astype(np.uint8), cv2.MORPH_CLOSE, np.ones((9, 9))
    )
    return cut(picture, cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((5, 5))))


def bag(random):
    """A dark bag with a grip and a lit upper edge, for the footage has none alone."""
    width, height = 44, 30
    picture = np.empty((height + 14, width + 4, 3), np.float32)
    picture[:] = random.uniform(20, 70, 3)
    picture += random.normal(0, 6, picture.shape[:2])[:, :, None]
    alpha = np.zeros(picture.shape[:2], np.float32)
    cv2.rectangle(alpha, (2, 12), (width + 1, height + 11), 1.0, cv2.FILLED)
    cv2.ellipse(alpha, (width // 2 + 2, 12), (10, 9), 0, 180, 360, 1.0, 2)
    picture[11:15] += 45
    picture[24:26] *= 0.6
    return Cutout([np.clip(picture, 0, 255)], [cv2.GaussianBlur(alpha, (0, 0), 0.7)])


class Cast:
    """All cutouts, made once."""

    def __init__(self, footage):
        highway = Sequence(footage / "cdnet2014/highway")
        office = Sequence(footage / "cdnet2014/office")
        self.cars = by_truth(highway, range(480, 1700, 20), 1100, feet=True)
        self.standing = by_truth(office, range(600, 2050, 110), 3000, feet=False)
        lobby = footage / "clips/one-by-one-person-detection.mp4"
        self.walking = by_difference(lobby, range(30, 1394), 10.0, 0.6)
        corridor = footage / "clips/hall_and_monitor_left_briefcase.mp4"
        self.walking += by_difference(corridor, range(30, 296), 25.0, 1.0, 0.008)
        self.waving = waving(footage / "clips/person_waving.avi", footage / "clips/empty_room.avi")
        self.people = self.walking + self.standing


def waving(path, empty):
    """A person who waves, by difference from the same room without anyone."""
    plate = film(empty)[0]
    pieces = [differing(picture, plate, 30) for picture in film(path)[:80]]
    pieces = [piece for piece in pieces if piece is not None and piece[2] > 5000]
    if not pieces:
        return []
    return [Cutout([piece[0] for piece in pieces], [piece[1] for piece in pieces], 25.0)]
