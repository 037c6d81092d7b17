/** What is known of an event, in a list of names and values. */

import { el } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { formatNumber, formatPpm } from '../core/numbers.js';
import {
  formatDateTime, formatDuration, formatMedia, formatTime, zoneName,
} from '../core/time.js';
import { named, t } from '../core/words.js';

const row = (word, ...value) => el('div', {}, el('dt', {}, t(`event.${word}`)), el('dd', {}, value));

/** An object counts as having gone somewhere from this many widths of the picture. */
const leastDistance = 0.02;
const mostObjects = 5;

/** What an object did, in words. */
const objectLine = (object) => t('event.object', {
  distance: formatNumber(object.displacement_widths, 2),
  duration: formatDuration(object.until_media_us - object.from_media_us),
  speed: formatNumber(object.mean_widths_per_s, 2),
  share: formatPpm(object.size_share * 1e6),
});

/** Only of motion: of a camera's trouble it says nothing, of an incident the sentence says more. */
const motionRows = (event, clock) => (event.kind !== 'motion' ? [] : [
  event.start_us === null ? null : row('peak', clock(event.peak_us)),
  row('active', formatDuration(event.active_us)),
  row('peak_share', t('event.of_picture', { share: formatPpm(event.peak_ppm) })),
]);

/** The list. */
export function facts(event) {
  const { time_zone: zone } = event;
  const isKnown = event.start_us !== null;
  const start = isKnown ? formatDateTime(event.start_us, zone) : formatMedia(event.start_media_us);
  const clock = (us) => `${formatTime(us, zone)} ${zoneName(zone, us)}`;
  const discarded = Object.entries(event.suppressed).sort((a, b) => b[1] - a[1]);
  const objects = event.objects.filter((one) => one.displacement_widths >= leastDistance)
    .slice(0, mostObjects);
  return el('section.panel.stack', { aria: { labelledby: 'facts-title' } },
    el('h2', { id: 'facts-title' }, t('event.facts')),
    el('dl.facts', {},
      row('feed', el('a', { href: `/feeds#feed-${event.feed}` }, event.feed_name)),
      row('start', start),
      isKnown ? row('end', clock(event.end_us)) : null,
      row('duration', formatDuration(event.duration_us)),
      motionRows(event, clock),
      objects.length > 0 ? row('objects',
        el('ul', {}, objects.map((object) => el('li', {}, objectLine(object))))) : null,
      row('score', formatNumber(event.score)),
      event.rule ? row('rule', event.rule) : null,
      isOfCamera(event) || (event.line && !event.zone) ? null
        : row('zone', event.zone ?? t('event.whole_picture')),
      event.line ? row('line', event.line) : null,
      row('clock', isKnown ? named('clock.source', event.clock_source) : t('event.no_clock')),
      discarded.length > 0 && !isOfCamera(event) ? row('suppressed',
        discarded.map(([name]) => named('suppressor', name)).join(', ')) : null,
      row('recordings', el('ul', {}, event.parts.map((part) => el('li', {},
        el('span.file-name', {}, part.file_name),
        part.exists ? null : el('span.missing', {}, ` – ${t('event.missing')}`)))))));
}

/** Whether it tells of the camera itself: then its first reason is what a person should do. */
const isOfCamera = (event) => event.why.some(({ key }) => key === 'camera');

/** The sentence that says what happened, what is to be done, and the reasons. */
export function reasons(event) {
  const remedy = event.why.find(({ key }) => key === 'camera');
  const others = event.why.filter((reason) => reason !== remedy);
  return el('section.stack.reasons', { aria: { label: t('event.why') } },
    el('p.sentence', {}, event.sentence),
    remedy ? el('p.remedy', {}, icon('wrench'), el('span', {}, remedy.text)) : null,
    others.length > 0 ? el('ul', {}, others.map(({ text }) => el('li', {}, text))) : null);
}
