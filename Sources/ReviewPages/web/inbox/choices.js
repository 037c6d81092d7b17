/** What the inbox can be narrowed by, each as a part of a form that says what it is set to. */

import { el } from '../core/dom.js';
import { severityIcon } from '../core/icons.js';
import { formatNumber } from '../core/numbers.js';
import { button } from '../core/states.js';
import { addDays, dayKey, formatDate, nowMicroseconds, startOfDay, zoneName } from '../core/time.js';
import { named, t } from '../core/words.js';
import { calendar } from './calendar.js';
import { countQuery, severities, shownCount, shows } from './filters.js';

/**
 * @typedef {object} Facts what is known of the archive
 * @property {Array} feeds
 * @property {string[]} kinds that occur
 * @property {Array} zones
 * @property {object|null} counts
 * @property {string} zone IANA name that days are meant in
 */

/**
 * A choice: `summary` is what the bar shows, `content` what opens.
 * @typedef {{key: string, label: string, summary: string, isSet: boolean, content: () => Node}} Choice
 */

/**
 * All choices.
 * @param {object} filters
 * @param {Facts} facts
 * @param {(changes: object) => void} change
 * @param {AbortSignal} signal
 * @returns {Choice[]}
 */
export function choices(filters, facts, change, signal) {
  return [
    showChoice(filters, facts, change), feedChoice(filters, facts, change),
    severityChoice(filters, change), whenChoice(filters, facts, change, signal),
    scoreChoice(filters, change),
    // Last, because what they offer is known a moment later: nothing moves when they appear.
    kindChoice(filters, facts, change), zoneChoice(filters, facts, change),
  ].filter(Boolean);
}

const showWord = (show) => (show === 'decided' || show === 'all' || show === 'unreviewed'
  ? t(`inbox.state.${show}`) : t(`review.${show}`));

function showChoice(filters, { counts }, change) {
  const count = counts ? formatNumber(shownCount(counts, filters.show)) : '';
  return {
    key: 'show', label: t('inbox.state'), isSet: filters.show !== 'unreviewed',
    summary: `${showWord(filters.show)} ${count}`.trim(),
    content: () => radios('show', t('inbox.state'), shows.map((show) => ({
      value: show, text: showWord(show), count: counts ? shownCount(counts, show) : null,
    })), filters.show, (show) => change({ show })),
  };
}

function feedChoice(filters, { feeds }, change) {
  if (feeds.length < 2) return null;
  const names = feeds.filter((feed) => filters.feeds.includes(feed.id)).map((feed) => feed.name);
  return {
    key: 'feeds', label: t('inbox.feeds'), isSet: filters.feeds.length > 0,
    summary: names.length === 0 ? t('inbox.all_feeds')
      : names.length === 1 ? names[0] : t('inbox.some_feeds', { count: names.length }),
    content: () => checks(t('inbox.feeds'), feeds.map((feed) => ({
      value: feed.id, text: feed.name, count: feed.unreviewed,
    })), filters.feeds, (chosen) => change({ feeds: chosen }, { keepOpen: true })),
  };
}

function severityChoice(filters, change) {
  return {
    key: 'severities', label: t('inbox.severity'), isInline: true,
    isSet: filters.severities.length > 0,
    summary: filters.severities.map((name) => t(`severity.${name}`)).join(', '),
    content: () => el('div.segmented', { role: 'group', aria: { label: t('inbox.severity') } },
      severities.map((name) => el('button', {
        type: 'button', title: t(`severity.${name}`), dataset: { severity: name },
        aria: { pressed: String(filters.severities.includes(name)), label: t(`severity.${name}`) },
        on: { click: () => change({ severities: toggled(filters.severities, name) }) },
      }, severityIcon(name, { label: false }), el('span', {}, t(`severity.${name}`))))),
  };
}

function kindChoice(filters, { kinds }, change) {
  const offered = [...new Set([...kinds, ...filters.kinds])];
  if (offered.length < 2) return null;
  return {
    key: 'kinds', label: t('inbox.kinds'), isSet: filters.kinds.length > 0,
    summary: filters.kinds.length === 0 ? t('inbox.all_kinds')
      : filters.kinds.length === 1 ? named('kind', filters.kinds[0])
        : t('inbox.some_kinds', { count: filters.kinds.length }),
    content: () => checks(t('inbox.kinds'), offered.map((kind) => ({
      value: kind, text: named('kind', kind),
    })), filters.kinds, (chosen) => change({ kinds: chosen }, { keepOpen: true })),
  };
}

function whenText({ from, to }, zone) {
  if (from === null) return t('inbox.any_time');
  const text = (day) => formatDate(startOfDay(day, zone), zone);
  return from === to ? text(from) : `${text(from)} – ${text(to)}`;
}

function whenChoice(filters, facts, change, signal) {
  const { zone, counts } = facts;
  const today = dayKey(nowMicroseconds(), zone);
  const { since_us: _, until_us: __, ...query } = countQuery(filters, zone);
  const preset = (word, from, to) => button(t(`when.${word}`), {
    quiet: true, onClick: () => change({ from, to }),
  });
  return {
    key: 'when', label: t('inbox.when'), isSet: filters.from !== null,
    summary: whenText(filters, zone),
    content: () => el('div.stack.when', {},
      el('div.row', {}, preset('any', null, null), preset('today', today, today),
        preset('yesterday', addDays(today, -1), addDays(today, -1)),
        preset('week', addDays(today, -6), today)),
      calendar({
        chosen: filters, zone, query, newest: counts?.newest_us ?? null, signal,
        onChoose: (from, to) => change({ from, to }, { keepOpen: true }),
      }),
      el('p.quiet.small', {}, t('when.zone', { zone: zoneName(zone) }))),
  };
}

function zoneChoice(filters, { zones }, change) {
  const names = [...new Set([...zones.map((zone) => zone.name), filters.zone].filter(Boolean))];
  if (names.length === 0) return null;
  return {
    key: 'zone', label: t('inbox.zones'), isSet: filters.zone !== '',
    summary: filters.zone || t('inbox.any_zone'),
    content: () => radios('zone', t('inbox.zones'), [
      { value: '', text: t('inbox.any_zone') }, ...names.map((name) => ({ value: name, text: name })),
    ], filters.zone, (zone) => change({ zone })),
  };
}

const scoreText = (score) => (score === 0 ? t('inbox.any_score') : t('inbox.min_score', { count: score }));

function scoreChoice(filters, change) {
  return {
    key: 'score', label: t('inbox.score'), isSet: filters.minScore > 0,
    summary: scoreText(filters.minScore),
    content: () => {
      const output = el('output', {}, scoreText(filters.minScore));
      const slider = el('input', {
        type: 'range', min: 0, max: 100, step: 5, value: filters.minScore,
        on: {
          input: () => {
            output.textContent = scoreText(Number(slider.value));
          },
          change: () => change({ minScore: Number(slider.value) }, { keepOpen: true }),
        },
      });
      return el('label.field.score-choice', {}, el('span', {}, t('inbox.score')), slider, output);
    },
  };
}

const toggled = (values, value) => (values.includes(value)
  ? values.filter((other) => other !== value) : [...values, value]);

function radios(name, legend, options, chosen, choose) {
  return el('fieldset.choice-list', {}, el('legend.visually-hidden', {}, legend),
    options.map(({ value, text, count }) => el('label.check', {},
      el('input', {
        type: 'radio', name, value, checked: value === chosen, on: { change: () => choose(value) },
      }),
      el('span.grow', {}, text), countText(count))));
}

function checks(legend, options, chosen, choose) {
  let now = [...chosen];
  return el('fieldset.choice-list', {}, el('legend.visually-hidden', {}, legend),
    options.map(({ value, text, count }) => el('label.check', {},
      el('input', {
        type: 'checkbox', checked: now.includes(value),
        on: {
          change: () => {
            now = toggled(now, value);
            choose(now);
          },
        },
      }), el('span.grow', {}, text), countText(count))));
}

const countText = (count) => (count === null || count === undefined ? null
  : el('span.quiet.numbers', {}, formatNumber(count)));
