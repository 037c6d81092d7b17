/** What the plot of an event draws: series over the whole length of its parts. */

import { lengthOf, totalLength } from '../core/player/sequence.js';

const mostBins = 480;

/**
 * Motion and each suppressor over time, the most of each bin.
 * @param {Array} parts of the event
 * @param {Array<{recording: number, seconds: Array}>} stored answer of `/api/events/ID/plot`
 * @returns {{bins: number, motion: Float64Array, suppressors: Array<{name: string, values: Float64Array,
 *   total: number}>}}
 */
export function plotSeries(parts, stored) {
  const total = totalLength(parts);
  const bins = Math.max(1, Math.min(mostBins, Math.round(total / 1_000_000)));
  const motion = new Float64Array(bins);
  const suppressors = new Map();
  let before = 0;
  for (const part of parts) {
    const seconds = stored.find((other) => other.recording === part.recording)?.seconds ?? [];
    for (const second of seconds) {
      const place = before + second.media_us + 500_000 - part.from_media_us;
      if (place < 0 || place >= before + lengthOf(part) || place < before) continue;
      const bin = Math.min(bins - 1, Math.floor(place / total * bins));
      motion[bin] = Math.max(motion[bin], second.motion_ppm);
      for (const [name, pixels] of Object.entries(second.suppressed)) {
        const series = suppressors.get(name) ?? { name, values: new Float64Array(bins), total: 0 };
        series.values[bin] = Math.max(series.values[bin], pixels);
        series.total += pixels;
        suppressors.set(name, series);
      }
    }
    before += lengthOf(part);
  }
  return { bins, motion, suppressors: [...suppressors.values()].sort((a, b) => b.total - a.total) };
}

/** The path of a series as bars that stand on the lower edge of a field `bins` wide and 1 high. */
export function barPath(values, largest) {
  if (!(largest > 0)) return '';
  let path = '';
  values.forEach((value, index) => {
    if (value <= 0) return;
    // What is there at all stays visible beside a far larger peak.
    const height = Math.max(0.03, Math.min(1, value / largest));
    path += `M${index} 1V${(1 - height).toFixed(4)}h1V1z`;
  });
  return path;
}
