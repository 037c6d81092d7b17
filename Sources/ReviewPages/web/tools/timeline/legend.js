/** What the shapes, bars and hatchings of a timeline mean. */

import { el } from '../../core/dom.js';
import { severityIcon } from '../../core/icons.js';
import { onThemeChange } from '../../core/theme.js';
import { t } from '../../core/words.js';
import { hatchingTile } from './palette.js';

const HATCHED = ['absent', 'undecodable', 'dropped', 'pending', 'purged'];

/** A list of signs with their words. */
export function legend(signal) {
  const swatches = HATCHED.map((state) => [state, swatch()]);
  const paint = () => swatches.forEach(([state, canvas]) => fill(canvas, state));
  paint();
  onThemeChange(paint, signal);
  const item = (sign, text) => el('li', {}, sign, el('span', {}, text));
  return el('ul.legend.timeline-legend', { aria: { label: t('timeline.legend') } },
    ['alert', 'detection', 'motion'].map((severity) =>
      item(severityIcon(severity, { label: false }), t(`severity.${severity}`))),
    item(el('span.swatch.swatch-bar'), t('timeline.bars')),
    item(el('span.swatch.swatch-analysed'), t('coverage.analysed')),
    item(el('span.swatch.swatch-key-frames'), t('coverage.key_frames_only')),
    item(el('span.swatch.swatch-overlap'), t('timeline.overlap')),
    swatches.map(([state, canvas]) => item(canvas, t(`coverage.${state}`))));
}

/** A small hatched square of a state. */
export function stateSwatch(state) {
  const canvas = swatch();
  fill(canvas, HATCHED.includes(state) ? state : 'absent');
  return canvas;
}

function swatch() {
  return el('canvas.swatch', { width: 32, height: 32, aria: { hidden: 'true' } });
}

function fill(canvas, state) {
  const context = canvas.getContext('2d');
  context.clearRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = context.createPattern(hatchingTile(state, 2), 'repeat');
  context.fillRect(0, 0, canvas.width, canvas.height);
}
