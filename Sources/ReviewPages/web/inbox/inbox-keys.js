/** The keys of the inbox. */

import { bindKeys } from '../core/keys.js';
import { can } from '../core/session.js';
import { t } from '../core/words.js';

/**
 * Binds them.
 * @param {AbortSignal} signal
 * @param {object} does what each of them does
 */
export function bindInboxKeys(signal, does) {
  const mark = (key, state, word) => ({
    keys: [key], label: t(word), run: () => { does.review(state); },
  });
  const deciding = [
    mark('r', 'reviewed', 'keys.reviewed'), mark('t', 'true_alarm', 'keys.true'),
    mark('f', 'false_alarm', 'keys.false'), mark('u', 'unreviewed', 'keys.unreviewed'),
    { keys: ['e'], label: t('keys.export'), run: () => { does.export(); } },
  ];
  bindKeys(signal, t('keys.inbox'), [
    { keys: ['j', 'ArrowRight'], label: t('keys.next'), repeat: true, run: () => does.move(1) },
    { keys: ['k', 'ArrowLeft'], label: t('keys.previous'), repeat: true, run: () => does.move(-1) },
    {
      keys: ['ArrowUp', 'ArrowDown'], label: t('keys.row'), repeat: true,
      run: (event) => does.moveRow(event.key === 'ArrowDown' ? 1 : -1),
    },
    {
      keys: ['Home', 'End'], label: t('keys.first'),
      run: (event) => does.moveTo(event.key === 'Home' ? 0 : Infinity),
    },
    { keys: ['Enter', 'o'], label: t('keys.open'), when: does.hasCurrent, run: () => does.open() },
    { keys: ['Space', 'p'], label: t('keys.preview'), when: does.hasCurrent, run: () => does.preview() },
    { keys: ['x'], label: t('keys.select'), when: does.hasCurrent, run: () => does.toggle() },
    {
      keys: ['Shift+ArrowRight', 'Shift+ArrowLeft', 'Shift+ArrowUp', 'Shift+ArrowDown'],
      label: t('keys.range'), repeat: true, when: does.hasCurrent, run: (event) => does.extend(event.key),
    },
    { keys: ['a'], label: t('keys.select_all'), run: () => does.selectAll() },
    ...(can('operator') ? deciding : []),
    { keys: ['/'], label: t('keys.filter'), run: () => does.filter() },
    { keys: ['n'], label: t('keys.refresh'), when: does.hasNew, run: () => does.showNew() },
    { keys: ['Escape'], label: t('keys.escape'), run: () => does.escape() },
  ]);
}
