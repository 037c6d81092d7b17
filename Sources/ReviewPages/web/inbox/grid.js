/** The grid of events: as many elements as the window shows, however long the list. */

import { el, throttleToFrame } from '../core/dom.js';
import { t } from '../core/words.js';
import { Cell } from './cell.js';
import { Layout } from './layout.js';

const narrowestCell = 16;
const captionHeight = 3.5;
const gap = 0.875;
const headingHeight = 3;
/** Faster than this, in windows a second, pictures wait: nobody could see them. */
const glanceSpeed = 6;

/** A virtual grid in the page's own scroll. */
export class Grid {
  /**
   * @param {object} options
   * @param {import('./event-list.js').EventList} options.list
   * @param {Set<number>} options.selected ids
   * @param {string} options.zone that days are meant in
   * @param {boolean} options.byDay
   * @param {() => void} options.onNearEnd more events will be needed soon
   * @param {AbortSignal} options.signal
   */
  constructor({ list, selected, zone, byDay, onNearEnd, signal }) {
    Object.assign(this, { list, selected, zone, byDay, onNearEnd });
    this.element = el('div.grid', {
      role: 'grid', tabindex: '-1', aria: { label: t('inbox.grid'), multiselectable: 'true' },
    });
    this.shown = new Map();
    this.spare = [];
    this.lastScroll = { top: 0, time: 0 };
    this.isGlancing = false;
    this.layout = null;
    this.paint = throttleToFrame(() => this.draw());
    window.addEventListener('scroll', () => this.scrolled(), { passive: true, signal });
    const observer = new ResizeObserver(() => this.measure());
    observer.observe(this.element);
    signal.addEventListener('abort', () => {
      observer.disconnect();
      clearTimeout(this.settling);
    }, { once: true });
  }

  /** Another list in the same grid. */
  use(list, { zone, byDay }) {
    Object.assign(this, { list, zone, byDay });
    this.width = 0;
    this.measure();
  }

  measure() {
    const width = this.element.clientWidth;
    if (width === 0 || width === this.width) return;
    const anchor = this.layout && this.width > 0 ? this.topEvent() : null;
    this.width = width;
    const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
    const space = Math.round(gap * rem);
    const columns = Math.max(1, Math.floor((width + space) / (narrowestCell * rem + space)));
    const cellWidth = (width - space * (columns - 1)) / columns;
    this.rowHeight = Math.round(cellWidth * 9 / 16 + captionHeight * rem) + space;
    this.element.style.setProperty('--columns', columns);
    this.element.style.setProperty('--row', `${this.rowHeight}px`);
    this.element.style.setProperty('--gap', `${space}px`);
    this.columns = columns;
    this.layout = new Layout({
      columns, rowHeight: this.rowHeight, headingHeight: Math.round(headingHeight * rem),
      zone: this.zone, byDay: this.byDay,
    });
    this.drop();
    this.grow();
    if (anchor !== null) this.reveal(anchor.index, anchor.offset);
  }

  drop() {
    for (const row of this.shown.values()) row.element.remove();
    this.shown.clear();
    this.spare = [];
  }

  /** Takes in events that were loaded since. */
  grow() {
    if (!this.layout) return;
    this.layout.extend(this.list.items);
    const ahead = this.list.isComplete ? 0 : this.rowHeight;
    this.element.style.height = `${this.layout.height + ahead}px`;
    this.element.setAttribute('aria-rowcount', this.list.isComplete ? this.layout.rows.length : -1);
    this.element.setAttribute('aria-colcount', this.columns);
    this.draw();
  }

  /** Top of the grid in the document. */
  get offset() {
    return this.element.getBoundingClientRect().top + scrollY;
  }

  scrolled() {
    const now = performance.now();
    const speed = Math.abs(scrollY - this.lastScroll.top) / Math.max(1, now - this.lastScroll.time);
    this.isGlancing = speed * 1000 > glanceSpeed * innerHeight && now - this.lastScroll.time < 200;
    this.lastScroll = { top: scrollY, time: now };
    clearTimeout(this.settling);
    this.settling = setTimeout(() => {
      this.isGlancing = false;
      this.paint();
    }, 90);
    this.paint();
  }

  /** Brings the document to what should be seen. */
  draw() {
    const { layout } = this;
    if (!layout || !this.element.isConnected) return;
    const top = scrollY - this.offset;
    const overscan = innerHeight * 0.6;
    const first = layout.rowAt(Math.max(0, top - overscan));
    let last = first - 1;
    const bottom = top + innerHeight + overscan;
    while (last + 1 < layout.rows.length && layout.rows[last + 1].top < bottom) last += 1;
    for (const [index, row] of this.shown) {
      if (index < first || index > last) this.retire(index, row);
    }
    for (let index = first; index <= last; index += 1) this.showRow(index);
    if (!this.list.isComplete && top + innerHeight * 4 > layout.height) this.onNearEnd();
  }

  retire(index, row) {
    this.shown.delete(index);
    // A person who navigates by keys must not find themselves on another event.
    if (row.element.contains(document.activeElement)) this.element.focus({ preventScroll: true });
    if (row.isHeading) {
      row.element.remove();
    } else {
      row.element.hidden = true;
      this.spare.push(row);
    }
  }

  showRow(index) {
    const place = this.layout.rows[index];
    let row = this.shown.get(index);
    if (!row) {
      row = place.heading === null
        ? this.spare.pop() ?? this.newRow() : this.newHeading(place.heading);
      row.element.hidden = false;
      row.element.style.transform = `translateY(${place.top}px)`;
      row.element.setAttribute('aria-rowindex', index + 1);
      this.shown.set(index, row);
      if (!row.element.isConnected) this.element.append(row.element);
    }
    if (!row.isHeading) this.fill(row, place);
  }

  newHeading(text) {
    const element = el('div.grid-heading', { role: 'row' },
      el('div', { role: 'gridcell' }, el('h2', {}, text)));
    return { element, isHeading: true };
  }

  newRow() {
    const cells = Array.from({ length: this.columns }, () => new Cell());
    const element = el('div.grid-row', { role: 'row' }, cells.map((cell) => cell.element));
    return { element, cells, isHeading: false };
  }

  fill(row, place) {
    row.cells.forEach((cell, column) => {
      const index = place.first + column;
      cell.element.hidden = column >= place.count;
      if (column >= place.count) return;
      const event = this.list.items[index];
      cell.show(event, {
        index, isCurrent: index === this.list.current, isSelected: this.selected.has(event.id),
        withPicture: !this.isGlancing,
      });
    });
  }

  /** The first event that is wholly in sight, and where its row stands. */
  topEvent() {
    const top = Math.max(0, scrollY - this.offset);
    let index = this.layout.rowAt(top);
    while (this.layout.rows[index] && this.layout.rows[index].heading !== null) index += 1;
    const row = this.layout.rows[index];
    return row && scrollY > 0 ? { index: row.first, offset: row.top + this.offset - scrollY } : null;
  }

  /** Scrolls so that the row of an event stands `offset` below the window's top. */
  reveal(index, offset) {
    const row = this.layout.rows[this.layout.rowOfEvent[index]];
    if (row) window.scrollTo(0, row.top + this.offset - offset);
  }

  /** Makes an event the one that keys act on, and brings it into sight as little as needed. */
  focus(index) {
    this.list.current = index;
    const row = this.layout.rows[this.layout.rowOfEvent[index]];
    if (!row) return;
    const stuck = document.querySelector('.bar')?.getBoundingClientRect().bottom ?? 0;
    const top = row.top + this.offset;
    const below = top + row.height - innerHeight + 72;
    if (top < scrollY + stuck + 8) window.scrollTo(0, top - stuck - 8);
    else if (below > scrollY) window.scrollTo(0, below);
    this.draw();
    this.cellAt(index)?.element.focus({ preventScroll: true });
  }

  /** The cell that shows an event, if it is in sight. */
  cellAt(index) {
    const row = this.shown.get(this.layout?.rowOfEvent[index]);
    return row?.cells?.find((cell) => Number(cell.element.dataset.index) === index) ?? null;
  }
}
