/** Notices events that were found since the list was fetched, and offers them without moving anything. */

import { api } from '../core/api.js';
import { announce } from '../core/announce.js';
import { debounce, el, replace } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { onLive } from '../core/live.js';
import { t } from '../core/words.js';

/**
 * A pill that says how many are new.
 * @param {object} options
 * @param {() => object} options.query of the counts
 * @param {(counts: object) => void} options.onCounts
 * @param {() => void} options.onShow
 * @param {AbortSignal} options.signal
 */
export function newEvents({ query, onCounts, onShow, signal }) {
  let known = null;
  let found = 0;
  const element = el('button.new-events', { type: 'button', hidden: true, signal, on: { click: onShow } });

  function draw(isNews) {
    element.hidden = found === 0;
    if (found === 0) return;
    replace(element, icon('previous'), el('span.numbers', {}, t('inbox.new', { count: found })));
    if (isNews) announce(t('inbox.new_said', { count: found }));
  }

  async function ask() {
    try {
      const counts = await api.get('/api/events/counts', query(), { signal });
      const before = found;
      found = known === null ? 0 : Math.max(0, counts.total - known);
      known ??= counts.total;
      onCounts(counts);
      draw(found > before);
    } catch {
      // The next news brings the next chance; the list itself is still there.
    }
  }

  const asked = debounce(() => {
    if (!signal.aborted) ask();
  }, 700);
  onLive('counts', asked, signal);
  onLive('changed', asked, signal);
  return {
    element,
    get found() {
      return found;
    },
    /** The list was fetched anew: what is there now is no news. */
    restart() {
      known = null;
      found = 0;
      draw(false);
      return ask();
    },
    /** The list was kept from before, when `total` events were there. */
    resume(total) {
      known = total;
      return ask();
    },
  };
}
