/**
 * Drawing a polygon on a picture with mouse, finger or keys. The picture is whatever lies below;
 * the editor covers it and knows only 0…1.
 */

import { announce } from '../../core/announce.js';
import { el } from '../../core/dom.js';
import { formatPercent } from '../../core/numbers.js';
import { t } from '../../core/words.js';
import { rectangle, withinPicture } from './geometry.js';
import { History } from './history.js';
import { Sheet } from './sheet.js';

const CLOSE_PX = 14;
const DRAG_PX = 6;
const STEP = 0.005;
const LONG_STEP = 0.05;

/** A polygon on a picture, being drawn or changed. */
export class PolygonEditor {
  #history = new History();
  #changed;
  #signal;
  #sheet;
  #crosshair = [0.5, 0.5];
  #press = null;

  /**
   * @param {object} options
   * @param {(polygon: number[][]|null) => void} options.changed called after every change with
   *   the closed polygon, or null while there is none
   * @param {AbortSignal} options.signal
   */
  constructor({ changed, signal }) {
    this.#changed = changed;
    this.#signal = signal;
    this.points = [];
    this.isClosed = false;
    this.#sheet = new Sheet({
      signal,
      moveVertex: (index, key, isLong) => this.#moveByKey(index, key, isLong),
      removeVertex: (index) => this.removeVertex(index),
    });
    this.element = el('div.polygon-editor', {
      tabindex: 0, role: 'application',
      aria: { label: t('polygon.editor'), describedby: 'polygon-help' },
    }, this.#sheet.element, el('p.focus-help#polygon-help', {}, t('polygon.help')));
    this.#listen();
    this.#show();
  }

  /** The closed polygon, or null. */
  get polygon() {
    return this.isClosed ? this.points.map((point) => [...point]) : null;
  }

  get canUndo() {
    return this.#history.canUndo;
  }

  /** Shows a polygon in place of what was drawn; null clears. */
  set(polygon) {
    this.#remember();
    this.points = (polygon ?? []).map(([x, y]) => [withinPicture(x), withinPicture(y)]);
    this.isClosed = this.points.length >= 3;
    this.#tell();
  }

  /** Takes the last change back. */
  undo() {
    const before = this.#history.undo();
    if (!before) return;
    this.points = before.points;
    this.isClosed = before.isClosed;
    this.#tell();
  }

  /** Closes what is being drawn, if it has three points. */
  close() {
    if (this.isClosed || this.points.length < 3) return;
    this.#remember();
    this.isClosed = true;
    this.#tell();
    announce(t('polygon.closed', { count: this.points.length }));
  }

  /** Takes a point away; fewer than three open the polygon again. */
  removeVertex(index) {
    if (!this.points[index]) return;
    this.#remember();
    this.points.splice(index, 1);
    this.isClosed &&= this.points.length >= 3;
    this.#tell();
    this.element.focus({ preventScroll: true });
  }

  #add(point) {
    this.#remember();
    this.points.push(point.map(withinPicture));
    this.#tell();
  }

  #remember() {
    this.#history.remember({ points: this.points.map((point) => [...point]), isClosed: this.isClosed });
  }

  #tell() {
    this.#show();
    this.#changed(this.polygon);
  }

  #show() {
    const hasKeys = document.activeElement === this.element && !this.isClosed;
    this.#sheet.show({
      points: this.points, isClosed: this.isClosed, crosshair: hasKeys ? this.#crosshair : null,
    });
  }

  #listen() {
    const on = (name, run) => this.element.addEventListener(name, run, { signal: this.#signal });
    on('pointerdown', (event) => this.#pressed(event));
    on('pointermove', (event) => this.#moved(event));
    on('pointerup', (event) => this.#released(event));
    on('pointercancel', () => this.#cancelPress());
    on('dblclick', (event) => {
      event.preventDefault();
      this.close();
    });
    on('keydown', (event) => this.#key(event));
    on('focus', () => this.#show());
    on('blur', () => this.#show());
  }

  #pressed(event) {
    if (event.button !== 0) return;
    event.preventDefault();
    this.element.focus({ preventScroll: true });
    this.element.setPointerCapture(event.pointerId);
    const at = this.#sheet.pointOf(event);
    let vertex = this.#sheet.vertexAt(event);
    const edge = vertex === null && this.isClosed ? this.#sheet.edgeAt(event) : null;
    this.#press = { at, x: event.clientX, y: event.clientY, vertex, hasMoved: false, start: null };
    if (edge !== null) {
      this.#remember();
      vertex = edge + 1;
      this.points.splice(vertex, 0, at.map(withinPicture));
      Object.assign(this.#press, { vertex, hasMoved: true });
      this.#show();
    }
  }

  #moved(event) {
    const press = this.#press;
    const at = this.#sheet.pointOf(event);
    if (!press) {
      if (!this.isClosed) this.#sheet.follow(at);
      return;
    }
    const distance = Math.hypot(event.clientX - press.x, event.clientY - press.y);
    if (!press.hasMoved) {
      if (distance < DRAG_PX) return;
      press.hasMoved = true;
      if (press.vertex !== null || this.points.length === 0 || this.isClosed) this.#remember();
      if (press.vertex === null) press.start = press.at;
    }
    if (press.vertex !== null) {
      this.points[press.vertex] = at.map(withinPicture);
    } else if (this.isClosed || this.points.length === 0 || press.isRectangle) {
      // A drag over the free picture draws a rectangle.
      press.isRectangle = true;
      this.points = rectangle(press.start, at);
      this.isClosed = true;
    }
    this.#show();
  }

  #released(event) {
    const press = this.#press;
    this.#press = null;
    if (!press) return;
    if (press.hasMoved) {
      this.#tell();
      return;
    }
    if (this.isClosed) return;
    const isFirst = press.vertex === 0 ||
      (this.points.length >= 3 && this.#sheet.distanceTo(this.points[0], event) < CLOSE_PX);
    if (isFirst) this.close();
    else if (press.vertex === null) this.#add(press.at);
  }

  /** The browser took the finger for something else: as if it had not been put down. */
  #cancelPress() {
    const wasMoved = this.#press?.hasMoved;
    this.#press = null;
    if (wasMoved) this.undo();
  }

  #key(event) {
    const isUndo = event.key === 'z' && (event.ctrlKey || event.metaKey);
    if (isUndo || event.key === 'Backspace') {
      if (!this.canUndo) return;
      event.preventDefault();
      this.undo();
      return;
    }
    if (event.target !== this.element || this.isClosed) return;
    if (event.key.startsWith('Arrow')) {
      this.#crosshair = moved(this.#crosshair, event.key, event.shiftKey);
      this.#show();
      announce(placeText(this.#crosshair));
    } else if (event.key === ' ') {
      this.#add([...this.#crosshair]);
      announce(t('polygon.added', { number: this.points.length, place: placeText(this.#crosshair) }));
    } else if (event.key === 'Enter' && this.points.length >= 3) {
      this.close();
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  #moveByKey(index, key, isLong) {
    this.#remember();
    this.points[index] = moved(this.points[index], key, isLong);
    this.#tell();
    announce(placeText(this.points[index]));
  }
}

function moved([x, y], key, isLong) {
  const step = isLong ? LONG_STEP : STEP;
  const across = { ArrowLeft: -step, ArrowRight: step }[key] ?? 0;
  const down = { ArrowUp: -step, ArrowDown: step }[key] ?? 0;
  return [withinPicture(x + across), withinPicture(y + down)];
}

const placeText = ([x, y]) => t('polygon.place', { x: formatPercent(x), y: formatPercent(y) });
