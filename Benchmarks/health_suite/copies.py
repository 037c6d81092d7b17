"""One copy of footage: everything about it follows from what is done to it and from a seed."""

import random

from health_suite import sources
from health_suite.sources import FONT, LIGHTS, RATE


class Copy:
    """- manner: what is done to it, a key of the suite's tables."""

    def __init__(self, manner, seed, lengths=(45, 60), lights=None, afterwards_s=25):
        self.manner, self.seed = manner, seed
        chance = random.Random(f"{manner}-{seed}")
        self.chance = chance
        names = sorted(sources.SOURCES)
        if manner.startswith(("moved", "defocused")):
            names = [name for name in names if name not in sources.BARE]
        self.source = names[(seed + sum(map(ord, manner))) % len(names)]
        self.light = chance.choice(lights or ["day", "day", "lamps", "infrared"])
        self.has_clock = chance.random() < 0.5
        self.start = round(chance.uniform(30, 45), 1)
        self.end = round(self.start + chance.uniform(*lengths), 1)
        # In which the camera is well again.
        self.afterwards_s = afterwards_s
        self.crf = chance.choice([23, 28, 32])

    @property
    def name(self):
        return f"{self.manner}-{self.seed:03}"

    @property
    def during(self):
        """The option that switches a filter on for as long as the trouble lasts."""
        return f"enable='between(t,{self.start},{self.end})'"

    @property
    def clock(self):
        if not self.has_clock:
            return ""
        return (
            f",drawtext=fontfile={FONT}:text='CAM 03 %{{pts\\:hms}}':fontsize=18:fontcolor=white"
            ":x=10:y=10:box=1:boxcolor=black"
        )

    def base(self, light=None):
        return f"[0:v]scale=640:360,setsar=1,{light or LIGHTS[self.light]}{self.clock}"

    def over(self, picture, x=0, y=0):
        """The camera's picture with another one, `picture`, before it while the trouble lasts."""
        return self.base() + (
            f"[v];{picture}[c];[v][c]overlay=x='{x}':y='{y}':shortest=1:{self.during}"
        )


def plain(colour, size=sources.SIZE):
    return f"color=c={colour}:s={size}:r={RATE}"


def write(copy, treatment, folder):
    """The file of a copy. `treatment` gives ffmpeg's filter graph, or that and more options."""
    target = folder / f"{copy.name}.mp4"
    if target.exists():
        return target
    treated = treatment(copy)
    graph, options = treated if isinstance(treated, tuple) else (treated, {})
    source = sources.staged(copy.source, folder)
    words = ["-i", source, "-filter_complex", graph, "-an", "-t", copy.end + copy.afterwards_s]
    if "vsync" not in options:
        words += ["-r", RATE]
    settings = {
        "-c:v": "libx264", "-preset": "ultrafast", "-crf": copy.crf, "-g": 20,
        "-pix_fmt": "yuv420p", "-fps_mode": options.get("vsync", "cfr"),
    }
    settings |= options.get("encoder", {})
    words += [word for pair in settings.items() for word in pair]
    sources.encode(words, target)
    return target
