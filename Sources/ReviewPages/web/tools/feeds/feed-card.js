/** A camera: its newest picture, its figures, whether it is silent. */

import { apiURL } from '../../core/api.js';
import { el } from '../../core/dom.js';
import { icon } from '../../core/icons.js';
import { button } from '../../core/states.js';
import { formatDate, formatDateTime, relativeTime, zoneName } from '../../core/time.js';
import { can } from '../../core/session.js';
import { t } from '../../core/words.js';
import { zoneLook } from '../zones/zone-look.js';
import { RecordingList } from './recording-list.js';

/**
 * The card of a feed, with its recordings folded in.
 * @param {object} feed
 * @param {{stills: import('../picture/lazy-stills.js').LazyStills, signal: AbortSignal,
 *   isOpen: boolean}} options
 */
export function feedCard(feed, { stills, signal, isOpen }) {
  const recordings = new RecordingList({ feed, signal });
  const fold = el('details.feed-recordings', { open: isOpen, signal, on: {
    toggle: () => {
      if (fold.open) recordings.open();
    },
  } }, el('summary', {}, t('feeds.recordings', { count: feed.recordings })), recordings.element);
  return el('article.panel.feed-card', {
    id: `feed-${feed.id}`, aria: { labelledby: `feed-name-${feed.id}` },
  },
  picture(feed, stills),
  el('div.stack.feed-facts', {},
    el('header', {}, el('h2', { id: `feed-name-${feed.id}` }, feed.name),
      el('p.quiet', {}, [feed.site, zoneText(feed)].filter(Boolean).join(' · '))),
    el('p', {}, el('strong.numbers', {}, t('feeds.events', { count: feed.events })), ' ',
      el('span.quiet.numbers', {}, t('feeds.unreviewed', { count: feed.unreviewed }))),
    el('p.numbers', {}, period(feed)),
    notes(feed),
    zoneLook(feed, { signal }),
    el('div.feed-links', {}, links(feed))),
  fold);
}

function picture(feed, stills) {
  const name = t('feeds.picture', { feed: feed.name });
  const image = el('img', {
    alt: name, decoding: 'async',
    dataset: { still: apiURL(`/api/feeds/${feed.id}/picture`) },
  });
  stills.add(image);
  // The picture is hidden until it is there; the link is not.
  return el('a.feed-picture', { href: `/?feed=${feed.id}`, aria: { label: name } }, image);
}

/** What stands in place of a picture that cannot be had. */
export const noPicture = () => el('p.quiet', {}, icon('camera'), t('feeds.noPicture'));

const zoneText = ({ time_zone: zone, last_us: last }) =>
  `${zoneName(zone, last ?? undefined)} (${zone})`;

function period({ first_us: first, last_us: last, time_zone: zone }) {
  if (first === null) return t('feeds.noClock');
  const [from, until] = [first, last].map((us) => formatDate(us, zone));
  return from === until ? from : `${from} – ${until}`;
}

function notes(feed) {
  const silent = feed.silent_since_us;
  return el('div.stack.feed-notes', {},
    silent === null ? null : el('p.feed-silent', {}, icon('warning'),
      el('span', {}, t('feeds.silent', { time: formatDateTime(silent, feed.time_zone) }), ' ',
        el('span.quiet', {}, relativeTime(silent)))),
    feed.has_unknown_clock && feed.first_us !== null
      ? el('p.quiet', {}, icon('clock'), el('span', {}, t('feeds.unknownClock'))) : null);
}

const link = (page, href, icon) => button(t(`nav.${page}`), { href, icon, quiet: true });

function links(feed) {
  return [
    feed.first_us === null ? null : link('timeline', `/timeline?feed=${feed.id}`, 'timeline'),
    link('search', `/search?feed=${feed.id}`, 'search'),
    can('operator') ? link('vanish', `/vanish?feed=${feed.id}`, 'vanish') : null,
    link('inbox', `/?feed=${feed.id}`, 'inbox'),
  ];
}
