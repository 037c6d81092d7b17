/** Where a row of a timeline comes from: a feed by wall clock, or a recording of unknown clock. */

import { api } from '../../core/api.js';
import { dayKey, formatDate, formatDateTime, formatMedia, formatTime, zoneName } from '../../core/time.js';
import { t } from '../../core/words.js';

/**
 * @typedef {object} Source
 * @property {string} key
 * @property {string} title
 * @property {number} feed
 * @property {number|null} recording null: the whole feed
 * @property {string|null} zone null: times are those of the recording's own clock, from 0
 * @property {{firstUs: number, lastUs: number}} range outside of which there is nothing
 * @property {(query: object) => Promise<object>} fetch one tile
 */

/** A feed's recordings of known clock. */
export function feedSource(feed) {
  return {
    key: `feed-${feed.id}`,
    title: feed.name,
    feed: feed.id,
    recording: null,
    zone: feed.time_zone,
    range: { firstUs: feed.first_us, lastUs: feed.last_us },
    fetch: ({ fromUs, untilUs, buckets, signal }) => api.get(`/api/feeds/${feed.id}/timeline`,
      { from_us: fromUs, until_us: untilUs, buckets }, { signal }),
  };
}

/** One recording, by time since its first frame. */
export function recordingSource(recording) {
  return {
    key: `recording-${recording.id}`,
    title: `${recording.feed_name} · ${recording.file_name}`,
    feed: recording.feed,
    recording: recording.id,
    zone: null,
    range: { firstUs: 0, lastUs: recording.duration_us },
    fetch: ({ fromUs, untilUs, buckets, signal }) => {
      // The server ends at the end of the recording: fewer bars, as long as the others.
      const bar = (untilUs - fromUs) / buckets;
      const bars = Math.min(buckets, Math.max(1, Math.ceil((recording.duration_us - fromUs) / bar)));
      return api.get(`/api/recordings/${recording.id}/timeline`,
        { from_media_us: fromUs, until_media_us: fromUs + bars * bar, buckets: bars }, { signal });
    },
  };
}

/** A moment with its date and zone, or with the word that it is the recording's own time. */
export const fullTime = (us, zone) =>
  zone ? formatDateTime(us, zone) : t('timeline.mediaTime', { time: formatMedia(us, { fraction: 1 }) });

/** A moment without its date. */
export const shortTime = (us, zone) => (zone ? formatTime(us, zone) : formatMedia(us));

/** From … to …: the date once if `isDated`, twice if the days differ. */
export function rangeText(startUs, endUs, zone, { isDated = false } = {}) {
  // Short stretches would seem to begin and end at once.
  const fraction = endUs - startUs < 10_000_000 ? 1 : 0;
  if (!zone) return `${formatMedia(startUs, { fraction })} – ${formatMedia(endUs, { fraction })}`;
  const [start, end] = [startUs, endUs].map((us) => formatDateTime(us, zone));
  const isOneDay = dayKey(startUs, zone) === dayKey(endUs, zone);
  if (!isOneDay) return `${start} – ${end}`;
  const [from, until] = [startUs, endUs].map((us) => formatTime(us, zone, { fraction }));
  const date = isDated ? `${formatDate(startUs, zone, { year: false })} ` : '';
  return `${date}${from} – ${until} ${zoneName(zone, endUs)}`;
}
