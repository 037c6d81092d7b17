/** Lengths of time, and days and months of a zone, in microseconds. */

import { addDays, dayKey, startOfDay, wallParts } from '../../core/time.js';

export const SECOND_US = 1_000_000;
export const MINUTE_US = 60 * SECOND_US;
export const HOUR_US = 60 * MINUTE_US;
export const DAY_US = 24 * HOUR_US;

const two = (number) => String(number).padStart(2, '0');

/** When the day of an instant begins in a zone, or a day that many days after it. */
export function dayStart(us, zone, days = 0) {
  return startOfDay(addDays(dayKey(us, zone), days), zone);
}

/** When a month begins in a zone; month 13 is January of the next year. */
export function monthStart(year, month, zone) {
  const [wholeYear, wholeMonth] = month > 12 ? [year + 1, month - 12] : [year, month];
  return startOfDay(`${String(wholeYear).padStart(4, '0')}-${two(wholeMonth)}-01`, zone);
}

/** The value of a field for date and time: `2026-11-22T02:10:14`. */
export function fieldValue(us, zone) {
  const { hour, minute, second } = wallParts(us, zone);
  return `${dayKey(us, zone)}T${two(hour)}:${two(minute)}:${two(second)}`;
}
