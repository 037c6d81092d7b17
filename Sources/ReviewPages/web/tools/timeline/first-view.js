/** Which rows and which stretch of time a timeline begins with. */

import { feedById } from '../../core/feeds.js';
import { DAY_US } from './calendar.js';
import { feedSource } from './source.js';
import { Span } from './span.js';

/** More would push the video off the screen. */
const MOST_ROWS = 4;

/** The span of an address (`at`: its middle, `span`: its length), or null if it names none. */
export function spanFrom(query) {
  const [at, length] = ['at', 'span'].map((name) => Number(query.get(name) ?? NaN));
  if (!Number.isFinite(at)) return null;
  return Span.around(at, length > 0 ? length : 3_600_000_000);
}

/** The feeds that have recordings of known clock, by name, `camera 2` before `camera 10`. */
export const placedFeeds = (feeds) => feeds.filter((feed) => feed.first_us !== null)
  .sort((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }));

/**
 * The rows and the span for an address. Without a place in time it is the last day that was
 * recorded; without feeds, those that have recordings there.
 * @returns {{sources: object[], span: Span, at: number|undefined}} no sources: nothing to show
 */
export function firstView(feeds, query) {
  const placed = placedFeeds(feeds);
  const asked = (query.get('feed') ?? '').split(',').filter(Boolean).map(feedById);
  const chosen = asked.filter((feed) => feed && feed.first_us !== null);
  const candidates = chosen.length > 0 ? chosen : placed;
  if (candidates.length === 0) return { sources: [], span: null };
  const newest = candidates.reduce((best, feed) => (feed.last_us > best.last_us ? feed : best));
  const given = spanFrom(query);
  const span = given ?? lastDayOf(newest);
  const shown = chosen.length > 0 ? chosen
    : candidates.filter((feed) => span.overlaps(feed.first_us, feed.last_us)).slice(0, MOST_ROWS);
  const sources = (shown.length > 0 ? shown : [newest]).map(feedSource);
  return { sources, span, at: given ? given.middleUs : undefined };
}

function lastDayOf(feed) {
  const first = Math.max(feed.first_us, feed.last_us - DAY_US);
  const margin = (feed.last_us - first) * 0.03;
  return new Span(first - margin, feed.last_us + margin);
}
