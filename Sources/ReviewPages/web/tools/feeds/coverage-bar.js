/** How much of a recording was looked at, as a bar and in words. */

import { el } from '../../core/dom.js';
import { formatPercent } from '../../core/numbers.js';
import { formatDuration } from '../../core/time.js';
import { t } from '../../core/words.js';

const STATES = ['analysed', 'key_frames_only', 'undecodable', 'dropped', 'absent', 'pending', 'purged'];

/** The parts of a recording's coverage that are not empty, largest share first in words. */
export function coverageText(coverage, durationUs) {
  const parts = partsOf(coverage);
  if (parts.length === 0 || !(durationUs > 0)) return t('feeds.nothingKnown');
  return parts.map(({ state, us }) => {
    const share = Math.min(1, us / durationUs);
    if (share === 1 && state === 'analysed') return t('coverage.analysed');
    const percent = formatPercent(share, share > 0.01 ? 0 : 1);
    return `${t(`coverage.${state}`)} ${percent} (${formatDuration(us)})`;
  }).join(', ');
}

/** The bar. */
export function coverageBar(coverage, durationUs) {
  const total = Math.max(durationUs ?? 0, ...partsOf(coverage).map(({ us }) => us), 1);
  return el('div.coverage-bar', { role: 'img', aria: { label: coverageText(coverage, durationUs) } },
    partsOf(coverage).map(({ state, us }) => el(`span.coverage-part.is-${state.replaceAll('_', '-')}`, {
      title: `${t(`coverage.${state}`)} ${formatDuration(us)}`,
      style: { width: `${(us / total) * 100}%` },
    })));
}

function partsOf(coverage) {
  return STATES.map((state) => ({ state, us: coverage[`${state}_us`] ?? 0 })).filter(({ us }) => us > 0);
}
