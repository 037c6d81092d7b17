"""Adds the figures up by rule and light, and puts them into docs/incident-quality.md."""

import math

BEGIN, END = "<!-- incidents: begin -->", "<!-- incidents: end -->"
KINDS = ("intrusion", "line_crossing", "wrong_way", "loitering", "stopped", "object_left",
         "object_removed", "absence")
GOALS = (0.98, 0.95)
# The normal quantile of 95 %.
QUANTILE = 1.959964


def tables(rows):
    """One entry for each kind and light, with what was found of how much."""
    found = []
    for kind in KINDS:
        for light in ("day", "night"):
            entry = {"kind": kind, "light": light, "true": 0, "found": 0, "false": 0,
                     "recordings": 0, "early": 0.0, "late": 0.0}
            for row in rows:
                figure = row["by_kind"].get(kind)
                if row["light"] != light or figure is None:
                    continue
                entry["recordings"] += 1
                entry["true"] += figure["true_events"]
                entry["found"] += figure["found_events"]
                entry["false"] += figure["false_events"]
                entry["early"] = min(entry["early"], figure.get("delay_first_s") or 0)
                entry["late"] = max(entry["late"], figure.get("delay_last_s") or 0)
            if entry["true"]:
                found.append(entry)
    return found


def share(hits, count):
    """A share with Wilson's interval of 95 %."""
    if not count:
        return "–"
    square = QUANTILE**2
    middle = (hits + square / 2) / (count + square)
    half = QUANTILE / (count + square) * math.sqrt(hits * (count - hits) / count + square / 4)
    low, high = max(0.0, middle - half), min(1.0, middle + half)
    return f"{hits / count:.3f} ({low:.2f}–{high:.2f})"


def is_met(entry):
    return (entry["found"] >= GOALS[0] * entry["true"]
            and entry["found"] >= GOALS[1] * (entry["found"] + entry["false"]))


def lines(found):
    yield ("| rule | light | recordings | true | found | false | recall | precision "
           "| start, worst | met |")
    yield "|---|---|---|---|---|---|---|---|---|---|"
    for entry in found:
        yield (f"| {entry['kind'].replace('_', ' ')} | {entry['light']} | {entry['recordings']} "
               f"| {entry['true']} | {entry['found']} | {entry['false']} "
               f"| {share(entry['found'], entry['true'])} "
               f"| {share(entry['found'], entry['found'] + entry['false'])} "
               f"| {-entry['early']:.1f} s early, {entry['late']:.1f} s late "
               f"| {'yes' if is_met(entry) else '**no**'} |")


def insert(text, found, facts):
    """The page with the figures between their marks."""
    before, rest = text.split(BEGIN, 1)
    after = rest.split(END, 1)[1]
    last = facts["first"] + facts["seeds"] - 1
    head = (f"Measured on {facts['date']} by `Benchmarks/incident-suite` with seeds "
            f"{facts['first']} to {last}, {facts['size'].replace('x', ' × ')} at {facts['rate']} "
            "frames a second. Recall and precision with intervals of 95 %; goals 0.98 and 0.95.")
    return f"{before}{BEGIN}\n{head}\n\n" + "\n".join(lines(found)) + f"\n{END}{after}"
