/** What a person can do when a recording cannot be played. */

import { relocate } from '../relocating.js';
import { can } from '../session.js';
import { button } from '../states.js';
import { t } from '../words.js';

/**
 * Buttons that help, the likeliest first.
 * @param {Error} error
 * @param {import('./player.js').Part} part that could not be played
 * @param {{signal: AbortSignal, again: () => void, next: (() => void)|null}} ways
 */
export function remedies(error, part, { signal, again, next }) {
  const found = [button(t('action.retry'), { onClick: again })];
  if (error.code === 'gone' && can('admin')) {
    found.unshift(button(t('relocate.title'), {
      primary: true,
      onClick: async () => {
        if (await relocate(part.recording, { signal })) again();
      },
    }));
  }
  if (next) found.push(button(t('player.next_part'), { onClick: next }));
  return found;
}
