"""What a camera, the light and the weather do to a finished picture."""

import cv2
import numpy as np

from .randomness import soft_noise, wander
from .sequences import UNKNOWN


def dusk(frames, last_gain=0.4):
    """Light fades to `last_gain`; the sensor answers with noise."""

    def effect(picture, labels, frame):
        part = min(1.0, frame / frames)
        gain = 1 + (last_gain - 1) * part
        random = np.random.default_rng([5, frame])
        noise = random.standard_normal(picture.shape, dtype=np.float32) * (1 + 4 * part)
        return picture * gain + noise, labels

    return effect


def night(gain=0.22, deviation=3.0):
    """Little light, and noise that grows with the root of it."""

    def effect(picture, labels, frame):
        random = np.random.default_rng([6, frame])
        dark = picture * gain + 4
        noise = random.standard_normal(picture.shape, dtype=np.float32)
        return dark + noise * deviation * np.sqrt(0.3 + dark / 60), labels

    return effect


def clouds(random, height, width, rate):
    """Soft patches of shade that drift over the picture, half to full light."""
    sky = soft_noise(random, height, width * 6, width * 0.8)
    drift = width * 0.07 / rate

    def effect(picture, labels, frame):
        matrix = np.float32([[1, 0, -((frame * drift) % (width * 5))], [0, 1, 0]])
        shade = cv2.warpAffine(sky, matrix, (width, height), flags=cv2.INTER_LINEAR)
        light = 0.6 + 0.5 * np.clip(1.6 * shade - 0.3, 0, 1)
        return picture * light[:, :, None], labels

    return effect


def jitter(random, frames):
    """A badly fixed camera: shifts, rolls by up to half a degree, and blurs while it moves."""
    sideways = wander(random, frames, 0.85, 3.0)
    upwards = wander(random, frames, 0.85, 3.0)
    roll = wander(random, frames, 0.85, 0.5)

    def effect(picture, labels, frame):
        height, width = labels.shape
        matrix = cv2.getRotationMatrix2D((width / 2, height / 2), roll[frame], 1)
        matrix[:, 2] += sideways[frame], upwards[frame]
        size = (width, height)
        picture = cv2.warpAffine(
            picture, matrix, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
        )
        before = max(0, frame - 1)
        smear = abs(sideways[frame] - sideways[before])
        if smear > 0.5:
            picture = cv2.blur(picture, (1 + 2 * int(smear > 1), 1 + 2 * int(smear > 0.5)))
        labels = cv2.warpAffine(
            labels, matrix, size, flags=cv2.INTER_NEAREST, borderValue=UNKNOWN
        )
        labels[:6], labels[-6:], labels[:, :6], labels[:, -6:] = (UNKNOWN,) * 4
        return picture, labels

    return effect


def grey(picture, labels, frame):
    """A camera without colour."""
    return np.repeat(picture.mean(axis=2, keepdims=True), 3, axis=2), labels
