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
      const start = before + second.media_us - part.from_media_us;
      const range = [Math.max(start, before), Math.min(start + 1_000_000, before + lengthOf(part))]
        .map((place) => place / total * bins);
      if (range[0] >= range[1]) continue;
      const covered = binsWithin(range, bins);
      raise(motion, covered, second.motion_ppm);
      for (const [name, pixels] of Object.entries(second.suppressed)) {
        const series = suppressors.get(name) ?? { name, values: new Float64Array(bins), total: 0 };
        raise(series.values, covered, pixels);
        series.total += pixels;
        suppressors.set(name, series);
      }
    }
    before += lengthOf(part);
  }
  return { bins, motion, suppressors: [...suppressors.values()].sort((a, b) => b.total - a.total) };
}

/** First and last bin whose middle lies in a range, or the one that the range lies in: ranges that follow
 * each other leave no bin out, however bins and seconds lie. */
function binsWithin([start, end], bins) {
  const first = Math.ceil(start - 0.5);
  const last = Math.ceil(end - 0.5) - 1;
  const only = Math.min(bins - 1, Math.floor((start + end) / 2));
  return last < first ? [only, only] : [Math.max(0, first), Math.min(bins - 1, last)];
}

function raise(values, [first, last], value) {
  for (let bin = first; bin <= last; bin += 1) values[bin] = Math.max(values[bin], value);
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
