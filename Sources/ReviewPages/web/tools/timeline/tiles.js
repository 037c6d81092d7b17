/**
 * What a timeline has fetched of one row: tiles of fixed ranges at fixed zoom levels, so that
 * panning and zooming back ask for nothing twice. A tile that is being fetched again stays in
 * use until the new one is there.
 */

import { DAY_US, HOUR_US, MINUTE_US, SECOND_US } from './calendar.js';

/** Lengths of one bar, from the finest (motion is kept by the second) to the coarsest. */
const BAR_US = [
  SECOND_US, 2 * SECOND_US, 5 * SECOND_US, 15 * SECOND_US,
  MINUTE_US, 3 * MINUTE_US, 10 * MINUTE_US, 30 * MINUTE_US,
  2 * HOUR_US, 6 * HOUR_US, DAY_US, 4 * DAY_US,
];
const BARS_IN_TILE = 400;
const NARROWEST_BAR_PX = 2.5;
const TILES_KEPT = 160;
const SETTLE_MS = 90;
const RETRY_MS = 5_000;

/** The level whose bars are as narrow as can still be seen well. */
export function levelFor(span, width) {
  const least = (span.lengthUs / width) * NARROWEST_BAR_PX;
  const level = BAR_US.findIndex((length) => length >= least);
  return level < 0 ? BAR_US.length - 1 : level;
}

/**
 * @typedef {object} Tile
 * @property {number} level
 * @property {number} fromUs
 * @property {number} untilUs
 * @property {object|null} data the server's timeline; null until it came
 * @property {boolean} isStale to be fetched again
 * @property {Error|null} error why it could not be fetched
 */

/** The tiles of one row. */
export class Tiles {
  #fetch;
  #range;
  #changed;
  #tiles = new Map();
  #wanted = [];
  #settling = 0;
  #retry = 0;

  /**
   * @param {object} options
   * @param {(query: {fromUs: number, untilUs: number, buckets: number, signal: AbortSignal})
   *   => Promise<object>} options.fetch asks the server for one tile
   * @param {{firstUs: number, lastUs: number}} options.range beyond which there is nothing
   * @param {() => void} options.changed called when a tile came or failed
   */
  constructor({ fetch, range, changed }) {
    this.#fetch = fetch;
    this.#range = range;
    this.#changed = changed;
  }

  /** Whether something that is shown is still on its way. */
  get isLoading() {
    return this.#wanted.some((tile) => !tile.data && !tile.error);
  }

  /** Why something that is shown could not be fetched; null if nothing failed. */
  get error() {
    return this.#wanted.find((tile) => tile.error && !tile.data)?.error ?? null;
  }

  /** Widens the range in which there is something (a new recording came). */
  setRange(range) {
    this.#range = range;
  }

  /** Fetches again whatever is shown, and anything else when it is shown next. */
  invalidate() {
    for (const tile of this.#tiles.values()) tile.isStale = true;
    this.#settle();
  }

  /** Says what is shown now: missing tiles are fetched a moment later, others given up. */
  want(span, width) {
    const level = levelFor(span, width);
    this.#wanted = this.#keysOf(level, span).map(({ key, index }) => this.#tile(key, level, index));
    for (const tile of this.#tiles.values()) {
      if (tile.abort && !this.#wanted.includes(tile)) tile.abort.abort();
    }
    this.#settle();
  }

  /**
   * The tiles to paint for a span, in order of painting: those of other levels first, as a
   * stand-in where the right one has not come yet.
   * @returns {Tile[]}
   */
  toPaint(span, width) {
    const level = levelFor(span, width);
    const right = this.#keysOf(level, span).map(({ key }) => this.#tiles.get(key));
    const isComplete = right.every((tile) => tile?.data);
    const standIns = isComplete ? [] : [...this.#tiles.values()]
      .filter((tile) => tile.data && tile.level !== level && span.overlaps(tile.fromUs, tile.untilUs))
      .sort((a, b) => Math.abs(b.level - level) - Math.abs(a.level - level));
    return [...standIns, ...right.filter((tile) => tile?.data)];
  }

  /** Gives up every request. */
  close() {
    clearTimeout(this.#settling);
    clearTimeout(this.#retry);
    this.#wanted = [];
    for (const tile of this.#tiles.values()) tile.abort?.abort();
  }

  #keysOf(level, span) {
    const length = BAR_US[level] * BARS_IN_TILE;
    const from = Math.max(span.fromUs, this.#range.firstUs);
    const until = Math.min(span.untilUs, this.#range.lastUs + BAR_US[level]);
    const keys = [];
    for (let index = Math.floor(from / length); index * length < until; index += 1) {
      keys.push({ key: `${level}/${index}`, index });
    }
    return keys;
  }

  #tile(key, level, index) {
    let tile = this.#tiles.get(key);
    if (tile) {
      this.#tiles.delete(key);
    } else {
      const length = BAR_US[level] * BARS_IN_TILE;
      const fromUs = index * length;
      tile = { level, fromUs, untilUs: fromUs + length, data: null, isStale: true, error: null };
    }
    this.#tiles.set(key, tile);
    return tile;
  }

  #settle() {
    this.#settling ||= setTimeout(() => this.#fetchWanted(), SETTLE_MS);
  }

  #fetchWanted() {
    this.#settling = 0;
    for (const tile of this.#wanted) {
      if (tile.isStale && !tile.abort) this.#load(tile);
    }
    for (const [key, tile] of this.#tiles) {
      if (this.#tiles.size <= TILES_KEPT) break;
      if (!this.#wanted.includes(tile)) this.#tiles.delete(key);
    }
  }

  async #load(tile) {
    tile.abort = new AbortController();
    tile.isStale = false;
    try {
      const { fromUs, untilUs } = tile;
      const { signal } = tile.abort;
      tile.data = await this.#fetch({ fromUs, untilUs, buckets: BARS_IN_TILE, signal });
      tile.error = null;
    } catch (error) {
      tile.isStale = true;
      if (!tile.abort.signal.aborted) {
        tile.error = error;
        clearTimeout(this.#retry);
        this.#retry = setTimeout(() => this.#fetchWanted(), RETRY_MS);
      }
    }
    tile.abort = null;
    // What was given up and is wanted again meanwhile is asked for anew.
    if (tile.isStale && !tile.error && this.#wanted.includes(tile)) this.#settle();
    this.#changed();
  }
}
