/** One row of a timeline: a feed or a recording, with its tiles and its canvas. */

import { el } from '../../core/dom.js';
import { messageOf } from '../../core/error-text.js';
import { zoneName } from '../../core/time.js';
import { named, t } from '../../core/words.js';
import { coverageOf, eventsLeftOut, eventsOf, momentAt, overlapsOf } from './contents.js';
import {
  groupAt, groupEvents, paintAbsence, paintCoverage, paintEvents, paintGround, paintMotion,
  paintOverlaps, paintUnseenNames,
} from './paint-row.js';
import { Surface } from './surface.js';
import { Tiles } from './tiles.js';

/** A row; `element` holds its name and its canvas. */
export class Row {
  #tiles;
  #surface;
  #span;
  #groups = [];
  #note;

  /**
   * @param {object} options
   * @param {import('./source.js').Source} options.source
   * @param {import('./span.js').Span} options.span
   * @param {() => void} options.changed called when what is in view has changed
   * @param {AbortSignal} options.signal
   */
  constructor({ source, span, changed, signal }) {
    this.source = source;
    this.selectedId = null;
    this.#span = span;
    this.#tiles = new Tiles({
      fetch: source.fetch,
      range: source.range,
      changed: () => {
        this.#say();
        this.#surface.repaint();
        changed();
      },
    });
    this.#surface = new Surface({
      className: 'timeline-canvas',
      paint: (context, size, colours) => this.#paint(context, size, colours),
      signal,
    });
    this.#note = el('span.timeline-row-note');
    const zone = source.zone ? zoneName(source.zone, source.range.lastUs) : t('clock.unknown');
    this.element = el('div.timeline-row', {},
      el('div.timeline-row-head', {},
        el('a.timeline-row-name', { href: `/feeds#feed-${source.feed}` }, source.title),
        el('span.quiet', {}, zone),
        this.#note),
      this.#surface.canvas);
    this.#say();
    signal.addEventListener('abort', () => this.#tiles.close());
  }

  get canvas() {
    return this.#surface.canvas;
  }

  get isLoading() {
    return this.#tiles.isLoading;
  }

  /** Shows another span. */
  show(span) {
    this.#span = span;
    if (this.#surface.width > 0) this.#tiles.want(span, this.#surface.width);
    this.#say();
    this.#surface.repaint();
  }

  /** Marks an event, and paints. */
  select(id) {
    if (this.selectedId === id) return;
    this.selectedId = id;
    this.#surface.repaint();
  }

  /** Fetches again: something was stored. */
  invalidate(range) {
    if (range) this.#tiles.setRange(range);
    this.#tiles.invalidate();
  }

  /** What is known of an instant. */
  momentAt(us) {
    return momentAt(this.#shown(), us);
  }

  /** The events under a point of the canvas in CSS pixels, or none. */
  eventsAt(x, y) {
    const { unit } = this.#surface;
    return groupAt(this.#groups, x / unit, y / unit)?.events ?? [];
  }

  /** Everything in view: for the list, and for who cannot see the canvas. */
  inView() {
    const tiles = this.#shown();
    return {
      events: eventsOf(tiles, this.#span),
      leftOut: eventsLeftOut(tiles),
      coverage: coverageOf(tiles, this.#span),
      overlaps: overlapsOf(tiles, this.#span),
      error: this.#tiles.error,
    };
  }

  #shown() {
    return this.#tiles.toPaint(this.#span, this.#surface.width || 1);
  }

  #paint(context, size, colours) {
    const span = this.#span;
    // The first size of the canvas is known only now.
    this.#tiles.want(span, size.width);
    const tiles = this.#shown();
    const coverage = coverageOf(tiles, span);
    const nameOf = (state) => named('coverage', state);
    paintGround(context, size, colours);
    paintAbsence(context, size, colours, { coverage, span });
    paintMotion(context, size, colours, { tiles, span });
    paintCoverage(context, size, colours, { coverage, span });
    paintOverlaps(context, size, colours, { overlaps: overlapsOf(tiles, span), span });
    paintUnseenNames(context, size, colours, { coverage, span, nameOf });
    this.#groups = groupEvents(eventsOf(tiles, span), span, size.width);
    paintEvents(context, size, colours, { groups: this.#groups, selectedId: this.selectedId });
  }

  #say() {
    const { error } = this.#tiles;
    const { firstUs, lastUs } = this.source.range;
    const { fromUs, untilUs } = this.#span;
    if (error) this.#note.textContent = messageOf(error);
    else if (untilUs <= firstUs) this.#note.textContent = t('timeline.before');
    else if (fromUs >= lastUs) this.#note.textContent = t('timeline.after');
    else this.#note.textContent = '';
  }
}
