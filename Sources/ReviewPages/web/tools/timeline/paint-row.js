/** Painting one row of a timeline: events on top, motion as bars, coverage below. */

import { severityPath } from '../../core/icons.js';
import { UNSEEN_STATES } from './contents.js';

/** Heights in units, from the top of a row. */
export const LANES = Object.freeze({
  events: { top: 2, height: 22 },
  motion: { top: 28, bottom: 16 },
  coverage: { height: 8, bottom: 4 },
});

const GLYPH_RADIUS = 6;
const GROUP_PX = 36;
const LABEL_PX = 11;
const RANK = { alert: 3, detection: 2, motion: 1 };

/** Height of a bar, 0…1: logarithmic, since a person far away is a thousandth of a lorry near by. */
export function barHeight(ppm) {
  return ppm > 0 ? Math.log1p(ppm / 60) / Math.log1p(1_000_000 / 60) : 0;
}

/** Paints the ground on which everything else stands. */
export function paintGround(context, size, colours) {
  const { top, bottom } = motionLane(size);
  context.fillStyle = colours.ground;
  context.fillRect(0, top, size.width, bottom - top);
}

/** Paints motion as bars; where tiles overlap, the later one counts. */
export function paintMotion(context, size, colours, { tiles, span }) {
  tiles.forEach((tile, index) => {
    for (const [from, until] of rangesLeft(tile, tiles.slice(index + 1))) {
      const left = Math.max(0, span.toX(from, size.width));
      const right = Math.min(size.width, span.toX(until, size.width));
      if (right <= left) continue;
      context.save();
      context.beginPath();
      context.rect(left, 0, right - left, size.height);
      context.clip();
      paintBars(context, size, colours, { tile, span });
      context.restore();
    }
  });
}

/** Hatches where there is no recording: below the bars, which may be wider than what was recorded. */
export function paintAbsence(context, size, colours, { coverage, span }) {
  for (const piece of coverage) {
    if (piece.state === 'absent') hatch(context, size, colours, piece, span);
  }
}

/** Paints what was looked at as a line, and hatches what could not be, over everything else. */
export function paintCoverage(context, size, colours, { coverage, span }) {
  const top = size.height - LANES.coverage.height - LANES.coverage.bottom;
  for (const piece of coverage) {
    const { start_us: start, end_us: end, state } = piece;
    if (state === 'absent') continue;
    if (UNSEEN_STATES.has(state)) {
      hatch(context, size, colours, piece, span);
      continue;
    }
    const left = span.toX(start, size.width);
    const isWhole = state !== 'key_frames_only';
    const height = isWhole ? LANES.coverage.height : LANES.coverage.height / 2;
    context.fillStyle = colours.accent;
    context.globalAlpha = isWhole ? 0.85 : 0.4;
    context.fillRect(left, top + LANES.coverage.height - height,
      Math.max(1, span.toX(end, size.width) - left), height);
    context.globalAlpha = 1;
  }
}

/** Marks where recordings overlap, which puts their clocks in doubt: a line over their coverage. */
export function paintOverlaps(context, size, colours, { overlaps, span }) {
  const top = size.height - LANES.coverage.height - LANES.coverage.bottom - 4;
  context.fillStyle = colours.text;
  for (const { start_us: start, end_us: end } of overlaps) {
    const left = span.toX(start, size.width);
    context.fillRect(left, top, Math.max(2, span.toX(end, size.width) - left), 2);
  }
}

/** Names the stretches that nobody saw, where there is room for the words. */
export function paintUnseenNames(context, size, colours, { coverage, span, nameOf }) {
  const lane = motionLane(size);
  for (const { start_us, end_us, state } of coverage) {
    if (!UNSEEN_STATES.has(state)) continue;
    const left = span.toX(start_us, size.width);
    paintLabel(context, colours, nameOf(state), {
      left, width: span.toX(end_us, size.width) - left, y: (lane.top + lane.bottom) / 2,
      room: size.width,
    });
  }
}

/**
 * Events that would overlap on the screen, as groups.
 * @returns {{x: number, until: number, events: object[], severity: string}[]} by x
 */
export function groupEvents(events, span, width) {
  const groups = [];
  for (const event of events) {
    const x = Math.max(GLYPH_RADIUS + 1, span.toX(event.start_us, width));
    const until = span.toX(event.end_us, width);
    const last = groups.at(-1);
    if (last && x - last.x < GROUP_PX) {
      last.events.push(event);
      last.until = Math.max(last.until, until);
      if (RANK[event.severity] > RANK[last.severity]) last.severity = event.severity;
    } else {
      groups.push({ x, until, events: [event], severity: event.severity });
    }
  }
  return groups;
}

/** Paints groups of events; those that a person has reviewed are paler. */
export function paintEvents(context, size, colours, { groups, selectedId }) {
  const y = LANES.events.top + LANES.events.height / 2;
  context.font = `600 ${LABEL_PX}px ${colours.font}`;
  context.textBaseline = 'middle';
  groups.forEach((group, index) => {
    const isOpen = group.events.some(({ review_state: state }) => state === 'unreviewed');
    const isSelected = group.events.some(({ id }) => id === selectedId);
    context.globalAlpha = isOpen || isSelected ? 1 : 0.5;
    context.fillStyle = colours[group.severity] ?? colours.motion;
    context.fillRect(group.x, LANES.events.top + LANES.events.height + 1,
      Math.max(2, group.until - group.x), 2.5);
    context.fill(severityPath(group.severity, group.x, y, GLYPH_RADIUS));
    if (isSelected) {
      context.strokeStyle = colours.text;
      context.lineWidth = 1.5;
      context.stroke(severityPath(group.severity, group.x, y, GLYPH_RADIUS + 3));
    }
    const room = (groups[index + 1]?.x ?? size.width) - group.x - 2 * GLYPH_RADIUS - 4;
    const count = String(group.events.length);
    if (group.events.length > 1 && context.measureText(count).width <= room) {
      context.fillStyle = colours.text;
      context.fillText(count, group.x + GLYPH_RADIUS + 3, y + 0.5);
    }
    context.globalAlpha = 1;
  });
}

/** The group under a point of a row, or null. */
export function groupAt(groups, x, y) {
  if (y > LANES.events.top + LANES.events.height + 5) return null;
  let nearest = null;
  for (const group of groups) {
    const distance = Math.abs(group.x - x);
    if (distance <= 14 && (!nearest || distance < Math.abs(nearest.x - x))) nearest = group;
  }
  return nearest;
}

const motionLane = (size) => ({ top: LANES.motion.top, bottom: size.height - LANES.motion.bottom });

function hatch(context, size, colours, { start_us: start, end_us: end, state }, span) {
  const { top } = motionLane(size);
  const left = span.toX(start, size.width);
  // Never too narrow to be seen: what nobody saw matters more than its exact length.
  const width = Math.max(2, span.toX(end, size.width) - left);
  context.fillStyle = colours.hatching[state] ?? colours.hatching.absent;
  context.fillRect(left, top, width, size.height - LANES.coverage.bottom - top);
}

/** What is left of a tile's range when those of others are taken away. */
function rangesLeft(tile, others) {
  let ranges = [[tile.fromUs, tile.untilUs]];
  for (const { fromUs, untilUs } of others) {
    ranges = ranges.flatMap(([from, until]) => [
      [from, Math.min(until, fromUs)], [Math.max(from, untilUs), until],
    ]).filter(([from, until]) => from < until);
  }
  return ranges;
}

function paintBars(context, size, colours, { tile, span }) {
  const motion = motionLane(size);
  const { from_us: from, bucket_us: length, motion: values } = tile.data;
  const height = motion.bottom - motion.top;
  const gap = (length / span.lengthUs) * size.width > 5 ? 1 : 0;
  context.fillStyle = colours.bar;
  values.forEach((ppm, index) => {
    if (!ppm) return;
    const left = span.toX(from + index * length, size.width);
    const right = span.toX(from + (index + 1) * length, size.width);
    if (right < 0 || left > size.width) return;
    const tall = Math.max(2, barHeight(ppm) * (height - 2));
    context.fillRect(left, motion.bottom - tall, Math.max(1, right - left - gap), tall);
  });
}

function paintLabel(context, colours, text, { left, width, y, room }) {
  context.font = `${LABEL_PX}px ${colours.font}`;
  const shownLeft = Math.max(0, left);
  const shownWidth = Math.min(room, left + width) - shownLeft;
  const textWidth = context.measureText(text).width;
  if (shownWidth < textWidth + 16) return;
  const x = shownLeft + (shownWidth - textWidth) / 2;
  context.fillStyle = colours.page;
  context.fillRect(x - 5, y - 9, textWidth + 10, 18);
  context.fillStyle = colours.text;
  context.textBaseline = 'middle';
  context.fillText(text, x, y + 0.5);
}
