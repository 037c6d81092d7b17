/** A month with a dot for every day that has events. */

import { api } from '../core/api.js';
import { el, replace } from '../core/dom.js';
import { button } from '../core/states.js';
import { addDays, dayKey, nowMicroseconds } from '../core/time.js';
import { locale, t } from '../core/words.js';

const utc = (day) => new Date(`${day}T00:00:00Z`);
const monthOf = (day) => day.slice(0, 7);

/** The month `count` months after `month`, both as `2026-11`. */
function addMonths(month, count) {
  const date = utc(`${month}-01`);
  date.setUTCMonth(date.getUTCMonth() + count);
  return date.toISOString().slice(0, 7);
}

const written = (day, options) => utc(day).toLocaleDateString(locale(), { timeZone: 'UTC', ...options });

/** Days of weeks from Monday on that hold the month. */
function daysShown(month) {
  const first = `${month}-01`;
  const lead = (utc(first).getUTCDay() + 6) % 7;
  const start = addDays(first, -lead);
  return Array.from({ length: 42 }, (_, index) => addDays(start, index));
}

/**
 * A calendar to choose a day or a range from.
 * @param {object} options
 * @param {{from: string|null, to: string|null}} options.chosen days
 * @param {string} options.zone
 * @param {object} options.query filters of the events that are counted, without time
 * @param {number|null} options.newest time of the newest event, where the calendar opens at first
 * @param {(from: string, to: string) => void} options.onChoose
 * @param {AbortSignal} options.signal
 */
export function calendar({ chosen, zone, query, newest, onChoose, signal }) {
  const today = dayKey(nowMicroseconds(), zone);
  let month = monthOf(chosen.from ?? (newest ? dayKey(newest, zone) : today));
  let { from, to } = chosen;
  let isFirstChosen = false;
  let counts = new Map();
  const title = el('h3', { aria: { live: 'polite' } });
  const days = el('div.calendar-days', { role: 'group' });
  const note = el('p.quiet.small');
  const turn = (count) => {
    month = addMonths(month, count);
    counts = new Map();
    draw();
    load();
  };

  async function load() {
    const wanted = month;
    try {
      const answer = await api.get('/api/events/calendar', { ...query, month, time_zone: zone }, { signal });
      if (wanted !== month) return;
      counts = new Map(answer.days.map((day) => [day.date, day]));
      note.textContent = answer.unknown_clock > 0
        ? t('when.unknown_clock', { count: answer.unknown_clock }) : t('when.hint');
      draw();
    } catch (error) {
      if (error.name !== 'AbortError') note.textContent = error.message;
    }
  }

  function choose(day) {
    if (isFirstChosen && day !== from) [from, to] = day < from ? [day, from] : [from, day];
    else [from, to] = [day, day];
    isFirstChosen = !isFirstChosen;
    draw();
    days.querySelector(`[data-day="${day}"]`)?.focus();
    onChoose(from, to);
  }

  function dayButton(day) {
    const found = counts.get(day);
    const words = (date) => (found
      ? t('when.day', { date, count: found.events, unreviewed: found.unreviewed }) : date);
    const severity = ['alert', 'detection', 'motion'].find((name) => found?.[name] > 0);
    const date = written(day, { weekday: 'long', day: 'numeric', month: 'long' });
    const isIn = from !== null && day >= from && day <= to;
    return el('button.calendar-day', {
      type: 'button', dataset: { day }, signal, on: { click: () => choose(day) },
      class: [monthOf(day) !== month && 'is-outside', day === today && 'is-today'].filter(Boolean).join(' '),
      aria: {
        pressed: String(isIn),
        label: words(date),
      },
      title: found ? words(date) : null,
    }, el('span', {}, String(Number(day.slice(8)))),
    el('span.calendar-dot', {
      class: `${severity ? `tag-${severity}` : ''} ${found && found.unreviewed === 0 ? 'is-done' : ''}`,
      style: { '--size': found ? `${dotSize(found.events)}px` : '0px' },
    }));
  }

  function draw() {
    title.textContent = written(`${month}-01`, { month: 'long', year: 'numeric' });
    const weekdays = daysShown(month).slice(0, 7).map((day) => el('span', {
      title: written(day, { weekday: 'long' }),
    }, written(day, { weekday: 'narrow' })));
    replace(days, el('div.calendar-week', { aria: { hidden: 'true' } }, weekdays),
      daysShown(month).map(dayButton));
  }

  const arrow = (icon, count) => button(t(`when.${icon}_month`), {
    icon, iconOnly: true, quiet: true, signal, onClick: () => turn(count),
  });
  draw();
  load();
  return el('div.calendar', {},
    el('div.calendar-head', {},
      arrow('previous', -1), title, arrow('next', 1)),
    days, note);
}

/** 4…10 px: ten times the events, two pixels more. */
const dotSize = (events) => Math.round(4 + Math.min(6, 2 * Math.log10(events)));
