/** What a polygon editor shows: the outline, a handle at each point, a crosshair for the keys. */

import { svg } from '../../core/dom.js';
import { t } from '../../core/words.js';
import { formatPercent } from '../../core/numbers.js';

const GRAB_PX = 16;
const EDGE_PX = 9;
const HANDLE_PX = 6;

/** An SVG in CSS pixels over the picture; it redraws when the picture changes its size. */
export class Sheet {
  #outline = svg('polygon', { class: 'polygon-outline' });
  #path = svg('polyline', { class: 'polygon-path' });
  #rubber = svg('line', { class: 'polygon-rubber' });
  #across = svg('line', { class: 'polygon-crosshair' });
  #down = svg('line', { class: 'polygon-crosshair' });
  #handles = svg('g');
  #state = { points: [], isClosed: false, crosshair: null };
  #size = { width: 0, height: 0 };
  #handlers;

  /**
   * @param {object} handlers
   * @param {(index: number, key: string, isLong: boolean) => void} handlers.moveVertex
   * @param {(index: number) => void} handlers.removeVertex
   * @param {AbortSignal} handlers.signal
   */
  constructor(handlers) {
    this.#handlers = handlers;
    this.element = svg('svg', { class: 'polygon-sheet' }, this.#outline, this.#path, this.#rubber,
      this.#across, this.#down, this.#handles);
    const observer = new ResizeObserver(([entry]) => {
      this.#size = entry.contentRect;
      this.show(this.#state);
    });
    observer.observe(this.element);
    handlers.signal.addEventListener('abort', () => observer.disconnect());
  }

  /** Where a pointer is, in 0…1 of the picture. */
  pointOf(event) {
    const { left, top, width, height } = this.element.getBoundingClientRect();
    return [(event.clientX - left) / width, (event.clientY - top) / height];
  }

  /** Distance of a point from a pointer in CSS pixels. */
  distanceTo(point, event) {
    const [x, y] = this.pointOf(event);
    return Math.hypot((x - point[0]) * this.#size.width, (y - point[1]) * this.#size.height);
  }

  /** The point that a pointer would grab, or null. */
  vertexAt(event) {
    const distances = this.#state.points.map((point) => this.distanceTo(point, event));
    const least = Math.min(...distances);
    return least <= GRAB_PX ? distances.indexOf(least) : null;
  }

  /** The edge that a pointer is on (that from point n to the next), or null. */
  edgeAt(event) {
    const { points } = this.#state;
    const found = points.findIndex((point, index) => {
      const next = points[(index + 1) % points.length];
      return this.distanceTo(nearest(point, next, this.pointOf(event)), event) <= EDGE_PX;
    });
    return found < 0 ? null : found;
  }

  /** Shows a polygon, open or closed. */
  show(state) {
    this.#state = state;
    const { points, isClosed, crosshair } = state;
    const text = points.map((point) => this.#pixels(point).join()).join(' ');
    this.#outline.setAttribute('points', isClosed ? text : '');
    this.#path.setAttribute('points', isClosed ? '' : text);
    this.#rubber.setAttribute('visibility', 'hidden');
    this.#showHandles(points, isClosed);
    this.#showCrosshair(crosshair);
  }

  /** Shows the line from the last point to a pointer. */
  follow(at) {
    const last = this.#state.points.at(-1);
    if (!last || this.#state.isClosed) return;
    setLine(this.#rubber, this.#pixels(last), this.#pixels(at));
    this.#rubber.setAttribute('visibility', 'visible');
  }

  #pixels([x, y]) {
    return [x * this.#size.width, y * this.#size.height];
  }

  #showHandles(points, isClosed) {
    // Kept, not made anew: the one that has the focus must not lose it.
    while (this.#handles.childElementCount > points.length) this.#handles.lastChild.remove();
    while (this.#handles.childElementCount < points.length) {
      this.#handles.append(this.#handle(this.#handles.childElementCount));
    }
    points.forEach((point, index) => {
      const handle = this.#handles.children[index];
      const [x, y] = this.#pixels(point);
      handle.setAttribute('cx', x);
      handle.setAttribute('cy', y);
      handle.setAttribute('aria-label', t('polygon.point', {
        number: index + 1, count: points.length, x: formatPercent(point[0]), y: formatPercent(point[1]),
      }));
      handle.classList.toggle('is-first', index === 0 && !isClosed && points.length >= 3);
    });
  }

  #handle(index) {
    const { moveVertex, removeVertex, signal } = this.#handlers;
    const handle = svg('circle', {
      class: 'polygon-handle', r: HANDLE_PX, tabindex: 0, role: 'button', 'data-arrows': '',
    });
    handle.addEventListener('keydown', (event) => {
      if (event.key.startsWith('Arrow')) moveVertex(index, event.key, event.shiftKey);
      else if (event.key === 'Delete') removeVertex(index);
      else return;
      event.preventDefault();
      event.stopPropagation();
    }, { signal });
    return handle;
  }

  #showCrosshair(crosshair) {
    for (const line of [this.#across, this.#down]) {
      line.setAttribute('visibility', crosshair ? 'visible' : 'hidden');
    }
    if (!crosshair) return;
    const [x, y] = this.#pixels(crosshair);
    setLine(this.#across, [x - 12, y], [x + 12, y]);
    setLine(this.#down, [x, y - 12], [x, y + 12]);
  }
}

function setLine(line, [ax, ay], [bx, by]) {
  for (const [name, value] of Object.entries({ x1: ax, y1: ay, x2: bx, y2: by })) {
    line.setAttribute(name, value);
  }
}

/** The point of a stretch of line that is nearest to another. */
function nearest([ax, ay], [bx, by], [x, y]) {
  const [across, down] = [bx - ax, by - ay];
  const square = across * across + down * down || 1;
  const share = Math.min(1, Math.max(0, ((x - ax) * across + (y - ay) * down) / square));
  return [ax + share * across, ay + share * down];
}
