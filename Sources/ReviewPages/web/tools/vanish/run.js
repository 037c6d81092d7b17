/** Asking the server, with the time that has passed and a way to stop. */

import { ApiError, api } from '../../core/api.js';
import { el, replace } from '../../core/dom.js';
import { errorState, button } from '../../core/states.js';
import { formatNumber } from '../../core/numbers.js';
import { t } from '../../core/words.js';

const TICK_MS = 100;

/**
 * Asks when a thing vanished, and shows in `host` how long it takes.
 * @param {HTMLElement} host
 * @param {{feed: object, body: object, signal: AbortSignal, retry: () => void}} options
 * @returns {Promise<object|null>} the answer; null: stopped or refused, which `host` says
 */
export async function askVanish(host, { feed, body, signal, retry }) {
  const stop = new AbortController();
  const begun = performance.now();
  const elapsed = el('span.numbers');
  const tell = () => {
    elapsed.textContent = t('vanish.elapsed', {
      seconds: formatNumber((performance.now() - begun) / 1000, 1),
    });
  };
  tell();
  const ticking = setInterval(tell, TICK_MS);
  replace(host, el('div.vanish-progress.row', {},
    el('span', { role: 'status' }, t('vanish.looking')), elapsed,
    button(t('action.cancel'), { onClick: () => stop.abort() })));
  try {
    return await api.post(`/api/feeds/${feed.id}/vanish`, body, {
      signal: AbortSignal.any([stop.signal, signal]),
    });
  } catch (error) {
    if (signal.aborted) return null;
    if (error.name === 'AbortError') replace(host, el('p.quiet', { role: 'status' }, t('vanish.stopped')));
    else replace(host, refusal(error, retry));
    return null;
  } finally {
    clearInterval(ticking);
  }
}

/** What can't be compared is no fault of the program: it is said, and what to do instead. */
function refusal(error, retry) {
  if (!(error instanceof ApiError) || error.code !== 'unprocessable') return errorState(error, { retry });
  return el('div.panel.stack', { role: 'alert' }, el('p', {}, error.message),
    el('p.quiet', {}, t('vanish.refusedHint')));
}
