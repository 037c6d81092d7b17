/**
 * A canvas that is as sharp as the screen, grows with the page's type, and is painted at most
 * once a frame. It is painted in units: CSS pixels where the type has its usual size, more of
 * them on a wall.
 */

import { el } from '../../core/dom.js';
import { onThemeChange } from '../../core/theme.js';
import { palette } from './palette.js';

const USUAL_TYPE_PX = 15;

/** A canvas with its size in units and the palette of the theme. */
export class Surface {
  #paint;
  #frame = 0;
  #colours = null;
  #density = 0;

  /**
   * @param {object} options
   * @param {string} options.className of the canvas; its size comes from the style sheet
   * @param {(context: CanvasRenderingContext2D, size: {width: number, height: number},
   *   colours: object) => void} options.paint
   * @param {AbortSignal} options.signal ends everything
   */
  constructor({ className, paint, signal }) {
    this.#paint = paint;
    this.canvas = el('canvas', { class: className, aria: { hidden: 'true' } });
    this.width = 0;
    this.height = 0;
    /** CSS pixels in a unit. */
    this.unit = 1;
    const observer = new ResizeObserver(([entry]) => {
      const { width, height } = entry.contentRect;
      this.#resize(width, height);
    });
    observer.observe(this.canvas);
    onThemeChange(() => {
      this.#colours = null;
      this.repaint();
    }, signal);
    signal.addEventListener('abort', () => {
      observer.disconnect();
      cancelAnimationFrame(this.#frame);
    });
  }

  /** Paints before the next frame is shown. */
  repaint() {
    this.#frame ||= requestAnimationFrame(() => this.#now());
  }

  #resize(width, height) {
    this.unit = parseFloat(getComputedStyle(document.documentElement).fontSize) / USUAL_TYPE_PX || 1;
    this.width = width / this.unit;
    this.height = height / this.unit;
    cancelAnimationFrame(this.#frame);
    // At once: a canvas is blank after a change of size, and would flash.
    this.#now();
  }

  #now() {
    this.#frame = 0;
    if (this.width < 1 || this.height < 1) return;
    const density = (window.devicePixelRatio || 1) * this.unit;
    const context = this.canvas.getContext('2d');
    const [pixelWidth, pixelHeight] = [this.width, this.height].map((n) => Math.round(n * density));
    if (this.canvas.width !== pixelWidth) this.canvas.width = pixelWidth;
    if (this.canvas.height !== pixelHeight) this.canvas.height = pixelHeight;
    if (!this.#colours || this.#density !== density) {
      this.#colours = palette(context, density);
      this.#density = density;
    }
    context.setTransform(density, 0, 0, density, 0, 0);
    context.clearRect(0, 0, this.width, this.height);
    this.#paint(context, { width: this.width, height: this.height }, this.#colours);
  }
}
