/** What can be done with the events that are selected. */

import { el, replace } from '../core/dom.js';
import { can } from '../core/session.js';
import { button } from '../core/states.js';
import { t } from '../core/words.js';

/**
 * A bar at the lower edge while anything is selected.
 * @param {{onReview: (state: string) => void, onExport: () => void, onClear: () => void, signal: AbortSignal}}
 *   actions
 */
export function selectionBar({ onReview, onExport, onClear, signal }) {
  const makeRoom = (isShown) => document.body.toggleAttribute('data-selecting', isShown);
  signal.addEventListener('abort', () => makeRoom(false), { once: true });
  const count = el('strong.numbers', { role: 'status' });
  const decide = can('operator') ? [
    button(t('review.reviewed'), { icon: 'check', key: 'R', onClick: () => onReview('reviewed') }),
    button(t('review.true_alarm'), { icon: 'warning', key: 'T', onClick: () => onReview('true_alarm') }),
    button(t('review.false_alarm'), { icon: 'cross', key: 'F', onClick: () => onReview('false_alarm') }),
    button(t('action.export'), { icon: 'export', key: 'E', onClick: onExport }),
  ] : [];
  const element = el('div.selection-bar', { role: 'toolbar', hidden: true, aria: { label: t('inbox.mark') } },
    count, decide, button(t('inbox.select_none'), {
      icon: 'close', quiet: true, iconOnly: true, key: 'Esc', onClick: onClear,
    }));
  return {
    element,
    show(selected) {
      element.hidden = selected === 0;
      // Makes room for messages above the bar.
      makeRoom(selected > 0);
      replace(count, t('inbox.selected', { count: selected }));
    },
  };
}
