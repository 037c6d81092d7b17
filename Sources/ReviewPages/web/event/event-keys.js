/** The keys of the event page. */

import { bindKeys } from '../core/keys.js';
import { can } from '../core/session.js';
import { t } from '../core/words.js';

/** About one frame of most cameras. */
const frameSeconds = 0.04;

/**
 * Binds them.
 * @param {AbortSignal} signal
 * @param {import('../core/player/player.js').Player} player
 * @param {object} does what the others do
 */
export function bindEventKeys(signal, player, does) {
  const mark = (key, state, word) => ({
    keys: [key], label: t(word), run: () => { does.decide(state); },
  });
  const step = (back, forward, seconds, word) => ({
    keys: [back, forward], label: t(word), repeat: true,
    run: (event) => player.step(event.key === forward ? seconds : -seconds),
  });
  bindKeys(signal, t('keys.player'), [
    { keys: ['Space', 'p'], label: t('keys.play'), run: () => player.toggle() },
    step('ArrowLeft', 'ArrowRight', 1, 'keys.second'),
    step(',', '.', frameSeconds, 'keys.frame'),
    {
      keys: ['-', '+', '='], label: t('keys.slower'),
      run: (event) => player.changeRate(event.key === '-' ? -1 : 1),
    },
    { keys: ['b'], label: t('keys.boxes'), run: () => does.toggleBoxes() },
  ]);
  const deciding = [
    mark('r', 'reviewed', 'keys.reviewed'), mark('t', 'true_alarm', 'keys.true'),
    mark('f', 'false_alarm', 'keys.false'), mark('u', 'unreviewed', 'keys.unreviewed'),
    { keys: ['n'], label: t('keys.note'), run: () => does.note() },
    { keys: ['e'], label: t('keys.export'), run: () => { does.export(); } },
  ];
  bindKeys(signal, t('keys.event'), [
    ...(can('operator') ? deciding : []),
    {
      keys: ['j', 'k'], label: t('keys.in_list'),
      run: (event) => does.inList(event.key === 'j' ? 'next' : 'previous'),
    },
    {
      keys: ['[', ']'], label: t('keys.neighbour'),
      run: (event) => does.neighbour(event.key === ']' ? 'next' : 'previous'),
    },
    { keys: ['Escape'], label: t('keys.back'), run: () => does.back() },
  ]);
}
