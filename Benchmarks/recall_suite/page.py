"""The part of docs/quality.md that tells how much a scan finds for how much work."""

from . import figures
from .figures import Share, precision, recall

HEADING = "How much is found for how much work"
# What this part adds to the goals and to what falls short begins so, and is found again by it.
MARK = "scan, "
NOTHING_SHORT = "Every goal that could be measured here is met."


def insert(text, found):
    """The page with this part in it, in the place of an older one."""
    goals = judged(found)
    sections = [part for part in split(text) if not part.startswith(f"## {HEADING}\n")]
    for place, part in enumerate(sections):
        if part.startswith("## Goals\n"):
            lines = [line for line in part.rstrip().split("\n")
                     if not line.startswith(f"| {MARK}")]
            lines += ["| " + " | ".join((MARK + what, goal, reached, "yes" if met else "**no**"))
                      + " |" for what, goal, reached, met in goals]
            sections[place] = "\n".join(lines) + "\n\n"
        elif part.startswith("## Where it falls short\n"):
            sections[place] = shortfalls(part, goals, found)
    return "".join(sections).rstrip() + "\n\n" + "\n".join(section(found)) + "\n"


def split(text):
    """The page's parts, each with its heading."""
    parts = [[]]
    for line in text.rstrip().split("\n"):
        if line.startswith("## "):
            parts.append([])
        parts[-1].append(line)
    return ["\n".join(part).rstrip() + "\n\n" for part in parts]


def shortfalls(part, goals, found):
    lines = [line for line in part.rstrip().split("\n")
             if not line.startswith(f"- {MARK}") and line != NOTHING_SHORT]
    short = [f"- {MARK}{what}: {reached}, where {goal} is the goal."
             for what, goal, reached, met in goals if not met]
    if len(found["recordings"]) < found["planned"]:
        short.append(f"- {MARK}measured so far: {number(found)}.")
    if not short and not any(line.startswith("- ") for line in lines):
        short = [NOTHING_SHORT]
    # After the heading, an empty line, and what else falls short.
    at = 2
    while at < len(lines) and lines[at].startswith("- "):
        at += 1
    return "\n".join(lines[:at] + short + lines[at:]) + "\n\n"


def judged(found):
    """What was asked, the goal, what was reached, and whether it is met."""
    rows = found["recordings"]
    chosen = figures.events(rows)
    lasting = [event for event in chosen if figures.lasts(event)]
    asked = (
        ("key frames alone, events of 5 s and 1.25 key groups, recall of the true ones", 0.99,
         recall(lasting, "0")),
        ("key frames alone, the same, of those that a thorough scan finds", 0.99,
         recall(lasting, "0", "thorough")),
        ("key frames alone, precision of the provisional events", 0.9, precision(rows, "0")),
        ("10 % of the work after the key frames, of what a thorough scan finds", 0.75,
         recall(chosen, "0.1", "thorough")),
        ("40 % of the work after the key frames, of what a thorough scan finds", 0.9,
         recall(chosen, "0.4", "thorough")),
    )
    return [(what, f"≥ {goal:.2f}", str(share), share.value is not None and share.value >= goal)
            for what, goal, share in asked]


def section(found):
    rows = found["recordings"]
    chosen = figures.events(rows)
    hours = sum(row["seconds"] for row in rows) / 3600
    return [
        f"## {HEADING}", "",
        f"Made by `Benchmarks/recall-suite`; {found['date']}, {found['processor']}; pantau "
        f"{found['version']}, seed {found['seed']}. {number(found)}, {hours:.1f} h of 640×360, "
        f"one visitor in {60 * hours / max(1, len(chosen)):.1f} minutes: {len(chosen)} true events. "
        "[What they are made of](../Benchmarks/recall_suite/README.md) stands with the script. "
        f"{cost(rows)} A tenth of the work is a tenth of all frames, decoded after that pass. Each "
        "recording is scanned alone, on one thread. An event is found when one that is stored "
        "overlaps it in time and place. In brackets: Wilson's interval of 95 %.", "",
        *table("true events", chosen, lambda part: figures.by_length(part), "truth"),
        *table("found by the thorough scan", chosen, figures.by_length, "thorough"),
        "Of those that the thorough scan finds, by what the scene and the stream are like:", "",
        *table("by condition", chosen, lambda part: figures.by(
            part, lambda event: event["recording"]["condition"]), "thorough"),
        *table("by key groups", chosen, lambda part: figures.by(
            part, lambda event: f"{event['recording']['group_s']:4.1f} s"), "thorough"),
        *table("by encoder", chosen, lambda part: figures.by(
            part, lambda event: event["recording"]["stream"].split(",")[0]), "thorough"),
        *table("by size, share of the picture", chosen, lambda part: figures.by_band(
            part, (0, 0.3, 1, 3), " %", lambda event: 100 * event["share"]), "thorough"),
        *table("by contrast, steps of luma", chosen, lambda part: figures.by_band(
            part, (12, 20, 40), "", lambda event: abs(event["contrast"])), "thorough"),
        "The same where only the decoding of stretches counts in which nobody is, as it is when "
        "visitors are rare:", "",
        *quiet_table(chosen),
        *false_alarms(rows),
    ]


def number(found):
    measured, planned = len(found["recordings"]), found["planned"]
    return (f"{planned} made-up recordings" if measured == planned else
            f"The first {measured} of {planned} made-up recordings, which stand in an order of "
            "chance; the others are still to be measured")


def cost(rows):
    cpu, key = sum(row["cpu_s"] for row in rows), sum(row["key_cpu_s"] for row in rows)
    decoded, looked = (sum(row[name] for row in rows) for name in ("decoded", "key_frames"))
    return (f"The key frames that are looked at are {100 * looked / max(1, decoded):.1f} % of the "
            f"frames and take {100 * key / max(cpu, 1e-9):.0f} % of the processor time.")


def lines_of(head, rows):
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return lines + ["| " + " | ".join(map(str, row)) + " |" for row in rows] + [""]


def table(what, chosen, group, of):
    points = ("0", "0.1", "0.2", "0.4") + (("1",) if of == "truth" else ())
    names = {"0": "key frames", "0.1": "+ 10 %", "0.2": "+ 20 %", "0.4": "+ 40 %", "1": "all"}
    rows = []
    for name, part in [*group(chosen), ("*all*", chosen)]:
        shares = [recall(part, point, of) for point in points]
        rows.append((name, shares[0].count, *shares))
    return lines_of((what, "events", *(names[point] for point in points)), rows)


def quiet_table(chosen):
    points = ("0.1", "0.2", "0.4")
    rows = []
    for name, part in [*figures.by_length(chosen), ("*all*", chosen)]:
        known = [event for event in part if event["found"]["1"]]
        rows.append((name, len(known), *(
            Share(sum(event["found_quiet"][point] for event in known), len(known))
            for point in points)))
    return lines_of(("found by the thorough scan", "events", "10 % of the quiet", "20 %", "40 %"),
                    rows)


def false_alarms(rows):
    names = sorted({row["condition"] for row in rows})
    cells = []
    for name in [*names, "*all*"]:
        part = [row for row in rows if name in (row["condition"], "*all*")]
        cell = [name, f"{sum(row['seconds'] for row in part) / 60:.0f}"]
        for point in ("0", "1"):
            cell += [precision(part, point), sum(len(row["false"][point]) for row in part),
                     f"{figures.false_minutes(part, point):.1f}"]
        cells.append(cell)
    return ["What is stored without anybody being there, after the key frames and at the end:", "",
            *lines_of(("condition", "minutes", "precision, key frames", "false", "minutes of them",
                       "precision, all", "false", "minutes of them"), cells)]
