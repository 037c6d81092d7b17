/** Narrowing a search: from when until when, how much has to move, in which order. */

import { el } from '../../core/dom.js';
import { formatPercent } from '../../core/numbers.js';
import { wallToMicroseconds, zoneName } from '../../core/time.js';
import { t } from '../../core/words.js';
import { fieldValue } from '../timeline/calendar.js';

const MOST_SHARE = 255;

/**
 * The fields.
 * @param {object} options
 * @param {import('./address.js').Search} options.search what they show first
 * @param {string} options.zone of the feed
 * @param {(changes: object) => void} options.changed
 * @param {AbortSignal} options.signal
 */
export function refineFields({ search, zone, changed, signal }) {
  const when = (name, label) => {
    const us = search[name];
    const input = el('input.numbers', {
      type: 'datetime-local', step: 1, value: us === null ? '' : fieldValue(us, zone), signal,
      on: {
        change: () => {
          const read = input.value === '' ? NaN : wallToMicroseconds(full(input.value), zone);
          changed({ [name]: Number.isFinite(read) ? read : null });
        },
      },
    });
    return el('label.field', {}, el('span', {}, `${label} (${zoneName(zone, us ?? undefined)})`), input);
  };
  const shareText = el('span.numbers', {}, textOf(search.minimumShare));
  const share = el('input', {
    type: 'range', min: 1, max: MOST_SHARE, step: 1, value: search.minimumShare, signal,
    on: {
      input: () => {
        shareText.textContent = textOf(Number(share.value));
      },
      change: () => changed({ minimumShare: Number(share.value) }),
    },
  });
  const order = el('select', { signal, on: { change: () => changed({ order: order.value }) } },
    ['newest', 'longest'].map((name) =>
      el('option', { value: name, selected: search.order === name }, t(`search.order.${name}`))));
  return el('div.fields.search-refine', {},
    when('sinceUs', t('search.since')), when('untilUs', t('search.until')),
    el('label.field', {}, el('span', {}, t('search.minimumShare'), ' ', shareText), share),
    el('label.field', {}, el('span', {}, t('search.order')), order));
}

const textOf = (value) => (value <= 1 ? t('search.anyShare') : formatPercent(value / MOST_SHARE));

/** Fields leave out seconds when they are zero. */
const full = (text) => (text.length === 16 ? `${text}:00` : text);
