/** The feeds that the user may see, asked for once and again when they have changed. */

import { api } from './api.js';
import { el } from './dom.js';
import { onLive } from './live.js';
import { t } from './words.js';

let feeds = null;
let asking = null;

/** Forgets what is known, so that the next page asks again. */
export function forgetFeeds() {
  feeds = null;
  asking = null;
}

onLive('changed', (news) => {
  if (news.kinds.includes('recordings') || news.kinds.includes('events')) forgetFeeds();
});

/** All feeds, by name. */
export async function loadFeeds({ signal } = {}) {
  if (feeds) return feeds;
  // Shared by all who wait, so that one page's end does not cancel it for the others.
  asking ??= api.get('/api/feeds').then((answer) => {
    feeds = answer.feeds.sort((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }));
    return feeds;
  }).finally(() => {
    asking = null;
  });
  const answer = await asking;
  signal?.throwIfAborted();
  return answer;
}

/** A feed that is known already. */
export const feedById = (id) => feeds?.find((feed) => feed.id === Number(id)) ?? null;

/** The zone that most of the feeds are in; UTC if there are none. */
export function mainZone(some) {
  const counts = new Map();
  for (const { time_zone: zone } of some) counts.set(zone, (counts.get(zone) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 'UTC';
}

/** A labelled list to choose a feed from; `onChange` gets its id, or ids. */
export function feedPicker({ value, onChange, signal, multiple = false }) {
  const chosen = new Set([value].flat().map(Number));
  const select = el('select', {
    multiple, signal,
    on: {
      change: () => onChange(multiple
        ? [...select.selectedOptions].map((option) => Number(option.value)) : Number(select.value)),
    },
  }, (feeds ?? []).map((feed) => el('option', { value: feed.id, selected: chosen.has(feed.id) }, feed.name)));
  return el('label.field', {}, el('span', {}, t('event.feed')), select);
}
