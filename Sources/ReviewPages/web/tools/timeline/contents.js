/** Reading what tiles hold: the moment under the pointer, and everything in view as a list. */

/**
 * The events of some tiles, each once.
 * @returns {object[]} by start
 */
export function eventsOf(tiles, span) {
  const byId = new Map();
  for (const { data } of tiles) {
    for (const event of data.events) {
      if (span.overlaps(event.start_us, Math.max(event.end_us, event.start_us + 1))) {
        byId.set(event.id, event);
      }
    }
  }
  return [...byId.values()].sort((a, b) => a.start_us - b.start_us || a.id - b.id);
}

/** How many events the tiles know of but do not hold (a tile holds those of highest score). */
export function eventsLeftOut(tiles) {
  return tiles.reduce((sum, { data }) => sum + Math.max(0, data.events_total - data.events.length), 0);
}

/**
 * Coverage in view, touching pieces of one state and reason joined.
 * @returns {{start_us: number, end_us: number, state: string, reason: string|null,
 *   recording: number|null}[]} ascending, cut to the span
 */
export function coverageOf(tiles, span) {
  const pieces = [];
  for (const tile of tiles) {
    for (const piece of tile.data.coverage) {
      const start = Math.max(piece.start_us, span.fromUs, tile.fromUs);
      const end = Math.min(piece.end_us, span.untilUs, tile.untilUs);
      if (start < end) pieces.push({ ...piece, start_us: start, end_us: end });
    }
  }
  pieces.sort((a, b) => a.start_us - b.start_us);
  const joined = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    const goesOn = last && last.state === piece.state && last.reason === piece.reason &&
      last.end_us >= piece.start_us;
    if (goesOn) last.end_us = Math.max(last.end_us, piece.end_us);
    else joined.push(piece);
  }
  return joined;
}

/** Stretches of wall clock that more than one recording claims, cut to the span. */
export function overlapsOf(tiles, span) {
  const found = tiles.flatMap(({ data }) => data.overlaps ?? [])
    .filter(({ start_us: start, end_us: end }) => span.overlaps(start, end));
  const starts = new Set();
  return found.filter(({ start_us: start }) => !starts.has(start) && starts.add(start))
    .sort((a, b) => a.start_us - b.start_us);
}

/**
 * What is known of one instant.
 * @param {import('./tiles.js').Tile[]} tiles in order of painting
 * @returns {{motionPpm: number|null, state: string|null, reason: string|null}} state null:
 *   nothing is known of that time
 */
export function momentAt(tiles, us) {
  const tile = tiles.findLast(({ fromUs, untilUs }) => us >= fromUs && us < untilUs);
  if (!tile) return { motionPpm: null, state: null, reason: null };
  const bar = Math.floor((us - tile.data.from_us) / tile.data.bucket_us);
  const piece = tile.data.coverage.find(({ start_us, end_us }) => us >= start_us && us < end_us);
  return {
    motionPpm: tile.data.motion[bar] ?? null,
    state: piece?.state ?? null,
    reason: piece?.reason ?? null,
  };
}

/** States in which nobody can say that nothing happened. */
export const UNSEEN_STATES = new Set(['undecodable', 'dropped', 'absent', 'pending', 'purged']);
