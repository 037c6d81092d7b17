/** Moments by day and hour of the feed's zone. */

import { dayKey, wallParts } from '../../core/time.js';

/**
 * Groups moments in their given order.
 * @param {object[]} moments as the server gave them
 * @param {string} zone IANA name
 * @returns {{day: string|null, recording: number|null, moments: object[], hours: number[]}[]} by
 *   day; those of unknown clock by recording, with `day` null and no hours
 */
export function groupByDay(moments, zone) {
  const groups = new Map();
  for (const moment of moments) {
    const isPlaced = moment.start_us !== null;
    const key = isPlaced ? dayKey(moment.start_us, zone) : `recording ${moment.recording}`;
    if (!groups.has(key)) {
      groups.set(key, {
        day: isPlaced ? key : null,
        recording: isPlaced ? null : moment.recording,
        moments: [],
        hours: isPlaced ? new Array(24).fill(0) : [],
      });
    }
    const group = groups.get(key);
    group.moments.push(moment);
    if (isPlaced) group.hours[wallParts(moment.start_us, zone).hour] += 1;
  }
  return [...groups.values()];
}
