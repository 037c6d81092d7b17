/** Draws over the video where things moved, from what the scan stored, in step with the picture. */

import { el } from '../core/dom.js';
import { onThemeChange, token } from '../core/theme.js';

/** Boxes are stored at most five times a second: between two moments they are led on. */
const longestBridge = 650_000;
/** How long boxes stay after the last moment that has them. */
const longestHold = 250_000;

/** Index of the last moment at or before `time`; −1 if none. */
function indexBefore(moments, time) {
  let low = -1;
  let high = moments.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (moments[middle].media_us <= time) low = middle;
    else high = middle - 1;
  }
  return low;
}

/**
 * The boxes at a time: `[x, y, width, height]` in 0…1.
 * @param {Array<{media_us: number, boxes: number[][]}>} moments in order of time
 */
export function boxesAt(moments, time) {
  const index = indexBefore(moments, time);
  if (index < 0) return [];
  const now = moments[index];
  const next = moments[index + 1];
  const gap = next ? next.media_us - now.media_us : Infinity;
  if (gap > longestBridge) return time - now.media_us <= longestHold ? now.boxes : [];
  const share = (time - now.media_us) / gap;
  return now.boxes.map((box) => {
    const [x, y, width, height, track] = box;
    const later = track === 0 ? undefined : next.boxes.find((other) => other[4] === track);
    if (!later) return box;
    return [x, y, width, height].map((value, place) => value + (later[place] - value) * share);
  });
}

/** A layer over the picture of a player. */
export class BoxLayer {
  /**
   * @param {import('../core/player/player.js').Player} player
   * @param {{severity: string, signal: AbortSignal}} options
   */
  constructor(player, { severity, signal }) {
    this.player = player;
    this.colour = `--${severity}-on-picture`;
    this.parts = new Map();
    this.isShown = true;
    this.moment = null;
    this.canvas = el('canvas');
    player.overlay.append(this.canvas);
    player.onResize(() => this.resize());
    onThemeChange(() => this.draw(), signal);
    this.resize();
  }

  /** Takes the answer of `/api/events/ID/boxes`. */
  use({ parts }) {
    this.parts = new Map(parts.map((part) => [part.recording, part.moments]));
    this.draw();
  }

  /** Shows the boxes of a moment. */
  show(recording, mediaMicroseconds) {
    this.moment = { recording, time: mediaMicroseconds };
    this.draw();
  }

  /** Draws boxes or leaves them out. */
  setShown(isShown) {
    this.isShown = isShown;
    this.draw();
  }

  resize() {
    const { x, y, width, height } = this.player.pictureBox();
    const { style } = this.canvas;
    Object.assign(style, {
      left: `${x}px`, top: `${y}px`, width: `${width}px`, height: `${height}px`,
    });
    this.density = window.devicePixelRatio || 1;
    this.canvas.width = Math.max(1, Math.round(width * this.density));
    this.canvas.height = Math.max(1, Math.round(height * this.density));
    this.draw();
  }

  draw() {
    const context = this.canvas.getContext('2d');
    const { width, height } = this.canvas;
    context.clearRect(0, 0, width, height);
    if (!this.isShown || !this.moment) return;
    const moments = this.parts.get(this.moment.recording);
    if (!moments) return;
    // A dark edge keeps the thin line visible on bright pictures.
    for (const [colour, line] of [['rgb(0 0 0 / 55%)', 3.5], [token(this.colour), 1.75]]) {
      context.strokeStyle = colour;
      context.lineWidth = line * this.density;
      for (const [x, y, boxWidth, boxHeight] of boxesAt(moments, this.moment.time)) {
        context.strokeRect(x * width, y * height, boxWidth * width, boxHeight * height);
      }
    }
  }
}
