/** A strip under a timeline that shows the whole archive, and which part of it is in view. */

import { el } from '../../core/dom.js';
import { t } from '../../core/words.js';
import { barHeight } from './paint-row.js';
import { Span } from './span.js';
import { Surface } from './surface.js';
import { Tiles } from './tiles.js';

const NARROWEST_PX = 6;

/** The strip. */
export class Overview {
  #tiles;
  #surface;
  #whole;
  #span;

  /**
   * @param {object} options
   * @param {import('./source.js').Source[]} options.sources
   * @param {import('./span.js').Span} options.span
   * @param {(us: number) => void} options.moveTo called with the instant to bring to the middle
   * @param {AbortSignal} options.signal
   */
  constructor({ sources, span, moveTo, signal }) {
    this.#span = span;
    const firstUs = Math.min(...sources.map(({ range }) => range.firstUs));
    const lastUs = Math.max(...sources.map(({ range }) => range.lastUs));
    const margin = (lastUs - firstUs) * 0.01;
    this.#whole = new Span(firstUs - margin, lastUs + margin);
    this.#surface = new Surface({
      className: 'timeline-overview-canvas', signal,
      paint: (context, size, colours) => this.#paint(context, size, colours),
    });
    this.#tiles = sources.map((source) => new Tiles({
      fetch: source.fetch, range: source.range, changed: () => this.#surface.repaint(),
    }));
    this.element = el('div.timeline-overview', { title: t('timeline.overview') }, this.#surface.canvas);
    this.#listen(moveTo, signal);
    signal.addEventListener('abort', () => this.#tiles.forEach((tiles) => tiles.close()));
  }

  /** Shows which part is in view. */
  show(span) {
    this.#span = span;
    this.#surface.repaint();
  }

  /** Fetches again. */
  invalidate() {
    this.#tiles.forEach((tiles) => tiles.invalidate());
  }

  #listen(moveTo, signal) {
    let isHeld = false;
    const move = (event) => {
      const { left, width } = this.element.getBoundingClientRect();
      moveTo(this.#whole.toUs(event.clientX - left, width));
    };
    this.element.addEventListener('pointerdown', (event) => {
      if (event.button !== 0) return;
      isHeld = true;
      this.element.setPointerCapture(event.pointerId);
      move(event);
    }, { signal });
    this.element.addEventListener('pointermove', (event) => {
      if (isHeld) move(event);
    }, { signal });
    for (const name of ['pointerup', 'pointercancel']) {
      this.element.addEventListener(name, () => {
        isHeld = false;
      }, { signal });
    }
  }

  #paint(context, size, colours) {
    context.fillStyle = colours.ground;
    context.fillRect(0, 0, size.width, size.height);
    for (const tiles of this.#tiles) {
      tiles.want(this.#whole, size.width);
      for (const tile of tiles.toPaint(this.#whole, size.width)) {
        this.#paintTile(context, size, colours, tile);
      }
    }
    const left = this.#whole.toX(this.#span.fromUs, size.width);
    const exact = this.#whole.toX(this.#span.untilUs, size.width) - left;
    const width = Math.max(NARROWEST_PX, exact);
    const shownLeft = left - (width - exact) / 2;
    context.fillStyle = colours.accent;
    context.globalAlpha = 0.18;
    context.fillRect(shownLeft, 0, width, size.height);
    context.globalAlpha = 1;
    context.strokeStyle = colours.accent;
    context.lineWidth = 1.5;
    context.strokeRect(shownLeft + 0.75, 0.75, Math.max(1, width - 1.5), size.height - 1.5);
  }

  #paintTile(context, size, colours, { data }) {
    const x = (us) => this.#whole.toX(us, size.width);
    const floor = size.height - 4;
    context.fillStyle = colours.bar;
    data.motion.forEach((ppm, index) => {
      if (!ppm) return;
      const left = x(data.from_us + index * data.bucket_us);
      const width = Math.max(1, x(data.from_us + (index + 1) * data.bucket_us) - left);
      const height = Math.max(1, barHeight(ppm) * (floor - 2));
      context.fillRect(left, floor - height, width, height);
    });
    context.fillStyle = colours.accent;
    for (const { start_us: start, end_us: end, state } of data.coverage) {
      if (state !== 'analysed' && state !== 'key_frames_only') continue;
      context.fillRect(x(start), floor + 1, Math.max(1, x(end) - x(start)), 2);
    }
  }
}
