/** Plays the event in its thumbnail: on hover, on a long touch, or by key. One at a time, without sound. */

import { apiURL } from '../core/api.js';
import { el } from '../core/dom.js';

const hoverDelay = 250;
const holdDelay = 450;

/** Previews for all cells within `grid`. */
export class Preview {
  constructor(grid, { signal }) {
    this.grid = grid;
    this.timer = 0;
    this.cell = null;
    this.video = null;
    const on = (name, run, options) => grid.addEventListener(name, run, { signal, ...options });
    // Someone who wants no motion still gets it by asking with a key or a long touch.
    const isHoverWelcome = () => !matchMedia('(prefers-reduced-motion: reduce)').matches;
    on('pointerover', (event) => {
      if (event.pointerType !== 'mouse' || !isHoverWelcome()) return;
      const cell = event.target.closest('.cell');
      if (!cell || cell === this.cell || !event.target.closest('.cell-picture')) return;
      this.after(hoverDelay, cell);
    });
    on('pointerout', (event) => {
      if (event.pointerType !== 'mouse') return;
      if (event.relatedTarget instanceof Node && this.cell?.contains(event.relatedTarget)) return;
      if (!event.target.closest('.cell-picture')?.contains(event.relatedTarget)) this.stop();
    });
    on('pointerdown', (event) => {
      if (event.pointerType !== 'touch') return;
      const cell = event.target.closest('.cell-picture')?.closest('.cell');
      if (cell) this.after(holdDelay, cell);
    });
    for (const name of ['pointercancel', 'pointerup']) {
      on(name, (event) => {
        if (event.pointerType === 'touch' && !this.video) this.stop();
      });
    }
    on('contextmenu', (event) => {
      // A long touch has played the preview; the browser's menu would cover it.
      if (this.video && event.pointerType === 'touch') event.preventDefault();
    });
    on('click', (event) => {
      if (this.video && this.heldBy === 'touch' && this.cell?.contains(event.target)) {
        event.preventDefault();
        this.stop();
      }
    }, { capture: true });
    window.addEventListener('scroll', () => this.stop(), { passive: true, signal });
    signal.addEventListener('abort', () => this.stop(), { once: true });
  }

  after(delay, cell) {
    this.stop();
    this.cell = cell;
    this.heldBy = delay === holdDelay ? 'touch' : 'mouse';
    this.timer = setTimeout(() => this.play(cell), delay);
  }

  /** Plays, or stops if it plays already. */
  toggle(cell) {
    const wasPlaying = this.video !== null && this.cell === cell;
    this.stop();
    if (!wasPlaying) {
      this.heldBy = 'key';
      this.play(cell);
    }
  }

  play(cell) {
    this.cell = cell;
    const video = el('video.cell-preview', {
      muted: true, loop: true, playsinline: true, tabindex: '-1', aria: { hidden: 'true' },
      src: apiURL(`/api/events/${cell.dataset.id}/preview`),
    });
    this.video = video;
    cell.classList.add('is-loading');
    // Only shown once it moves: the thumbnail stays until then, and stays if there is no preview.
    video.addEventListener('playing', () => {
      cell.classList.remove('is-loading');
      cell.classList.add('is-playing');
    }, { once: true });
    video.addEventListener('error', () => this.stop(), { once: true });
    cell.querySelector('.cell-picture').append(video);
    video.play().catch(() => {});
  }

  stop() {
    clearTimeout(this.timer);
    this.cell?.classList.remove('is-playing', 'is-loading');
    if (this.video) {
      this.video.removeAttribute('src');
      this.video.load();
      this.video.remove();
    }
    this.video = null;
    this.cell = null;
  }
}
