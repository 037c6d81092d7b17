/** The line above the video: what, where, when, and the ways to other events. */

import { apiURL } from '../core/api.js';
import { el } from '../core/dom.js';
import { icon, severityIcon } from '../core/icons.js';
import { can } from '../core/session.js';
import { button } from '../core/states.js';
import { formatDateTime, formatMedia, relativeTime } from '../core/time.js';
import { named, t } from '../core/words.js';

/** @param {object} event @param {{onBack: () => void}} does */
export function heading(event, { onBack }) {
  const isKnown = event.start_us !== null;
  const neighbour = (id, name, word) => id && el('a.button.quiet.icon-only', {
    href: `/events/${id}`, dataset: { replace: '' }, aria: { label: t(word) },
    title: `${t(word)} (${name === 'previous' ? '[' : ']'})`,
  }, icon(name));
  return el('header.event-head', {},
    button(t('keys.back'), {
      icon: 'back', iconOnly: true, quiet: true, key: 'Esc', onClick: onBack,
    }),
    el('h1', {}, severityIcon(event.severity), el('span', {}, named('kind', event.kind)),
      el('span.quiet', {}, event.feed_name)),
    el('p.event-time.numbers', {},
      el('time', {}, isKnown ? formatDateTime(event.start_us, event.time_zone)
        : `${t('clock.unknown')} · ${formatMedia(event.start_media_us)}`),
      isKnown ? el('span.quiet.small', {}, relativeTime(event.start_us)) : null),
    el('span.grow'),
    el('nav.row', { aria: { label: t('keys.neighbour') } },
      neighbour(event.previous, 'previous', 'event.previous'),
      neighbour(event.next, 'next', 'event.next')));
}

/**
 * What can be done with the moment that is shown.
 * @param {object} event
 * @param {{position: () => {recording: number, media_us: number}, onExport: () => void, boxes: Node}} options
 */
export function actions(event, { position, onExport, boxes }) {
  const toMoment = (make) => ({ currentTarget: link }) => {
    link.href = make(position());
  };
  const moment = (word, name, make) => button(t(word), {
    icon: name, quiet: true, href: make(position()), onClick: toMoment(make),
  });
  const timeline = ({ recording, media_us: media }) => (event.start_us === null
    ? apiURL('/timeline', { recording, at: media })
    : apiURL('/timeline', { feed: event.feed, at: wallOf(event, recording, media) }));
  const still = moment('event.still', 'download', ({ recording, media_us: media }) => apiURL(
    `/api/recordings/${recording}/picture`, { media_us: media }));
  still.setAttribute('download', `pantau-${event.id}.jpg`);
  return el('div.event-actions.row', {}, boxes,
    moment('event.in_timeline', 'timeline', timeline),
    button(t('event.place'), { icon: 'search', quiet: true, href: apiURL('/search', { feed: event.feed }) }),
    can('operator') ? moment('event.vanish', 'vanish', ({ recording, media_us: media }) => apiURL(
      '/vanish', { recording, media_us: media })) : null,
    still,
    can('operator') ? button(t('action.export'), { icon: 'export', key: 'E', onClick: onExport }) : null);
}

function wallOf(event, recording, media) {
  const part = event.parts.find((other) => other.recording === recording);
  return part?.start_us === null || part === undefined ? event.start_us : part.start_us + media;
}
