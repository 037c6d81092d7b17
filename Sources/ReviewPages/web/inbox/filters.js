/** What the inbox shows, as the address and as the server's query say it. */

import { addDays, startOfDay } from '../core/time.js';

/** Review states that a person can have given. */
export const decidedStates = ['reviewed', 'true_alarm', 'false_alarm'];

/** What can be shown by review state, in the order of the list. */
export const shows = ['unreviewed', 'decided', 'true_alarm', 'false_alarm', 'all'];

export const severities = ['alert', 'detection', 'motion'];

const list = (text) => (text ?? '').split(',').filter(Boolean);
const day = (text) => (/^\d{4}-\d\d-\d\d$/.test(text ?? '') ? text : null);

/**
 * Reads the address; what it does not say is as at first.
 * @param {URLSearchParams} query
 */
export function filtersFrom(query) {
  const score = Number(query.get('min_score'));
  const from = day(query.get('from'));
  return {
    feeds: list(query.get('feed')).map(Number).filter(Number.isSafeInteger),
    kinds: list(query.get('kind')),
    severities: list(query.get('severity')).filter((name) => severities.includes(name)),
    show: shows.includes(query.get('show')) ? query.get('show') : 'unreviewed',
    zone: query.get('zone') ?? '',
    from, to: day(query.get('to')) ?? from,
    minScore: Number.isFinite(score) ? Math.max(0, Math.min(100, Math.round(score))) : 0,
    order: ['newest', 'score'].includes(query.get('order')) ? query.get('order') : 'newest',
  };
}

/** The changes to the address that `filters` mean; what is as at first is left out. */
export const queryOf = (filters) => ({
  feed: filters.feeds.join(','),
  kind: filters.kinds.join(','),
  severity: filters.severities.join(','),
  show: filters.show === 'unreviewed' ? null : filters.show,
  zone: filters.zone,
  from: filters.from,
  to: filters.to === filters.from ? null : filters.to,
  min_score: filters.minScore === 0 ? null : filters.minScore,
  order: filters.order === 'newest' ? null : filters.order,
});

/** Whether anything but the review state narrows what is shown. */
export const isNarrowed = (filters) => filters.feeds.length > 0 || filters.kinds.length > 0
  || filters.severities.length > 0 || filters.zone !== '' || filters.from !== null
  || filters.minScore > 0;

/** The same review state and order, and nothing else. */
export const widened = (filters) => ({
  ...filtersFrom(new URLSearchParams()), show: filters.show, order: filters.order,
});

/**
 * The server's query without the review state, as counts are asked for.
 * @param {string} zone IANA name of the zone that days are meant in
 */
export const countQuery = (filters, zone) => ({
  feed: filters.feeds, kind: filters.kinds, severity: filters.severities, zone: filters.zone,
  since_us: filters.from ? startOfDay(filters.from, zone) : null,
  until_us: filters.to ? startOfDay(addDays(filters.to, 1), zone) : null,
  min_score: filters.minScore === 0 ? null : filters.minScore,
});

/** The server's query for the list itself. */
export const listQuery = (filters, zone) => ({
  ...countQuery(filters, zone),
  review: filters.show === 'all' ? null : filters.show === 'decided' ? decidedStates : [filters.show],
  order: filters.order,
});

/** How many of the counted events `show` shows. */
export function shownCount(counts, show) {
  if (show === 'all') return counts.total;
  if (show === 'decided') return decidedStates.reduce((sum, state) => sum + counts[state], 0);
  return counts[show];
}
