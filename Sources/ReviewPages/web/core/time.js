/** Times: microseconds UTC, shown in the zone of the feed they belong to and always with its name. */

import { formatNumber } from './numbers.js';
import { locale, t } from './words.js';

const second = 1_000_000;

/** Zones of Indonesia by the names people use; others go by what the browser knows. */
const indonesianZones = {
  'Asia/Jakarta': 'WIB', 'Asia/Pontianak': 'WIB', 'Asia/Makassar': 'WITA', 'Asia/Ujung_Pandang': 'WITA',
  'Asia/Jayapura': 'WIT',
};

const formats = new Map();

function format(name, language, options) {
  const key = name + language + options.timeZone;
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(language, options));
  return formats.get(key);
}

/** The browser's clock. */
export const nowMicroseconds = () => Date.now() * 1000;

/** Short name of a zone, such as `WITA`, at a time (daylight saving changes it). */
export function zoneName(zone, us = nowMicroseconds()) {
  if (indonesianZones[zone]) return indonesianZones[zone];
  if (zone === 'UTC' || zone === 'Etc/UTC' || zone === 'GMT') return 'UTC';
  try {
    const parts = format('zone', 'en-GB', { timeZone: zone, timeZoneName: 'short' })
      .formatToParts(new Date((us ?? nowMicroseconds()) / 1000));
    return parts.find((part) => part.type === 'timeZoneName')?.value ?? zone;
  } catch {
    return zone;
  }
}

/** The parts of a moment on the clock of a zone; `weekday` 0 is Sunday. */
export function wallParts(us, zone) {
  const shape = {
    timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric',
    hour: 'numeric', minute: 'numeric', second: 'numeric',
  };
  const parts = {};
  const whole = Math.floor(us / second);
  for (const part of format('parts', 'en-GB', shape).formatToParts(new Date(whole * 1000))) {
    if (part.type !== 'literal') parts[part.type] = Number(part.value);
  }
  parts.weekday = new Date(Date.UTC(parts.year, parts.month - 1, parts.day)).getUTCDay();
  parts.microsecond = us - whole * second;
  return parts;
}

const two = (number) => String(number).padStart(2, '0');

function fractionText(microsecond, digits) {
  return digits > 0 ? `.${String(Math.floor(microsecond)).padStart(6, '0').slice(0, digits)}` : '';
}

/** `02:10:14`, with colons in every language, as on the pictures of cameras. */
export function formatTime(us, zone, { seconds = true, fraction = 0 } = {}) {
  if (us === null || us === undefined) return t('clock.unknown');
  const parts = wallParts(us, zone);
  const minutes = `${two(parts.hour)}:${two(parts.minute)}`;
  return seconds ? `${minutes}:${two(parts.second)}${fractionText(parts.microsecond, fraction)}` : minutes;
}

/** `3 Nov 2026`. */
export function formatDate(us, zone, { weekday = false, year = true } = {}) {
  if (us === null || us === undefined) return t('clock.unknown');
  const shape = { timeZone: zone, day: 'numeric', month: 'short' };
  if (year) shape.year = 'numeric';
  if (weekday) shape.weekday = 'long';
  return format(`date${weekday}${year}`, locale(), shape).format(new Date(us / 1000));
}

/** `3 Nov 2026 02:10:14 WITA`. */
export function formatDateTime(us, zone) {
  if (us === null || us === undefined) return t('clock.unknown');
  return `${formatDate(us, zone)} ${formatTime(us, zone)} ${zoneName(zone, us)}`;
}

/** `1 h 2 min`, `1 min 12 s`, `4.2 s`: the two largest units. */
export function formatDuration(us) {
  if (us === null || us === undefined) return '–';
  const seconds = us / second;
  if (seconds < 10) return `${formatNumber(seconds, 1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return joined(Math.floor(whole / 60), 'min', whole % 60, 's');
  const minutes = Math.round(whole / 60);
  if (minutes < 1440) return joined(Math.floor(minutes / 60), t('unit.hour'), minutes % 60, 'min');
  const hours = Math.round(whole / 3600);
  return joined(Math.floor(hours / 24), t('unit.day'), hours % 24, t('unit.hour'));
}

function joined(large, largeUnit, small, smallUnit) {
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
}

/** Time since the first frame of a recording: `0:12:03`. */
export function formatMedia(us, { fraction = 0 } = {}) {
  const whole = Math.max(0, Math.floor(us / second));
  const text = `${Math.floor(whole / 3600)}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
  return text + fractionText(Math.max(0, us) - whole * second, fraction);
}

/** `3 minutes ago`; only ever beside the time itself. */
export function relativeTime(us) {
  const seconds = (us - nowMicroseconds()) / second;
  const steps = [
    ['second', 60], ['minute', 60], ['hour', 24], ['day', 30], ['month', 12], ['year', Infinity],
  ];
  let amount = seconds;
  for (const [unit, size] of steps) {
    if (Math.abs(amount) < size) return relative().format(Math.round(amount), unit);
    amount /= size;
  }
  return '';
}

function relative() {
  const key = `relative${locale()}`;
  if (!formats.has(key)) formats.set(key, new Intl.RelativeTimeFormat(locale(), { numeric: 'auto' }));
  return formats.get(key);
}

/** The day of a moment in a zone: `2026-11-03`. */
export function dayKey(us, zone) {
  const parts = wallParts(us, zone);
  return `${parts.year}-${two(parts.month)}-${two(parts.day)}`;
}

/** The day `count` days after `day`. */
export function addDays(day, count) {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + count);
  return date.toISOString().slice(0, 10);
}

/** When a day begins in a zone. */
export const startOfDay = (day, zone) => wallToMicroseconds(`${day}T00:00:00`, zone);

/**
 * The moment at which clocks of `zone` show `text`, such as `2026-11-03T02:10:14`; NaN if it is no time.
 * A time that a clock change leaves out counts as if clocks had not changed yet.
 */
export function wallToMicroseconds(text, zone) {
  const wanted = Date.parse(`${text}Z`) * 1000;
  if (Number.isNaN(wanted)) return NaN;
  const offset = (us) => {
    const parts = wallParts(us, zone);
    const shown = Date.UTC(parts.year, parts.month - 1, parts.day, parts.hour, parts.minute, parts.second);
    return shown * 1000 - Math.floor(us / second) * second;
  };
  const first = wanted - offset(wanted);
  return wanted - offset(first);
}
