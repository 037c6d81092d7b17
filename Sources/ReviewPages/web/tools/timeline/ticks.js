/** The marks of a timeline's scale, from months to seconds, in a zone's own wall clock. */

import { wallParts } from '../../core/time.js';
import { DAY_US, HOUR_US, MINUTE_US, SECOND_US, dayStart, monthStart } from './calendar.js';

const WITHIN_A_DAY_US = [
  ...[1, 2, 5, 10, 15, 30].map((n) => n * SECOND_US),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * MINUTE_US),
  ...[1, 2, 3, 6, 12].map((n) => n * HOUR_US),
];
const DAYS = [1, 2, 7, 14];
const MONTHS = [1, 3, 6, 12];
const MONTH_US = 30 * DAY_US;

/**
 * @typedef {object} Tick
 * @property {number} us where it is
 * @property {'second'|'minute'|'day'|'month'} unit what its label has to tell
 * @property {boolean} major a new day (or, on a scale of days, a new month)
 */

/**
 * Marks for a span of wall clock.
 * @param {import('./span.js').Span} span
 * @param {number} width pixels
 * @param {string} timeZone IANA name
 * @param {number} spacing least pixels between two labels
 * @returns {Tick[]} ascending
 */
export function wallTicks(span, width, timeZone, spacing = 90) {
  const least = (span.lengthUs / width) * spacing;
  const step = WITHIN_A_DAY_US.find((candidate) => candidate >= least);
  if (step) return ticksWithinDays(span, timeZone, step);
  const days = DAYS.find((candidate) => candidate * DAY_US >= least);
  if (days) return ticksOfDays(span, timeZone, days);
  const months = MONTHS.find((candidate) => candidate * MONTH_US >= least) ?? 12;
  return ticksOfMonths(span, timeZone, months);
}

/**
 * Marks for a span of a recording whose clock is unknown: time since its first frame.
 * @returns {Tick[]} ascending; none before 0
 */
export function mediaTicks(span, width, spacing = 90) {
  const least = (span.lengthUs / width) * spacing;
  const step = WITHIN_A_DAY_US.find((candidate) => candidate >= least) ?? DAY_US;
  const ticks = [];
  for (let us = Math.max(0, Math.ceil(span.fromUs / step) * step); us < span.untilUs; us += step) {
    ticks.push({ us, unit: step < MINUTE_US ? 'second' : 'minute', major: us === 0 });
  }
  return ticks;
}

function ticksWithinDays(span, timeZone, step) {
  const ticks = [];
  const unit = step < MINUTE_US ? 'second' : 'minute';
  let day = dayStart(span.fromUs, timeZone);
  while (day < span.untilUs) {
    const next = dayStart(day, timeZone, 1);
    const skipped = Math.max(0, Math.ceil((span.fromUs - day) / step));
    for (let us = day + skipped * step; us < Math.min(next, span.untilUs); us += step) {
      ticks.push(us === day ? { us, unit: 'day', major: true } : { us, unit, major: false });
    }
    day = next;
  }
  return ticks;
}

function ticksOfDays(span, timeZone, days) {
  const ticks = [];
  let { year, month } = wallParts(span.fromUs, timeZone);
  for (;;) {
    const first = monthStart(year, month, timeZone);
    if (first >= span.untilUs) return ticks;
    const next = monthStart(year, month + 1, timeZone);
    // Each month counts anew from its 1st; the last mark before a new month gives way to it.
    for (let day = 0; day < 31; day += days) {
      const us = dayStart(first, timeZone, day);
      if (us >= next || (day > 0 && next - us < (days * DAY_US) / 2)) break;
      if (us >= span.fromUs && us < span.untilUs) {
        ticks.push({ us, unit: day === 0 ? 'month' : 'day', major: day === 0 });
      }
    }
    month += 1;
    if (month > 12) [year, month] = [year + 1, 1];
  }
}

function ticksOfMonths(span, timeZone, months) {
  const ticks = [];
  let { year } = wallParts(span.fromUs, timeZone);
  for (;;) {
    for (let month = 1; month <= 12; month += months) {
      const us = monthStart(year, month, timeZone);
      if (us >= span.untilUs) return ticks;
      if (us >= span.fromUs) ticks.push({ us, unit: 'month', major: month === 1 });
    }
    year += 1;
  }
}
