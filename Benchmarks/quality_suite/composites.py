"""Scenes that no part of the program was tuned on: real things before other real backgrounds.

Each function takes what is at hand (`Studio`) and gives a `Scene`; `COMPOSITES` names them all.
"""

import subprocess

import cv2
import numpy as np

from . import effects
from .cutouts import Cast, bag
from .foliage import Foliage
from .randomness import generator
from .sequences import BACKGROUND, OUTSIDE, UNKNOWN, Sequence, film
from .stage import Actor, Place, Scene, approaching, crossing


class Studio:
    """Cutouts and backgrounds, made when first asked for."""

    def __init__(self, footage, seed, simulated, pantau):
        self.footage, self.seed = footage, seed
        self.simulated, self.pantau = simulated, pantau
        self.made = {}

    def once(self, name, make):
        if name not in self.made:
            self.made[name] = make()
        return self.made[name]

    @property
    def cast(self):
        return self.once("cast", lambda: Cast(self.footage))

    def random(self, name):
        return generator(self.seed, "composite", name)

    def looped(self, path, first=0, last=None, size=None):
        """A film played to and fro, for ever."""
        pictures = film(self.footage / path)[first:last]
        if size is not None:
            pictures = [cv2.resize(picture, size, interpolation=cv2.INTER_CUBIC)
                        for picture in pictures]
        return to_and_fro(pictures)

    def emptied(self, name):
        """A sequence of CDnet without its objects: a plate put where they and shadows are."""
        return self.once(f"emptied {name}", lambda: emptied(self.footage / "cdnet2014" / name))

    def simulation(self, scene, seconds):
        """An empty simulated scene, as the background of real things."""
        clip = self.simulated / f"{scene}-background-{self.seed}.mp4"
        if not clip.exists():
            self.simulated.mkdir(parents=True, exist_ok=True)
            subprocess.run([self.pantau, "simulate", scene, "-o", clip, "--seed",
                            str(40 + self.seed), "--duration", str(seconds), "--size", "640x360"],
                           check=True, stdout=subprocess.DEVNULL)
        return to_and_fro(film(clip))


def to_and_fro(pictures):
    count = len(pictures)

    def background(frame):
        at = frame % max(1, 2 * count - 2)
        return pictures[at if at < count else 2 * count - 2 - at]

    return background


def emptied(folder):
    sequence = Sequence(folder)
    numbers = sequence.scored()
    plate = clear_plate(sequence, numbers[:: max(1, len(numbers) // 120)])
    pictures = []
    for number in numbers[: 1200 : 2 if len(numbers) > 900 else 1]:
        picture = sequence.picture(number).astype(np.float32)
        labels = sequence.truth(number)
        taken = ((labels != BACKGROUND) & (labels != OUTSIDE)).astype(np.uint8)
        soft = cv2.GaussianBlur(
            cv2.dilate(taken, np.ones((13, 13))).astype(np.float32), (0, 0), 2)
        # A plate alone would be without noise: real noise comes along from somewhere else.
        noise = np.roll(picture - plate, (31, 47), axis=(0, 1))
        noise[np.abs(noise).max(axis=2) > 12] = 0
        pictures.append((picture + soft[:, :, None] * (plate + noise - picture))
                        .clip(0, 255).astype(np.uint8))
    return to_and_fro(pictures)


def clear_plate(sequence, numbers):
    """The median of each pixel over the pictures in which nothing is there."""
    taken = 999
    stack = np.stack([sequence.picture(number).astype(np.int16) for number in numbers])
    for layer, number in zip(stack, numbers):
        layer[sequence.truth(number) != BACKGROUND] = taken
    stack.sort(axis=0)
    clear = (stack != taken).sum(axis=0)
    plate = np.take_along_axis(stack, np.maximum(clear - 1, 0)[None] // 2, axis=0)[0]
    return np.where(clear == 0, sequence.picture(1), plate).astype(np.float32)


def visitors(random, cutouts, seconds, size, begin, heights, feet, pauses=(3, 7), **more):
    """One after another crosses the picture, at different distances, ways and paces."""
    width, height = size
    actors, now = [], begin
    while now < seconds:
        tall = height * random.uniform(*heights)
        actors.append(
            Actor(
                cutouts[int(random.integers(len(cutouts)))],
                crossing(now, random.uniform(3, 6), width, height * random.uniform(*feet), tall,
                         bool(random.integers(2))),
                gain=random.uniform(0.8, 1.15), flipped=bool(random.integers(2)), **more)
        )
        now += random.uniform(*pauses)
    return actors


def traffic(random, cars, seconds, begin, pauses=(1.5, 4)):
    """Cars that come down the emptied road of the highway sequence, as its own cars do."""
    actors, now = [], begin
    while now < seconds:
        lane = int(random.integers(3))
        far = Place((212, 228, 243)[lane], 24, 16)
        near = Place((60, 150, 235)[lane], 290, 150)
        actors.append(Actor(cars[int(random.integers(len(cars)))],
                            approaching(now, random.uniform(4, 6), far, near),
                            gain=random.uniform(0.7, 1.1), shadow=0.35))
        now += random.uniform(*pauses)
    return actors


def trees(studio):
    """People and cars before trees in strong wind (Wallflower's before its own person comes)."""
    random = studio.random("trees")
    background = studio.looped("wallflower/WavingTrees/video.mp4", 0, 225, (320, 240))
    actors = visitors(random, studio.cast.people, 40, (320, 240), 10, (0.3, 0.6), (0.8, 1.05))
    return Scene(background, actors, 40, 16.0, 6.0)


def foliage(studio):
    """Small people before a tree that fills the picture."""
    random = studio.random("foliage")
    actors = visitors(random, studio.cast.people, 40, (320, 240), 10, (0.2, 0.4), (0.6, 1.0))
    return Scene(studio.looped("clips/tree.avi"), actors, 40, 15.0, 6.0)


def escalator(studio):
    """People before moving stairs; the film's own people are not scored."""
    random = studio.random("escalator")
    size = (320, 260)
    pictures = [cv2.resize(picture, size, interpolation=cv2.INTER_CUBIC)
                for picture in film(studio.footage / "clips/escalator.avi")]
    # The stairs move all the time; whoever walks is far from the median above them.
    stairs = np.zeros((260, 320), np.uint8)
    cv2.fillPoly(stairs, [np.int32([(0, 150), (170, 150), (200, 259), (0, 259)])], 1)
    own = strangers(pictures, np.array(stairs, bool))
    riders = np.zeros((260, 320), np.uint8)
    riders[130:, 190:] = OUTSIDE
    actors = visitors(random, studio.cast.people, 30, size, 8, (0.25, 0.45), (0.75, 1.0),
                      grey=True)
    scene = Scene(to_and_fro(pictures), actors, 30, 15.0, 5.0)
    scene.outside = lambda frame: np.maximum(to_and_fro(own)(frame), riders)
    return scene


def shop(studio):
    """People before a corridor with reflections and people of its own, who are not scored."""
    random = studio.random("shop")
    size = (384, 288)
    pictures = [cv2.resize(picture, size, interpolation=cv2.INTER_CUBIC)
                for picture in film(studio.footage / "clips/shop.avi")]
    actors = visitors(random, studio.cast.people, 30, size, 8, (0.35, 0.6), (0.85, 1.05),
                      grey=True, shadow=0.25)
    scene = Scene(to_and_fro(pictures), actors, 30, 15.0, 5.0)
    scene.outside = to_and_fro(strangers(pictures, None))
    return scene


def strangers(pictures, but_not):
    """Where a film's own people are, by difference from its median: not to be scored."""
    plate = np.median(np.stack(pictures), axis=0)
    found = []
    for picture in pictures:
        different = (np.abs(picture - plate).max(axis=2) > 22).astype(np.uint8)
        different = cv2.morphologyEx(different, cv2.MORPH_OPEN, np.ones((3, 3)))
        if but_not is not None:
            different[but_not] = 0
        around = cv2.dilate(different, np.ones((21, 21)))
        found.append(np.where(around > 0, UNKNOWN, 0).astype(np.uint8))
    return found


def room(studio):
    """A person comes into a plain room, stays and waves, and goes again."""
    cast, width = studio.cast, 352
    waver = cast.waving[0]

    def path(now):
        spot = np.interp(now, [6, 9, 22, 25], [-60, 150, 150, 420])
        return Place(float(spot), 286, 260) if 6 <= now <= 25 else None

    second = crossing(28, 4, width, 280, 200, False)
    actors = [Actor(waver, path, shadow=0.2), Actor(cast.walking[0], second, shadow=0.2)]
    return Scene(studio.looped("clips/empty_room.avi"), actors, 34, 25.0, 3.0)


def left_bag(studio):
    """A person brings a bag, leaves it and goes; the bag counts to the end."""
    random = studio.random("left bag")
    cast = studio.cast

    def person(now):
        spot = np.interp(now, [5, 8, 10, 13], [-50, 190, 190, 410])
        return Place(float(spot), 235, 150) if 5 <= now <= 13 else None

    def luggage(now):
        spot = np.interp(now, [5, 8], [-20, 220])
        foot = np.interp(now, [8, 9], [205, 234])
        return Place(float(spot), float(foot), 34) if now >= 5 else None

    later = visitors(random, cast.people, 40, (360, 240), 20, (0.5, 0.7), (0.9, 1.0), (6, 9))
    actors = [Actor(cast.walking[1], person), Actor(bag(random), luggage), *later]
    return Scene(studio.emptied("office"), actors, 40, 25.0, 3.0)


def stopped_car(studio):
    """A car comes, stops for fourteen seconds on a road with traffic, and drives on."""
    random = studio.random("stopped car")
    cars = studio.cast.cars

    drive = approaching(0, 1, Place(228, 24, 16), Place(150, 290, 150))

    def path(now):
        return drive(float(np.interp(now, [6, 9.5, 23.5, 26], [0, 0.8, 0.8, 1.001])))

    actors = [Actor(cars[3], path, shadow=0.35), *traffic(random, cars, 34, 1, (3, 6))]
    return Scene(studio.emptied("highway"), actors, 36, 25.0, 3.0)


def slow_start(studio):
    """Someone stands there from the first frame on and walks away slowly: no ghost may stay."""
    cast = studio.cast

    def path(now):
        spot = float(np.interp(now, [4, 22], [150, 430]))
        return Place(spot, 236, 150, scored=now > 5) if now <= 22 else None

    other = crossing(15, 5, 360, 230, 140, False)
    actors = [Actor(cast.standing[2], path), Actor(cast.walking[2], other)]
    return Scene(studio.emptied("office"), actors, 28, 25.0, 1.0)


def busy_start(studio):
    """A busy road from the first frame on: there is never an empty picture to learn from."""
    random = studio.random("busy start")
    actors = traffic(random, studio.cast.cars, 14, -6, (0.5, 1.2))
    return Scene(studio.emptied("highway"), actors, 14, 25.0, 1.0)


def quiet_road(studio):
    """An empty road for half a minute, and then one small person who crosses it, twice."""
    cast = studio.cast
    actors = [
        Actor(cast.walking[3], crossing(18, 8, 320, 150, 26), shadow=0.3),
        Actor(cast.walking[6], crossing(28, 7, 320, 110, 22, False), shadow=0.3),
    ]
    return Scene(studio.emptied("highway"), actors, 36, 25.0, 2.0)


def dusk(studio):
    """Traffic while it gets dark."""
    random = studio.random("dusk")
    actors = traffic(random, studio.cast.cars, 32, 3)
    return Scene(studio.emptied("highway"), actors, 32, 25.0, 4.0,
                 effects=(effects.dusk(32 * 25),))


def clouds(studio):
    """People in a yard-like scene while the shade of clouds passes over it."""
    random = studio.random("clouds")
    actors = visitors(random, studio.cast.people, 32, (320, 240), 5, (0.25, 0.5), (0.6, 1.0),
                      shadow=0.3)
    shade = effects.clouds(random, 240, 320, 25.0)
    return Scene(studio.emptied("highway"), actors, 32, 25.0, 4.0, effects=(shade,))


def jitter(studio):
    """People before a camera that shifts, rolls and blurs."""
    random = studio.random("jitter")
    actors = visitors(random, studio.cast.people, 32, (360, 240), 6, (0.4, 0.7), (0.85, 1.05))
    return Scene(studio.emptied("office"), actors, 32, 25.0, 4.0,
                 effects=(effects.jitter(random, 32 * 25),))


def two_a_second(studio):
    """Cars and people at two pictures a second."""
    random = studio.random("two a second")
    cast = studio.cast
    actors = traffic(random, cast.cars, 200, 8, (4, 12))
    actors += visitors(random, cast.people, 200, (320, 240), 12, (0.2, 0.35), (0.5, 0.9), (9, 20))
    return Scene(studio.emptied("highway"), actors, 200, 25.0, 10.0, every=12)


def night(studio):
    """People in a dark room before a noisy sensor."""
    random = studio.random("night")
    actors = visitors(random, studio.cast.people, 32, (360, 240), 6, (0.4, 0.7), (0.85, 1.05))
    return Scene(studio.emptied("office"), actors, 32, 25.0, 4.0, effects=(effects.night(),))


def water(studio):
    """People at simulated water."""
    return before_simulation(studio, "ripple-empty", (0.2, 0.4), (0.75, 1.0))


def snow(studio):
    """People in simulated snow."""
    return before_simulation(studio, "snow-empty", (0.25, 0.45), (0.75, 1.0))


def before_simulation(studio, scene, heights, feet):
    random = studio.random(scene)
    background = studio.simulation(scene, 24)
    height, width = background(0).shape[:2]
    actors = visitors(random, studio.cast.people, 24, (width, height), 6, heights, feet)
    return Scene(background, actors, 24, 25.0, 4.0)


def branches(studio):
    """Hedge trimmings in the wind before a person in a room lit from outside, without colour."""
    random = studio.random("branches")
    actors = visitors(random, studio.cast.people, 30, (352, 288), 6, (0.4, 0.7), (0.9, 1.0))
    scene = Scene(studio.looped("clips/empty_room.avi"), actors, 30, 25.0, 4.0)
    sway = Foliage(random, 288, 352, 30 * 25, 25.0, share=0.2, swing=7)

    def behind_leaves(picture, labels, frame):
        picture, hidden = sway.over(picture, frame)
        labels = np.where((hidden > 0.1) & (labels != BACKGROUND), UNKNOWN, labels)
        return picture, labels.astype(np.uint8)

    scene.effects = (behind_leaves, effects.grey)
    return scene


COMPOSITES = {
    "c-trees": trees,
    "c-foliage": foliage,
    "c-escalator": escalator,
    "c-shop": shop,
    "c-room": room,
    "c-branches": branches,
    "c-left-bag": left_bag,
    "c-stopped-car": stopped_car,
    "c-slow-start": slow_start,
    "c-busy-start": busy_start,
    "c-quiet-road": quiet_road,
    "c-dusk": dusk,
    "c-clouds": clouds,
    "c-jitter": jitter,
    "c-two-a-second": two_a_second,
    "c-night": night,
    "c-water": water,
    "c-snow": snow,
}
