/** How much of a stretch of time nobody can say anything about. */

import { api } from '../../core/api.js';
import { formatDuration } from '../../core/time.js';
import { named, t } from '../../core/words.js';
import { UNSEEN_STATES } from '../timeline/contents.js';

/** As many as the server gives, so that few pieces are shorter than one. */
const BUCKETS = 4000;
const EXACT_US = 10_000_000;

/**
 * Sums up what was not seen of a feed.
 * @returns {Promise<string|null>} a sentence; null if every moment was looked at
 */
export async function unseenText(feed, fromUs, untilUs, signal) {
  if (!(untilUs > fromUs)) return null;
  const { coverage } = await api.get(`/api/feeds/${feed}/timeline`,
    { from_us: Math.floor(fromUs), until_us: Math.ceil(untilUs), buckets: BUCKETS }, { signal });
  const lengths = new Map();
  for (const { state, start_us: start, end_us: end } of coverage) {
    if (!UNSEEN_STATES.has(state)) continue;
    const length = Math.min(end, untilUs) - Math.max(start, fromUs);
    if (length > 0) lengths.set(state, (lengths.get(state) ?? 0) + length);
  }
  const total = [...lengths.values()].reduce((sum, length) => sum + length, 0);
  if (total < 1_000_000) return null;
  const parts = [...lengths].sort((a, b) => b[1] - a[1])
    .map(([state, length]) => `${named('coverage', state).toLowerCase()} ${formatDuration(length)}`);
  // Shorter pieces than a bucket are told as one, by the worst of them.
  const isExact = untilUs - fromUs <= BUCKETS * EXACT_US;
  return t(isExact ? 'search.unseen' : 'search.unseenMost', { length: formatDuration(total), parts: parts.join(', ') });
}
