"""Counts what was told, and writes it into docs/incident-quality.md."""

import re

BEGIN = "<!-- camera health: written by Benchmarks/health-suite -->"
END = "<!-- end of camera health -->"


def verdict(events, kind, start, end):
    """found: overlaps by half; also: something else was told besides; missed."""
    overlaps = [min(last, end) - max(first, start) for name, first, last in events if name == kind]
    if not overlaps or max(overlaps) < (end - start) / 2:
        return "missed"
    return "also" if any(name != kind for name, _, _ in events) else "found"


def delays(rows):
    """By how much the told start is late and the told end is late, at worst."""
    starts, ends = [], []
    for row in rows:
        first, last = row["fault"]
        for kind, start, end in row["told"]:
            if kind == row["kind"] and min(end, last) - max(start, first) >= (last - first) / 2:
                starts.append(start - first)
                ends.append(end - last)
    return starts, ends


def span(values):
    return f"{min(values):+.0f} to {max(values):+.0f} s" if values else "–"


def tables(rows, seeds):
    """- rows: of all copies, in order."""
    lines = [
        f"Copies of ten real clips of working cameras, seeds {seeds.start} to {seeds.stop - 1}, by "
        "day, by lamps and in infrared; 640 × 360 at 5 frames a second, tampered with for 45 to 60 s.",
        "",
        "| what is done | to be told | copies | found | with something else | start | end |",
        "|---|---|---|---|---|---|---|",
    ]
    for manner, those in grouped(rows, distractors=False):
        starts, ends = delays(those)
        found = sum(row["verdict"] in ("found", "also") for row in those)
        also = sum(row["verdict"] == "also" for row in those)
        lines.append(
            f"| {manner} | `{those[0]['kind']}` | {len(those)} | {found} | {also} "
            f"| {span(starts)} | {span(ends)} |")
    lines += ["", "| what happens and must tell nothing | copies | told |", "|---|---|---|"]
    for manner, those in grouped(rows, distractors=True):
        told = sum(bool(row["told"]) for row in those)
        lines.append(f"| {manner} | {len(those)} | {told} |")
    return lines


def grouped(rows, distractors):
    chosen = [row for row in rows if (row["kind"] is None) == distractors]
    for manner in dict.fromkeys(row["manner"] for row in chosen):
        yield manner, [row for row in chosen if row["manner"] == manner]


def cameras(found, what):
    """- found: of each recording, its name and what was told."""
    told = [(name, events) for name, events in found if events]
    lines = ["", f"{what}: {len(found)} recordings, {len(told)} with anything told."]
    return lines + [
        f"- `{name}`: " + ", ".join(f"{kind} {start:.0f}–{end:.0f} s" for kind, start, end in events)
        for name, events in told
    ]


def write(page, lines):
    """Takes the place of what stands between the marks."""
    text = page.read_text()
    pattern = re.compile(re.escape(BEGIN) + ".*?" + re.escape(END), re.DOTALL)
    if not pattern.search(text):
        raise SystemExit(f"health-suite: {page} lacks the line {BEGIN}")
    whole = "\n".join([BEGIN, "", *lines, "", END])
    page.write_text(pattern.sub(lambda _: whole, text))
