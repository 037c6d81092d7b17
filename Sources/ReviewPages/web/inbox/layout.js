/** Where everything in the grid is: rows of equal cells under headings, without touching the document. */

import { dayKey, formatDate, zoneName } from '../core/time.js';
import { t } from '../core/words.js';

/**
 * @typedef {object} Row
 * @property {number} top CSS pixels
 * @property {number} height
 * @property {string|null} heading a heading, or null for a row of cells
 * @property {number} first index of its first event
 * @property {number} count how many events
 */

/** Rows of events; grows with the list, and is made anew when the width changes. */
export class Layout {
  /** @param {{columns: number, rowHeight: number, headingHeight: number, zone: string, byDay: boolean}} shape */
  constructor(shape) {
    this.shape = shape;
    this.rows = [];
    this.height = 0;
    this.counted = 0;
    this.headingKey = null;
    this.rowOfEvent = [];
  }

  /** Takes in the events that came since. */
  extend(items) {
    const { columns, rowHeight } = this.shape;
    for (; this.counted < items.length; this.counted += 1) {
      const event = items[this.counted];
      const key = this.keyOf(event);
      if (key !== this.headingKey) this.addHeading(key, event);
      let row = this.rows.at(-1);
      if (!row || row.heading !== null || row.count === columns) {
        row = { top: this.height, height: rowHeight, heading: null, first: this.counted, count: 0 };
        this.rows.push(row);
        this.height += rowHeight;
      }
      row.count += 1;
      this.rowOfEvent.push(this.rows.length - 1);
    }
  }

  keyOf(event) {
    if (!this.shape.byDay) return null;
    return event.start_us === null ? 'unknown' : dayKey(event.start_us, this.shape.zone);
  }

  addHeading(key, event) {
    const { headingHeight, zone } = this.shape;
    const text = key === 'unknown' ? t('inbox.unknown_clock')
      : `${formatDate(event.start_us, zone, { weekday: true })} · ${zoneName(zone, event.start_us)}`;
    this.headingKey = key;
    this.rows.push({ top: this.height, height: headingHeight, heading: text, first: this.counted, count: 0 });
    this.height += headingHeight;
  }

  /** Index of the last row that begins at or above `top`. */
  rowAt(top) {
    let low = 0;
    let high = this.rows.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.rows[middle].top <= top) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** The event in the row above (−1) or below (1), in the same column as far as there is one. */
  vertical(index, direction) {
    const { rows } = this;
    const from = this.rowOfEvent[index];
    const column = index - rows[from].first;
    let to = from + direction;
    while (rows[to] && rows[to].heading !== null) to += direction;
    if (!rows[to]) return index;
    return rows[to].first + Math.min(column, rows[to].count - 1);
  }
}
