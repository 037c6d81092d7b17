"""From what each recording gave to shares with their confidence."""

import math
from dataclasses import dataclass

from .design import CLASSES

# The normal quantile of 95 %.
QUANTILE = 1.959964
# Events that key frames alone must find: at least so long, and so many key groups.
LASTING_S, LASTING_GROUPS = 5.0, 1.25


@dataclass(frozen=True)
class Share:
    """So many of so many."""

    hits: int
    count: int

    @property
    def value(self):
        return self.hits / self.count if self.count else None

    @property
    def interval(self):
        """Wilson's, of 95 %."""
        if not self.count:
            return None
        square = QUANTILE**2
        middle = (self.hits + square / 2) / (self.count + square)
        half = (QUANTILE / (self.count + square)
                * math.sqrt(self.hits * (self.count - self.hits) / self.count + square / 4))
        return max(0.0, middle - half), min(1.0, middle + half)

    def __str__(self):
        if not self.count:
            return "–"
        low, high = self.interval
        return f"{self.value:.2f} ({low:.2f}–{high:.2f})"


def events(rows):
    """All events, each with the recording that it is of."""
    return [dict(event, recording=row) for row in rows for event in row["events"]]


def length(event):
    return event["end_s"] - event["start_s"]


def lasts(event):
    return length(event) >= max(LASTING_S, LASTING_GROUPS * event["recording"]["group_s"])


def recall(chosen, point, of="truth", key="found"):
    """Of the true events, or of those that a thorough scan finds, how many are found by then."""
    known = [event for event in chosen if of == "truth" or event["found"]["1"]]
    return Share(sum(event[key][point] for event in known), len(known))


def precision(rows, point):
    hits = sum(event["found"][point] for row in rows for event in row["events"])
    return Share(hits, hits + sum(len(row["false"][point]) for row in rows))


def by_length(chosen):
    """Events of each class of length; the shortest and the longest take what lies beyond."""
    groups = []
    for number, (least, most) in enumerate(CLASSES):
        low = 0 if number == 0 else least
        high = math.inf if number == len(CLASSES) - 1 else most
        groups.append((f"{least:g}–{most:g} s",
                       [event for event in chosen if low <= length(event) < high]))
    return groups


def by(chosen, value):
    """Events grouped by a value of theirs, in order of it: text, or a number."""
    groups = {}
    for event in chosen:
        groups.setdefault(value(event), []).append(event)
    return [(str(key), groups[key]) for key in sorted(groups)]


def by_band(chosen, bounds, unit, value):
    """Events grouped by the band that a value of theirs lies in; all lie above the first bound."""
    groups = [(f"{low:g}–{high:g}{unit}", [event for event in chosen if low <= value(event) < high])
              for low, high in zip(bounds, bounds[1:])]
    groups.append((f"≥ {bounds[-1]:g}{unit}",
                   [event for event in chosen if value(event) >= bounds[-1]]))
    return [(name, part) for name, part in groups if part]


def false_minutes(rows, point):
    return sum(event["end_s"] - event["start_s"]
               for row in rows for event in row["false"][point]) / 60
