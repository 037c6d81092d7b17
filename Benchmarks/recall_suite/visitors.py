"""Who comes, when, how large, how faint, and where: the truth of a recording."""

from dataclasses import dataclass, field

import numpy as np

from quality_suite.randomness import generator

from .design import SIZE
from .shapes import Shape

# Of the picture, as shares of its area; spread evenly over the powers of ten between.
AREAS = (0.001, 0.1)
# Between two visitors, and before the first and after the last.
QUIET_S = 20.0
# Steps of luma from the ground behind, and how likely each band is.
CONTRASTS = (((12, 20), 0.25), ((20, 40), 0.4), ((40, 70), 0.35))
# Extents a second at which things move when nothing hurries them.
PACES = {"person": (0.5, 1.1), "vehicle": (0.5, 1.6), "boat": (0.2, 0.5)}
# Whoever is close and stays walks slowly rather than to and fro all the time.
MOST_ROUNDS = 3
# Of a body's width at either edge, while which it does not count as seen yet.
HIDDEN_SHARE = 0.25
# A thing that is in no three pictures is none that anybody could judge.
FEWEST_FRAMES = 3


@dataclass
class Visitor:
    """One thing that passes between two upright edges behind which it cannot be seen."""

    kind: str
    start_s: float
    seconds: float
    shape: Shape
    contrast: float
    foot: float
    edges: tuple
    # Places of its middle, in pixels, and when each is reached, in seconds from the start.
    turns: list
    colour: tuple
    # Filled in while the pictures are made: number of the frame, pixels that are seen, box.
    seen: list = field(default_factory=list)

    def x(self, seconds):
        places, times = zip(*self.turns)
        return float(np.interp(seconds, times, places))

    def walked(self, seconds):
        """Double steps up to a moment."""
        pace = sum(abs(b[0] - a[0]) for a, b in zip(self.turns, self.turns[1:])) / self.seconds
        return pace * seconds / (0.9 * self.shape.size[1])

    def is_there(self, seconds):
        return self.start_s <= seconds < self.start_s + self.seconds


def visitors(plan, condition):
    """The visitors of a recording, by time, of the lengths that the plan asks for."""
    random = generator(plan.seed, "recall", plan.name, "visitors")
    lengths = [max(float(np.exp(random.uniform(*np.log(bounds)))),
                   (FEWEST_FRAMES + 0.2) / plan.frame_rate) for bounds in plan.lengths]
    quiet = plan.minutes * 60 - sum(lengths) - QUIET_S * (len(lengths) + 1)
    gaps = QUIET_S + quiet * random.dirichlet(np.ones(len(lengths) + 1))
    found, now = [], 0.0
    for length, gap in zip(lengths, gaps):
        now += gap
        found.append(visitor(random, condition, now, length))
        now += length
    return found


def visitor(random, condition, start, seconds):
    width, height = SIZE
    kind = condition.kinds[random.integers(len(condition.kinds))]
    shape = sized(random, kind, float(np.exp(random.uniform(*np.log(AREAS)))))
    band = CONTRASTS[random.choice(len(CONTRASTS), p=[share for _, share in CONTRASTS])][0]
    contrast = float(random.uniform(*band) * random.choice((-1, 1)))
    # What is taller than its line is cut off by the lower edge, as things close by are.
    foot = max(random.uniform(*condition.lines) * height, min(shape.size[1], 1.15 * height))
    extent = shape.size[1] if kind == "person" else shape.size[0]
    pace = random.uniform(*PACES[kind]) * extent
    gap, turns = route(random, shape.body, pace, seconds, width)
    seconds = turns[-1][1]
    left = float(random.uniform(0, width - gap)) if gap < width else 0.0
    turns = [(left + x, at) for x, at in turns]
    if random.integers(2):
        turns = [(2 * left + gap - x, at) for x, at in turns]
    colour = tuple(random.uniform(-18, 18, 2)) if condition.has_colour else (0.0, 0.0)
    return Visitor(kind, start, seconds, shape, contrast, float(foot), (left, left + gap), turns,
                   colour)


def sized(random, kind, share):
    """A shape that covers a share of the picture."""
    style = int(random.integers(1 << 30))
    wanted = share * SIZE[0] * SIZE[1]
    extent = np.sqrt(wanted / 0.2)
    for _ in range(3):
        shape = Shape(kind, extent, np.random.default_rng(style))
        extent *= np.sqrt(wanted / max(shape.area, 1))
    return Shape(kind, extent, np.random.default_rng(style))


def route(random, body, pace, seconds, width):
    """A gap and a walk through it that takes so long: across, or to and fro in it and then out.

    Returns the gap's width and the places of the middle, from the gap's left edge, with times. The
    walk takes longer than `seconds`, of which little of the thing is seen at the edges.
    """
    least, most = 0.8 * body, width + 0.0
    gap = pace * seconds - body
    if gap < least:
        # Whoever is seen for a moment only hurries, or looks round a corner.
        gap = min(most, float(random.uniform(0.8, 1.5)) * body)
    rounds = 0
    if gap > most:
        gap = float(random.uniform(max(least, 0.4 * most), most)) if least < most else most
        inner = max(gap - 1.2 * body, 0.2 * gap)
        rounds = round((pace * seconds - gap - body) / (2 * inner))
        rounds = min(max(0, rounds), MOST_ROUNDS)
    inner = max(gap - 1.2 * body, 0.2 * gap)
    first, last = (gap - inner) / 2, (gap + inner) / 2
    places = [-body / 2] + [last, first] * rounds + [gap + body / 2]
    lengths = [abs(b - a) for a, b in zip(places, places[1:])]
    taken = seconds / (1 - 2 * HIDDEN_SHARE * body / sum(lengths))
    times = np.concatenate([[0], np.cumsum(lengths)]) * taken / sum(lengths)
    return gap, list(zip(places, times.tolist()))
