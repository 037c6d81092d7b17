/** The next and the previous event of a row, wherever in the archive it is. */

import { api } from '../../core/api.js';

const ASKED_FOR = 20;

/**
 * The event that begins next after, or last before, an instant.
 * @param {import('./source.js').Source} source
 * @param {number} us
 * @param {1|-1} direction 1: later
 * @param {AbortSignal} signal
 * @returns {Promise<object|null>} an event with `start_us` on the row's own clock
 */
export async function neighbour(source, us, direction, signal) {
  const events = source.recording === null
    ? await ofFeed(source.feed, us, direction, signal)
    : await ofRecording(source.recording, direction, signal);
  const isBeyond = (event) => (direction > 0 ? event.start_us > us : event.start_us < us);
  return events.find(isBeyond) ?? null;
}

async function ofFeed(feed, us, direction, signal) {
  const range = direction > 0 ? { since_us: Math.floor(us) } : { until_us: Math.ceil(us) };
  const order = direction > 0 ? 'oldest' : 'newest';
  const answer = await api.get('/api/events', { feed, ...range, order, limit: ASKED_FOR }, { signal });
  return answer.events;
}

async function ofRecording(recording, direction, signal) {
  const events = [];
  let cursor = null;
  do {
    const answer = await api.get('/api/events', { recording, limit: 200, cursor }, { signal });
    events.push(...answer.events);
    cursor = answer.next;
  } while (cursor);
  return events
    .map((event) => ({ ...event, start_us: event.start_media_us }))
    .sort((a, b) => direction * (a.start_us - b.start_us));
}
