/** Numbers as people of the chosen language write them. */

import { locale } from './words.js';

const formats = new Map();

function format(options) {
  const key = locale() + JSON.stringify(options);
  if (!formats.has(key)) formats.set(key, new Intl.NumberFormat(locale(), options));
  return formats.get(key);
}

/** `12,345` (or `12.345`), with `digits` decimals. */
export function formatNumber(number, digits = 0) {
  return format({ minimumFractionDigits: digits, maximumFractionDigits: digits }).format(number);
}

/** At most four digits: `1,234`, `79K`. */
export const formatShort = (number) => (number < 10_000 ? formatNumber(number)
  : format({ notation: 'compact', maximumFractionDigits: 0 }).format(number));

/** A share of 0…1 as `12 %`. */
export function formatPercent(share, digits = 0) {
  return `${formatNumber(share * 100, digits)} %`;
}

/** Parts per million of the watched picture as a percentage with the digits that matter. */
export function formatPpm(ppm) {
  const percent = ppm / 10_000;
  return `${formatNumber(percent, percent >= 10 ? 0 : percent >= 0.1 ? 1 : 2)} %`;
}

/** `12.3 MB`, decimal units as disks are sold. */
export function formatBytes(bytes) {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let amount = bytes;
  let unit = 0;
  while (amount >= 1000 && unit < units.length - 1) {
    amount /= 1000;
    unit += 1;
  }
  return `${formatNumber(amount, unit === 0 || amount >= 100 ? 0 : 1)} ${units[unit]}`;
}
