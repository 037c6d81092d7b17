/** Draws over the video where an event's rule counts: its zone, its line with the way that was taken, and
 * the path of the thing. */

import { replace, svg } from '../core/dom.js';
import { labelAnchor } from '../tools/polygon/geometry.js';

const ARROW_PX = 34;
const HEAD_PX = 9;
const LABEL_GAP_PX = 6;
const LABEL_HEIGHT_PX = 14;
/** A thing counts as having gone somewhere from this share of the picture's width. */
const LEAST_DISTANCE = 0.02;

/** A layer over the picture of a player; empty for events that no rule raised. */
export class PlaceLayer {
  /**
   * @param {import('../core/player/player.js').Player} player
   * @param {object} event
   */
  constructor(player, event) {
    this.player = player;
    this.event = event;
    this.paths = new Map();
    this.recording = event.recording;
    this.element = svg('svg', { class: `place-layer on-${event.severity}` });
    player.overlay.append(this.element);
    player.onResize(() => this.draw());
    this.draw();
  }

  /** Takes the answer of `/api/events/ID/boxes`. */
  use({ parts }) {
    if (!this.event.place) return;
    for (const { recording, moments } of parts) {
      // Where a thing stands: the middle of its lower edge.
      this.paths.set(recording, moments.flatMap(({ boxes }) => boxes.slice(0, 1)
        .map(([x, y, width, height]) => [x + width / 2, y + height])));
    }
    this.draw();
  }

  /** Shows the path in a recording. */
  show(recording) {
    if (recording === this.recording) return;
    this.recording = recording;
    this.draw();
  }

  setShown(isShown) {
    this.element.style.display = isShown ? '' : 'none';
  }

  draw() {
    const { place } = this.event;
    const { x, y, width, height } = this.player.pictureBox();
    Object.assign(this.element.style, {
      left: `${x}px`, top: `${y}px`, width: `${width}px`, height: `${height}px`,
    });
    if (!place || width === 0) return;
    const scaled = (points) => points.map(([across, down]) => [across * width, down * height]);
    const path = this.paths.get(this.recording) ?? [];
    replace(this.element,
      place.zone ? this.zone(place.zone, scaled, { width, height }) : null,
      reach(path) >= LEAST_DISTANCE ? trail(scaled(path)) : null,
      place.line ? this.line(scaled(place.line), scaled(path)) : null);
  }

  zone(polygon, scaled, { width, height }) {
    const { point: [x, y], isAbove } = labelAnchor(polygon);
    const isRight = x > 0.75;
    return [
      svg('polygon', { class: 'place-zone', points: text(scaled(polygon)) }),
      svg('text', {
        class: 'place-name', x: x * width, 'text-anchor': isRight ? 'end' : 'start',
        y: y * height + (isAbove ? -LABEL_GAP_PX : LABEL_HEIGHT_PX + 2),
      }, this.event.zone ?? ''),
    ];
  }

  line(points, path) {
    const { at, way } = nearest(points, path[Math.floor(path.length / 2)]);
    const right = [-way[1], way[0]];
    const ahead = this.event.direction === 'right_to_left' ? right.map((part) => -part) : right;
    const isKnown = this.event.direction !== null;
    return [
      svg('polyline', { class: 'place-line', points: text(points) }),
      isKnown ? arrow(at, ahead) : null,
      svg('text', {
        class: 'place-name', x: points[0][0] + LABEL_GAP_PX,
        y: Math.max(points[0][1] - LABEL_GAP_PX, LABEL_HEIGHT_PX),
      }, this.event.line ?? ''),
    ].filter(Boolean);
  }
}

const text = (points) => points.map((point) => point.map((part) => part.toFixed(1)).join()).join(' ');

/** How far the farthest point is from the first. */
const reach = (points) => Math.max(0, ...points.map(([x, y]) =>
  Math.hypot(x - points[0][0], y - points[0][1])));

/** The way of a thing, with a dot where it was seen first. */
const trail = (points) => [
  svg('polyline', { class: 'place-path', points: text(points) }),
  svg('circle', { class: 'place-start', cx: points[0][0], cy: points[0][1], r: 3.5 }),
];

/** The point of a line that is nearest to another, or its middle, and the way of the line there. */
function nearest(points, to) {
  const stretches = points.slice(1).map((end, index) => {
    const start = points[index];
    const [across, down] = [end[0] - start[0], end[1] - start[1]];
    const length = Math.hypot(across, down) || 1;
    const along = to ? ((to[0] - start[0]) * across + (to[1] - start[1]) * down) / length ** 2 : 0.5;
    const share = Math.min(0.95, Math.max(0.05, along));
    const at = [start[0] + share * across, start[1] + share * down];
    return {
      at, way: [across / length, down / length],
      distance: to ? Math.hypot(to[0] - at[0], to[1] - at[1]) : -length,
    };
  });
  return stretches.reduce((best, one) => (one.distance < best.distance ? one : best));
}

function arrow([x, y], [across, down]) {
  const at = (ahead, aside) => [x + across * ahead - down * aside, y + down * ahead + across * aside];
  const tip = at(ARROW_PX, 0);
  return svg('path', {
    class: 'place-arrow',
    d: `M${at(0, 0)} L${tip} M${at(ARROW_PX - HEAD_PX, -HEAD_PX)} L${tip} L${at(ARROW_PX - HEAD_PX, HEAD_PX)}`,
  });
}
