/** The zones of a feed as thin outlines over its picture, their names outside of them. */

import { replace, svg } from '../../core/dom.js';
import { labelAnchor } from '../polygon/geometry.js';

const LABEL_GAP_PX = 6;
const LABEL_HEIGHT_PX = 14;

/** Outlines that follow the size of the picture. */
export class ZoneOutlines {
  #size = { width: 0, height: 0 };
  #zones = [];

  /** @param {AbortSignal} signal */
  constructor(signal) {
    this.element = svg('svg', { class: 'zone-outlines', 'aria-hidden': 'true' });
    const observer = new ResizeObserver(([entry]) => {
      this.#size = entry.contentRect;
      this.#draw();
    });
    observer.observe(this.element);
    signal.addEventListener('abort', () => observer.disconnect());
  }

  /** Shows zones; `hiddenId` is one that is being edited. */
  show(zones, hiddenId = null) {
    this.#zones = zones.filter(({ id }) => id !== hiddenId);
    this.#draw();
  }

  #draw() {
    const { width, height } = this.#size;
    replace(this.element, this.#zones.flatMap((zone) => {
      const points = zone.polygon.map(([x, y]) => `${x * width},${y * height}`).join(' ');
      const { point, isAbove } = labelAnchor(zone.polygon);
      const y = point[1] * height + (isAbove ? -LABEL_GAP_PX : LABEL_HEIGHT_PX + 2);
      const isRight = point[0] > 0.75;
      return [
        svg(zone.kind === 'stated_line' ? 'polyline' : 'polygon', { class: `zone-outline zone-${zone.kind}`, points }),
        svg('text', {
          class: 'zone-name', x: point[0] * width, y, 'text-anchor': isRight ? 'end' : 'start',
        }, zone.name),
      ];
    }));
  }
}
