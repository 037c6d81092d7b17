"""Which recordings are made: a seeded plan in which every condition meets every kind of stream."""

from dataclasses import dataclass

from quality_suite.randomness import generator

# Lengths of events in seconds; all classes come equally often.
CLASSES = ((0.5, 1.0), (1.0, 2.0), (2.0, 5.0), (5.0, 10.0), (10.0, 30.0))
SIZE = (640, 360)

# How often each value comes, of all recordings.
CONDITIONS = {"day": 10, "night": 10, "rain": 9, "ripple": 8, "flicker": 6, "leaves": 3,
              "insects": 3}
GROUP_SECONDS = {0.5: 5, 1.0: 9, 2.0: 15, 4.0: 12, 8.0: 4, 10.0: 4}
FRAME_RATES = {5: 20, 8: 16, 10: 7, 12: 3, 15: 1, 25: 1, 30: 1}
RATE_CONTROLS = {"crf": 17, "vbr": 16, "cbr": 16}
B_FRAMES = {0: 32, 2: 17}
# Simple cameras write streams of the baseline profile: no B-frames, no CABAC.
PROFILES = {"main": 20, "baseline": 29}
# x265 takes too long where there are more frames.
HEVC_RATES = (5, 8)
HEVC_EVERY = 6

# Longer where frames are few, so that every recording is about as much work.
MINUTES = {5: 20, 8: 14, 10: 10, 12: 10, 15: 10, 25: 10, 30: 10}
# Visitors: one in so many minutes.
MINUTES_A_VISITOR = 2.5


@dataclass(frozen=True)
class Plan:
    """One recording that is to be made."""

    number: int
    seed: int
    condition: str
    frame_rate: int
    group_s: float
    encoder: str
    rate_control: str
    b_frames: int
    profile: str
    minutes: float
    # Of each event, the class of its length.
    lengths: tuple

    @property
    def name(self):
        return f"{self.number:02}-{self.condition}"

    @property
    def frames(self):
        return int(self.minutes * 60 * self.frame_rate)

    @property
    def stream(self):
        """How the stream reads in a table."""
        kind = "x265" if self.encoder == "libx265" else f"x264 {self.profile}"
        return (f"{kind}, {self.rate_control}, GOP {self.group_s:g} s, "
                f"{self.frame_rate} frames/s" + (", B" if self.b_frames else ""))


def plans(seed):
    """All recordings of a seed."""
    count = sum(CONDITIONS.values())
    columns = [dealt(seed, name, values, count) for name, values in (
        ("condition", CONDITIONS), ("frame-rate", FRAME_RATES), ("group", GROUP_SECONDS),
        ("rate-control", RATE_CONTROLS), ("b-frames", B_FRAMES), ("profile", PROFILES))]
    lengths = class_deck(seed)
    found = []
    slow = 0
    for number, row in enumerate(zip(*columns), start=1):
        condition, rate, group, control, b_frames, profile = row
        encoder = "libx264"
        if rate in HEVC_RATES:
            slow += 1
            encoder = "libx265" if slow % HEVC_EVERY == 0 else encoder
        if encoder == "libx264" and profile == "baseline":
            b_frames = 0
        minutes = MINUTES[rate]
        events = int(minutes / MINUTES_A_VISITOR + 0.5)
        found.append(Plan(number, seed, condition, rate, group, encoder, control, b_frames,
                          profile, minutes, tuple(next(lengths) for _ in range(events))))
    return found


def class_deck(seed):
    """Classes of length without end, each once before any comes again."""
    random = generator(seed, "recall", "lengths")
    while True:
        yield from (CLASSES[index] for index in random.permutation(len(CLASSES)))


def dealt(seed, name, values, count):
    """Each value as often as it is to come, shuffled."""
    cards = [value for value, times in values.items() for _ in range(times)]
    if len(cards) != count:
        raise ValueError(f"{name}: {len(cards)} values for {count} recordings")
    order = generator(seed, "recall", name).permutation(count)
    return [cards[index] for index in order]
