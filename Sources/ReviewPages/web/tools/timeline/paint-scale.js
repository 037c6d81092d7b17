/** Painting the scale of a timeline: marks with their times, and the date they belong to. */

import { formatDate, formatMedia, formatTime } from '../../core/time.js';
import { locale } from '../../core/words.js';
import { mediaTicks, wallTicks } from './ticks.js';

const DATE_Y = 12;
const TIME_Y = 29;

/**
 * Paints a scale.
 * @param {{span: import('./span.js').Span, timeZone: string|null}} what timeZone null: time
 *   since the first frame of a recording
 */
export function paintScale(context, size, colours, { span, timeZone }) {
  const ticks = timeZone ? wallTicks(span, size.width, timeZone) : mediaTicks(span, size.width);
  context.textBaseline = 'middle';
  let dateEnds = 0;
  if (timeZone && ticks[0]?.unit !== 'month') {
    const first = ticks.find((tick) => tick.major);
    const room = first ? span.toX(first.us, size.width) : size.width;
    dateEnds = paintDate(context, colours, contextOf(span.fromUs, ticks, timeZone), 4, room - 8);
  }
  for (const tick of ticks) {
    const x = span.toX(tick.us, size.width);
    context.fillStyle = tick.major ? colours.lineStrong : colours.line;
    context.fillRect(Math.round(x), tick.major ? 4 : size.height - 16, 1, size.height);
    context.font = `12px ${colours.font}`;
    context.fillStyle = colours.quiet;
    if (tick.major && timeZone) {
      if (x + 4 > dateEnds) dateEnds = paintDate(context, colours, majorLabel(tick, timeZone), x + 5);
      if (tick.unit === 'day') context.fillText('00:00', x + 5, TIME_Y);
      else if (tick.unit === 'month') context.fillText(monthOrDay(tick, ticks, timeZone), x + 5, TIME_Y);
    } else {
      context.fillText(label(tick, timeZone), x + 5, TIME_Y);
    }
  }
}

/** The label of a mark, such as `02:10`, `3 Nov` or `Nov 2026`. */
export function label({ us, unit }, timeZone) {
  if (!timeZone) return formatMedia(us);
  if (unit === 'second') return formatTime(us, timeZone, { seconds: true });
  if (unit === 'minute') return formatTime(us, timeZone, { seconds: false });
  if (unit === 'day') return dayOfMonth(us, timeZone);
  return intl({ month: 'short' }, us, timeZone);
}

function contextOf(us, ticks, timeZone) {
  const isDays = ticks.some(({ unit }) => unit === 'day' || unit === 'month') &&
    !ticks.some(({ unit }) => unit === 'minute' || unit === 'second');
  return isDays ? intl({ month: 'long', year: 'numeric' }, us, timeZone)
    : formatDate(us, timeZone, { weekday: true });
}

function majorLabel({ us, unit }, timeZone) {
  if (unit === 'month') return intl({ month: 'long', year: 'numeric' }, us, timeZone);
  return formatDate(us, timeZone, { weekday: true });
}

function monthOrDay(tick, ticks, timeZone) {
  const isDays = ticks.some(({ unit }) => unit === 'day');
  return isDays ? dayOfMonth(tick.us, timeZone) : intl({ month: 'short' }, tick.us, timeZone);
}

function dayOfMonth(us, timeZone) {
  return intl({ weekday: 'short', day: 'numeric' }, us, timeZone);
}

function intl(options, us, timeZone) {
  return new Intl.DateTimeFormat(locale(), { ...options, timeZone }).format(us / 1000);
}

function paintDate(context, colours, text, x, room = Infinity) {
  context.font = `600 12px ${colours.font}`;
  const width = context.measureText(text).width;
  if (width > room) return 0;
  context.fillStyle = colours.text;
  context.fillText(text, x, DATE_Y);
  return x + width + 12;
}
