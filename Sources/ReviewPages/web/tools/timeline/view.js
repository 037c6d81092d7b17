/**
 * A timeline: rows under one scale, that the hand or the keys move. It knows nothing of playing:
 * it tells where people point, and shows a playhead where it is told.
 */

import { announce } from '../../core/announce.js';
import { debounce, el } from '../../core/dom.js';
import { t } from '../../core/words.js';
import { readGestures } from './gestures.js';
import { paintScale } from './paint-scale.js';
import { Row } from './row.js';
import { shortTime } from './source.js';
import { Surface } from './surface.js';

const ARRIVE_MS = 250;

/** The timeline; `element` is one focusable picture with its scale and rows. */
export class Timeline {
  #handlers;
  #signal;
  #scale;
  #lines = {};
  #body;
  #settled;
  /** Whether the view goes with the playhead: until somebody looks elsewhere. */
  #isFollowed = false;

  /**
   * @param {object} options
   * @param {import('./source.js').Source[]} options.sources one for each row, at least one
   * @param {import('./span.js').Span} options.span what is shown first
   * @param {object} options.handlers
   * @param {(span: import('./span.js').Span) => void} options.handlers.moved
   * @param {() => void} options.handlers.settled what is in view is at rest, or has newly come
   * @param {(row: Row, us: number) => void} options.handlers.play
   * @param {(row: Row, events: object[]) => void} options.handlers.choose events were clicked
   * @param {(row: Row|null, us: number|null, events: object[]) => void} options.handlers.point
   * @param {AbortSignal} options.signal
   */
  constructor({ sources, span, handlers, signal }) {
    this.#handlers = handlers;
    this.#signal = signal;
    this.span = span;
    this.zone = sources[0].zone;
    this.#settled = debounce(() => signal.aborted || handlers.settled(), ARRIVE_MS);
    this.rows = sources.map((source) => new Row({ source, span, signal, changed: this.#settled }));
    this.row = this.rows[0];
    this.cursorUs = span.middleUs;
    this.#scale = new Surface({
      className: 'timeline-scale', signal,
      paint: (context, size, colours) => {
        paintScale(context, size, colours, { span: this.span, timeZone: this.zone });
        this.#placeLines();
      },
    });
    this.#lines.cursor = el('div.timeline-cursor', { aria: { hidden: 'true' } });
    this.#lines.playhead = el('div.timeline-playhead', { aria: { hidden: 'true' }, hidden: true });
    this.#body = el('div.timeline-body', {
      tabindex: 0, role: 'application',
      aria: {
        label: t('timeline.picture'), describedby: 'timeline-help', roledescription: t('timeline.title'),
      },
    }, this.#scale.canvas, ...this.rows.map(({ element }) => element),
    this.#lines.cursor, this.#lines.playhead);
    this.element = el('div.timeline', {}, this.#body,
      el('p.visually-hidden#timeline-help', {}, t('timeline.help')));
    this.#readHands();
  }

  /** Width of a row in CSS pixels. */
  get width() {
    return this.#scale.width * this.#scale.unit || 1;
  }

  get hasFocus() {
    return this.#body.contains(document.activeElement);
  }

  /** Shows a span, as near as there is something. */
  show(span) {
    const ranges = this.rows.map(({ source }) => source.range);
    this.span = span.keptNear(
      Math.min(...ranges.map(({ firstUs }) => firstUs)),
      Math.max(...ranges.map(({ lastUs }) => lastUs)),
    );
    if (!this.span.contains(this.playheadUs ?? NaN)) this.#isFollowed = false;
    for (const row of this.rows) row.show(this.span);
    this.#scale.repaint();
    this.#handlers.moved(this.span);
    this.#settled();
  }

  /** Moves the cursor, with the view if it would leave it; says the time for who listens. */
  moveCursor(us, { spoken = true } = {}) {
    this.cursorUs = us;
    const shown = this.span.showing(us);
    if (shown !== this.span) this.show(shown);
    this.#placeLines();
    this.#handlers.point(this.row, us, []);
    if (spoken) announce(shortTime(us, this.zone));
  }

  /** Zooms around the cursor if it is in view, else around the middle. */
  zoom(factor) {
    const around = this.span.contains(this.cursorUs) ? this.cursorUs : this.span.middleUs;
    this.show(this.span.zoomedBy(factor, around));
  }

  /** Makes the next or the previous row the one that keys act on. */
  moveRow(step) {
    const index = this.rows.indexOf(this.row) + step;
    if (!this.rows[index]) return;
    this.#setRow(this.rows[index]);
    announce(this.row.source.title);
  }

  /** Marks an event of a row. */
  select(row, id) {
    for (const other of this.rows) other.select(other === row ? id : null);
    if (row) this.#setRow(row);
  }

  /** Shows where playing is; null hides it. The view turns the page when it would leave it. */
  setPlayhead(us, { follows = false } = {}) {
    this.playheadUs = us;
    if (us !== null) {
      if (this.span.contains(us)) this.#isFollowed = true;
      else if (follows && this.#isFollowed) {
        this.show(this.span.movedBy(us - this.span.fromUs - this.span.lengthUs * 0.1));
      }
    }
    this.#placeLines();
  }

  #setRow(row) {
    this.row = row;
    for (const other of this.rows) other.element.classList.toggle('is-current', other === row);
  }

  #placeLines() {
    const place = (line, us) => {
      const isShown = us !== null && us !== undefined && this.span.contains(us);
      line.hidden = !isShown;
      if (isShown) line.style.transform = `translateX(${this.span.toX(us, this.width)}px)`;
    };
    place(this.#lines.cursor, this.cursorUs);
    place(this.#lines.playhead, this.playheadUs);
  }

  #readHands() {
    const rowAt = (clientY) => this.rows.find(({ element }) => {
      const { top, bottom } = element.getBoundingClientRect();
      return clientY >= top && clientY < bottom;
    });
    const hit = (x, clientY) => {
      const row = rowAt(clientY);
      const y = row ? clientY - row.canvas.getBoundingClientRect().top : 0;
      return { row, us: this.span.toUs(x, this.width), events: row?.eventsAt(x, y) ?? [] };
    };
    readGestures(this.#body, {
      pan: (pixels) => this.show(this.span.pannedBy(-pixels / this.width)),
      zoom: (factor, x) => this.show(this.span.zoomedBy(factor, this.span.toUs(x, this.width))),
      rest: this.#settled,
      hover: (x, clientY) => {
        if (x === null) return;
        const { row, us, events } = hit(x, clientY);
        this.cursorUs = us;
        this.#placeLines();
        this.#handlers.point(row ?? this.row, us, events);
      },
      tap: (x, clientY) => {
        const { row, us, events } = hit(x, clientY);
        if (!row) return;
        this.#setRow(row);
        this.cursorUs = us;
        this.#placeLines();
        if (events.length > 0) this.#handlers.choose(row, events);
        else this.#handlers.play(row, us);
      },
    }, this.#signal);
  }
}
