"""Seeded signals and textures that the made-up disturbances share."""

import zlib

import cv2
import numpy as np


def generator(seed, *names):
    """A generator of its own for each use, so that one more use changes no other."""
    return np.random.default_rng([seed, zlib.crc32("/".join(map(str, names)).encode())])


def wander(random, count, correlation, limit):
    """A path that forgets slowly: `count` values of first-order correlation, within ±limit."""
    value, path = 0.0, []
    step = limit / 2 * np.sqrt(1 - correlation**2)
    for _ in range(count):
        value = float(np.clip(correlation * value + random.normal(0, step), -limit, limit))
        path.append(value)
    return path


def soft_noise(random, height, width, grain):
    """Smooth noise of 0…1 whose patches are about `grain` pixels wide."""
    rows, columns = max(2, round(height / grain) + 2), max(2, round(width / grain) + 2)
    coarse = random.random((rows, columns)).astype(np.float32)
    fine = cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC)
    return np.clip(fine, 0, 1)


def grain(random, shape, deviation):
    """Sensor noise: mostly of brightness, a part of it of colour."""
    height, width = shape[:2]
    grey = random.standard_normal((height, width, 1), dtype=np.float32)
    colour = random.standard_normal((height, width, 3), dtype=np.float32)
    return deviation * (np.float32(0.87) * grey + np.float32(0.5) * colour)
