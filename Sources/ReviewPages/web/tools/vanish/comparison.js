/** Two stills of the same place, side by side or one over the other with a slider between them. */

import { el, svg } from '../../core/dom.js';
import { formatPercent } from '../../core/numbers.js';
import { button } from '../../core/states.js';
import { formatDateTime, formatMedia } from '../../core/time.js';
import { t } from '../../core/words.js';

/** How many times the thing's own size is shown when it is looked at closely. */
const SURROUNDINGS = 4;
const MOST_ZOOM = 10;
const WHOLE = [0, 0, 1, 1];

/** When a shot was taken, in words. */
export const shotTime = (shot, zone) =>
  (shot.us === null ? formatMedia(shot.media_us, { fraction: 1 }) : formatDateTime(shot.us, zone));

/**
 * A comparison of two shots.
 * @param {object} options
 * @param {object} options.before
 * @param {object} options.after
 * @param {object} options.target what was pointed at: `box` or `point`; with neither nothing is marked
 * @param {object} options.feed
 * @param {AbortSignal} options.signal
 */
export function comparison({ before, after, target, feed, signal }) {
  const shape = `${feed.display_width || 16} / ${feed.display_height || 9}`;
  const area = boxOf(target);
  const figures = el('div.comparison-pair', {},
    figure(before, 'before', { area, feed, shape }), figure(after, 'after', { area, feed, shape }));
  const { element: overlay, slide } = layered(before, after, { area, shape, signal });
  overlay.hidden = true;
  const both = el('div.comparison', { style: { '--shape': shape } }, figures, overlay);

  const compare = button(t('vanish.compare'), { icon: 'boxes', pressed: false, signal, onClick: () => {
    const isLayered = overlay.hidden;
    overlay.hidden = !isLayered;
    figures.hidden = isLayered;
    compare.setAttribute('aria-pressed', String(isLayered));
    if (isLayered) slide.focus({ preventScroll: true });
  } });
  const zoom = button(t('vanish.closer'), { icon: 'zoom-in', pressed: false, signal, onClick: () => {
    const isClose = zoom.getAttribute('aria-pressed') !== 'true';
    zoom.setAttribute('aria-pressed', String(isClose));
    both.classList.toggle('is-close', isClose);
  } });
  setCloseness(both, area ?? WHOLE);
  return el('div.stack', {}, both, el('div.row', {}, compare, area ? zoom : null));
}

/** The picture that was pointed at, where there is nothing to compare it with. */
export function single(shot, { target, feed }) {
  const shape = `${feed.display_width || 16} / ${feed.display_height || 9}`;
  const time = shotTime(shot, feed.time_zone);
  return el('figure.comparison-figure', {},
    el('figcaption', {}, el('strong', {}, t('vanish.reference')), ' ', el('span.numbers', {}, time)),
    still(shot, `${t('vanish.reference')}, ${time}`, boxOf(target), shape));
}

function figure(shot, kind, { area, feed, shape }) {
  const time = shotTime(shot, feed.time_zone);
  return el('figure.comparison-figure', {},
    el('figcaption', {}, el('strong', {}, t(`vanish.${kind}`)), ' ', el('span.numbers', {}, time), ' ',
      shot.similarity === undefined ? null
        : el('span.quiet.small.numbers', {}, t('vanish.similarity', { share: formatPercent(shot.similarity) }))),
    still(shot, `${t(`vanish.${kind}`)}, ${time}`, area, shape));
}

function still(shot, alt, area, shape) {
  const [x, y, width, height] = area ?? WHOLE;
  return el('div.comparison-still', { style: { '--shape': shape } },
    el('div.comparison-picture', {},
      el('img', { src: shot.picture, alt, decoding: 'async' }),
      svg('svg', { viewBox: '0 0 1 1', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
        area ? svg('rect', { class: 'pointed-box', x, y, width, height }) : null)));
}

function layered(before, after, { area, shape, signal }) {
  const top = still(after, '', area, shape);
  top.classList.add('comparison-top');
  const slide = el('input.comparison-slide', {
    type: 'range', min: 0, max: 100, value: 50, aria: { label: t('vanish.slide') }, signal,
    on: { input: () => place() },
  });
  const element = el('div.comparison-layers', { style: { '--shape': shape } },
    still(before, '', area, shape), top, slide,
    el('span.comparison-tag.is-before', {}, t('vanish.before')),
    el('span.comparison-tag.is-after', {}, t('vanish.after')));
  const place = () => element.style.setProperty('--slide', `${slide.value}%`);
  place();
  return { element, slide };
}

function setCloseness(element, [x, y, width, height]) {
  const scale = Math.min(MOST_ZOOM, Math.max(1, 1 / (SURROUNDINGS * Math.max(width, height))));
  // The origin that keeps the thing in view at this scale: at the edges of the picture it gives way.
  const origin = (centre) => {
    const shownFrom = Math.min(1 - 1 / scale, Math.max(0, centre - 0.5 / scale));
    return scale === 1 ? 50 : (shownFrom / (1 - 1 / scale)) * 100;
  };
  element.style.setProperty('--zoom', String(scale));
  element.style.setProperty('--origin', `${origin(x + width / 2)}% ${origin(y + height / 2)}%`);
}

/** The box that is drawn around what was pointed at. */
function boxOf({ box, point }) {
  if (box) return box;
  if (!point) return null;
  const [x, y] = point;
  return [Math.max(0, x - 0.03), Math.max(0, y - 0.04), 0.06, 0.08];
}
