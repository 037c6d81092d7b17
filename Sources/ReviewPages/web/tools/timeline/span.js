/**
 * The stretch of time that a timeline shows, as a value: changing it gives a new one.
 * Times are microseconds: UTC of a feed, or since the first frame of a recording.
 */

import { DAY_US, SECOND_US } from './calendar.js';

const SHORTEST_US = 4 * SECOND_US;
const LONGEST_US = 800 * DAY_US;

/** A range of time that is shown. */
export class Span {
  /**
   * @param {number} fromUs first instant shown
   * @param {number} untilUs first instant no longer shown; at least 4 s and at most 800 days later
   */
  constructor(fromUs, untilUs) {
    const length = Math.min(LONGEST_US, Math.max(SHORTEST_US, untilUs - fromUs));
    const middle = (fromUs + untilUs) / 2;
    this.fromUs = Math.round(untilUs - fromUs === length ? fromUs : middle - length / 2);
    this.untilUs = this.fromUs + Math.round(length);
    Object.freeze(this);
  }

  /** A span of a length around an instant. */
  static around(us, lengthUs) {
    return new Span(us - lengthUs / 2, us + lengthUs / 2);
  }

  get lengthUs() {
    return this.untilUs - this.fromUs;
  }

  get middleUs() {
    return (this.fromUs + this.untilUs) / 2;
  }

  contains(us) {
    return us >= this.fromUs && us < this.untilUs;
  }

  overlaps(fromUs, untilUs) {
    return fromUs < this.untilUs && untilUs > this.fromUs;
  }

  /** Moved by a share of its own length; negative is earlier. */
  pannedBy(share) {
    return this.movedBy(this.lengthUs * share);
  }

  /** Moved by microseconds; negative is earlier. */
  movedBy(us) {
    return new Span(this.fromUs + us, this.untilUs + us);
  }

  /** Longer (factor > 1) or shorter, with `us` staying where it is on the screen. */
  zoomedBy(factor, us) {
    const length = Math.min(LONGEST_US, Math.max(SHORTEST_US, this.lengthUs * factor));
    const share = (us - this.fromUs) / this.lengthUs;
    const from = us - share * length;
    return new Span(from, from + length);
  }

  /** Moved as little as possible so that `us` is shown with a margin (share of the length). */
  showing(us, margin = 0.1) {
    const low = this.fromUs + this.lengthUs * margin;
    const high = this.untilUs - this.lengthUs * margin;
    if (us < low) return this.movedBy(us - low);
    if (us > high) return this.movedBy(us - high);
    return this;
  }

  /** Moved so that at least a quarter of it lies within a range: nobody gets lost in the void. */
  keptNear(firstUs, lastUs) {
    const slack = this.lengthUs * 0.75;
    if (this.fromUs < firstUs - slack) return this.movedBy(firstUs - slack - this.fromUs);
    if (this.untilUs > lastUs + slack) return this.movedBy(lastUs + slack - this.untilUs);
    return this;
  }

  /** Where an instant is, in pixels from the left of a picture `width` wide. */
  toX(us, width) {
    return ((us - this.fromUs) / this.lengthUs) * width;
  }

  /** Which instant is at a pixel. */
  toUs(x, width) {
    return this.fromUs + (x / width) * this.lengthUs;
  }
}
