"""Footage of working cameras, and streams that are damaged: nothing is to be told of either."""

from health_suite.sources import FOOTAGE


def working():
    """Every clip and picture sequence of a camera that works."""
    found = sorted(
        path for path in (FOOTAGE / "clips").glob("*") if path.suffix in (".mp4", ".avi"))
    found += sorted((FOOTAGE / "cdnet2014").glob("*/input"))
    found += sorted((FOOTAGE / "wallflower").glob("*/video.mp4"))
    found += sorted((FOOTAGE / "ucsd_ped2").glob("*/*/input"))
    return found


def damaged():
    """What is broken, odd or rare; a stream that cannot be decoded may be told as lost."""
    return sorted(path for path in (FOOTAGE / "robustness").glob("*/*") if path.is_file())
