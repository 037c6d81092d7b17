"""Which true events are among those found, one to one, by time and by place."""

# Boxes of the two may be so far apart in time; of true ones there are five a second.
NEAR_S = 0.6
# And so far apart in place, as a share of the picture: key frames give boxes of whole blocks.
MARGIN = 0.02


def touches(true, found):
    """Whether an event that was found is where, and when, the true one is."""
    start, end, boxes = found
    if not (start < true["end_s"] and true["start_s"] < end):
        return False
    return any(
        abs(box[0] - other[0]) <= NEAR_S and overlap(box[1:], other[1:])
        for other in true["boxes"] for box in boxes)


def overlap(first, second):
    return all(
        first[axis] - MARGIN < second[axis] + second[axis + 2]
        and second[axis] - MARGIN < first[axis] + first[axis + 2] for axis in (0, 1))


def matched(true, found):
    """Numbers of the true events that are found, those found that are nothing true, and numbers of
    the true events that are lost in one that stands for another.

    An event that was found stands for one true event; more pieces of the same are not false.
    """
    pairs = [(index, number) for index, event in enumerate(true)
             for number, other in enumerate(found) if touches(event, other)]
    used, hits = set(), set()
    for index, number in sorted(pairs, key=lambda pair: -shared(true[pair[0]], found[pair[1]])):
        if index not in hits and number not in used:
            hits.add(index)
            used.add(number)
    nothing = [other for number, other in enumerate(found)
               if all(number != pair[1] for pair in pairs)]
    return hits, nothing, {index for index, _ in pairs} - hits


def shared(true, found):
    return min(true["end_s"], found[1]) - max(true["start_s"], found[0])
