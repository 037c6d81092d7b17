/** Pointing at a thing in a picture: a click for a point, a drag for a box; keys move both. */

import { announce } from '../../core/announce.js';
import { el, svg } from '../../core/dom.js';
import { formatPercent } from '../../core/numbers.js';
import { t } from '../../core/words.js';
import { withinPicture } from '../polygon/geometry.js';

const DRAG_PX = 6;
const LEAST_SIDE = 0.008;
const STEP = 0.005;
const LONG_STEP = 0.05;
const RING_PX = 14;

/** What is pointed at: `{box: [x, y, width, height]}`, `{point: [x, y]}`, or null. */
export class BoxEditor {
  #changed;
  #box = svg('rect', { class: 'pointed-box' });
  #ring = svg('circle', { class: 'pointed-ring', r: RING_PX });
  #sheet;
  #size = { width: 0, height: 0 };
  #press = null;

  /**
   * @param {object} options
   * @param {(target: object|null) => void} options.changed
   * @param {AbortSignal} options.signal
   */
  constructor({ changed, signal }) {
    this.#changed = changed;
    this.target = null;
    this.#sheet = svg('svg', { class: 'polygon-sheet' }, this.#box, this.#ring);
    this.element = el('div.box-editor', {
      tabindex: 0, role: 'application', dataset: { arrows: '' },
      aria: { label: t('vanish.pointHere'), describedby: 'box-help' },
    }, this.#sheet, el('p.focus-help#box-help', {}, t('vanish.pointHelp')));
    const observer = new ResizeObserver(([entry]) => {
      this.#size = entry.contentRect;
      this.#show();
    });
    observer.observe(this.#sheet);
    signal.addEventListener('abort', () => observer.disconnect());
    this.#listen(signal);
    this.#show();
  }

  /** Points at something else; null: at nothing. */
  set(target) {
    this.target = target;
    this.#show();
    this.#changed(target);
  }

  #listen(signal) {
    const on = (name, run) => this.element.addEventListener(name, run, { signal });
    on('pointerdown', (event) => {
      if (event.button !== 0) return;
      event.preventDefault();
      this.element.focus({ preventScroll: true });
      this.element.setPointerCapture(event.pointerId);
      this.#press = { at: this.#pointOf(event), x: event.clientX, y: event.clientY, before: this.target };
    });
    on('pointermove', (event) => {
      const press = this.#press;
      if (!press || Math.hypot(event.clientX - press.x, event.clientY - press.y) < DRAG_PX) return;
      this.target = { box: boxBetween(press.at, this.#pointOf(event)) };
      this.#show();
    });
    on('pointerup', (event) => {
      const press = this.#press;
      this.#press = null;
      if (!press) return;
      const isDrag = Math.hypot(event.clientX - press.x, event.clientY - press.y) >= DRAG_PX;
      this.set(isDrag ? { box: boxBetween(press.at, this.#pointOf(event)) }
        : { point: press.at.map(withinPicture) });
    });
    on('pointercancel', () => {
      if (this.#press) this.set(this.#press.before);
      this.#press = null;
    });
    on('keydown', (event) => this.#key(event));
  }

  #key(event) {
    if (event.key === 'Backspace' || event.key === 'Delete') {
      this.set(null);
    } else if (event.key.startsWith('Arrow')) {
      const [x, y, width, height] = this.target?.box ?? [...(this.target?.point ?? [0.5, 0.5]), 0, 0];
      const step = event.altKey ? LONG_STEP : STEP;
      const across = { ArrowLeft: -step, ArrowRight: step }[event.key] ?? 0;
      const down = { ArrowUp: -step, ArrowDown: step }[event.key] ?? 0;
      if (event.shiftKey) this.set({ box: fitted([x, y, width + across, height + down]) });
      else if (width > 0) this.set({ box: fitted([x + across, y + down, width, height]) });
      else this.set({ point: [withinPicture(x + across), withinPicture(y + down)] });
      announce(targetText(this.target));
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  #pointOf(event) {
    const { left, top, width, height } = this.#sheet.getBoundingClientRect();
    return [withinPicture((event.clientX - left) / width), withinPicture((event.clientY - top) / height)];
  }

  #show() {
    const { width, height } = this.#size;
    const { box, point } = this.target ?? {};
    this.#box.setAttribute('visibility', box ? 'visible' : 'hidden');
    this.#ring.setAttribute('visibility', point ? 'visible' : 'hidden');
    if (box) {
      const [x, y, wide, tall] = box;
      const values = { x: x * width, y: y * height, width: wide * width, height: tall * height };
      for (const [name, value] of Object.entries(values)) this.#box.setAttribute(name, value);
    }
    if (point) {
      this.#ring.setAttribute('cx', point[0] * width);
      this.#ring.setAttribute('cy', point[1] * height);
    }
  }
}

/** What is pointed at, in words. */
export function targetText(target) {
  if (!target) return t('vanish.nothingPointed');
  const [x, y] = target.box ?? target.point;
  const place = { x: formatPercent(x), y: formatPercent(y) };
  if (target.point) return t('vanish.pointAt', place);
  return t('vanish.boxAt', {
    ...place, width: formatPercent(target.box[2], 1), height: formatPercent(target.box[3], 1),
  });
}

function boxBetween([ax, ay], [bx, by]) {
  return fitted([Math.min(ax, bx), Math.min(ay, by), Math.abs(bx - ax), Math.abs(by - ay)]);
}

/** A box with a least size, kept within the picture. */
function fitted([x, y, width, height]) {
  const [wide, tall] = [width, height].map((side) => Math.min(1, Math.max(LEAST_SIDE, side)));
  return [Math.min(Math.max(0, x), 1 - wide), Math.min(Math.max(0, y), 1 - tall), wide, tall]
    .map((value) => Math.floor(value * 10_000) / 10_000);
}
