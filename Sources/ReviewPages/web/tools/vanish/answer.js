/** The answer to "when did it vanish": a sentence, the pictures, every change, what to do next. */

import { el, replace } from '../../core/dom.js';
import { exportEvents } from '../../core/exporting.js';
import { button } from '../../core/states.js';
import { formatDuration } from '../../core/time.js';
import { t } from '../../core/words.js';
import { timelineAddress } from '../playing/moment-player.js';
import { comparison, shotTime, single } from './comparison.js';

/**
 * Shows an answer.
 * @param {object} vanish what the server found
 * @param {{target: object, feed: object, signal: AbortSignal}} context
 */
export function answer(vanish, { target: asked, feed, signal }) {
  const { before, after, changes, unreadable } = vanish;
  // What was compared around a point is known to the server alone.
  const target = vanish.box ? { box: vanish.box } : asked;
  const pictures = el('div');
  const compare = (one, other) => replace(pictures,
    comparison({ before: one, after: other, target, feed, signal }));
  if (before && after) compare(before, after);
  else replace(pictures, single(vanish.reference, { target, feed }));
  return el('article.vanish-answer.stack', { aria: { labelledby: 'vanish-sentence' } },
    el(`p.vanish-verdict.is-${vanish.verdict}`, {}, t(`verdict.${vanish.verdict}`)),
    el('h2#vanish-sentence', {}, sentence(vanish, feed)),
    pictures,
    changes.length > 1 ? changeList(changes, feed, compare) : null,
    el('div.row', {}, links(vanish, feed, signal)),
    unreadable.length > 0 ? unreadableList(unreadable) : null,
    el('p.quiet.small.numbers', {}, t('vanish.effort', {
      count: vanish.probes, length: formatDuration(vanish.took_us),
    })));
}

/** The answer in one sentence, in the language of the page. */
export function sentence({ verdict, before, after, reference, changes }, feed) {
  const zone = feed.time_zone;
  const values = {
    before: before ? shotTime(before, zone) : '', after: after ? shotTime(after, zone) : '',
    reference: shotTime(reference, zone), count: changes.length,
  };
  if (before && after && before.us !== null && after.us !== null) {
    values.within = formatDuration(Math.max(0, after.us - before.us));
  } else if (before && after && before.recording === after.recording) {
    values.within = formatDuration(after.media_us - before.media_us);
  }
  const key = `vanish.sentence.${verdict}`;
  return values.within && (verdict === 'vanished' || verdict === 'returned')
    ? t(`${key}Within`, values) : t(key, values);
}

function changeList(changes, feed, compare) {
  return el('section.stack', { aria: { label: t('vanish.changes') } },
    el('h3', {}, t('vanish.changes')),
    el('ol.list.vanish-changes', {}, changes.map(({ before, after, kind }) => el('li.row', {},
      el('span.grow', {}, el('strong', {}, t(`vanish.change.${kind}`)), ' ',
        el('span.numbers', {}, `${shotTime(before, feed.time_zone)} → ${shotTime(after, feed.time_zone)}`)),
      button(t('vanish.showChange'), { quiet: true, onClick: () => compare(before, after) })))));
}

function links({ before, after, reference, event }, feed, signal) {
  const shot = before ?? after ?? reference;
  const moment = { recording: shot.recording, start_us: shot.us, start_media_us: shot.media_us };
  return [
    button(t('vanish.playFrom'), {
      href: timelineAddress(moment, feed.id), icon: 'timeline', primary: true,
    }),
    event === null ? null : button(t('vanish.openEvent'), { href: `/events/${event}` }),
    event === null ? null : button(t('action.export'), {
      icon: 'export', onClick: () => exportEvents([event], { signal }),
    }),
  ];
}

function unreadableList(unreadable) {
  return el('section.vanish-unreadable', { aria: { label: t('vanish.unreadable') } },
    el('h3', {}, t('vanish.unreadable')),
    el('ul', {}, unreadable.map(({ recording, reason }) =>
      el('li', {}, t('vanish.unreadableRecording', { recording }), ': ', reason))));
}
