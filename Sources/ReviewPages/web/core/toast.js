/** Short messages at the edge of the page, and the way back from what was just done. */

import { announce } from './announce.js';
import { el } from './dom.js';
import { messageOf } from './error-text.js';
import { bindKeys } from './keys.js';
import { t } from './words.js';

const undoSeconds = 10;
const mostShown = 3;

let host = null;
/** What can be taken back, the latest last. */
const reversible = [];

/** Makes room for messages, and Z take back what was done last. */
export function startToasts() {
  host = el('section.toasts', { aria: { label: t('toast.region') } });
  document.body.append(host);
  bindKeys(undefined, t('keys.everywhere'), [
    {
      keys: ['z'], label: t('keys.undo'), when: () => reversible.length > 0,
      run: () => { undoLast(); },
    },
  ]);
}

/**
 * Shows a message.
 * @param {string} text
 * @param {{kind?: 'info'|'error', action?: {label: string, run: () => void}, seconds?: number}} [options]
 * @returns {{close: () => void}}
 */
export function toast(text, { kind = 'info', action, seconds = 6 } = {}) {
  const element = el(`div.toast.toast-${kind}`, {}, el('span', {}, text));
  let timer = 0;
  const close = () => {
    clearTimeout(timer);
    element.remove();
  };
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(close, seconds * 1000);
  };
  if (action) {
    element.append(el('button.button.quiet', {
      type: 'button', on: { click: () => { close(); action.run(); } },
    }, action.label, action.key ? el('kbd', {}, action.key) : null));
  }
  // Whoever reads or aims at it has time to do so.
  element.addEventListener('pointerenter', () => clearTimeout(timer));
  element.addEventListener('pointerleave', wait);
  host.append(element);
  while (host.children.length > mostShown) host.firstElementChild.remove();
  announce(text, { urgent: kind === 'error' });
  wait();
  return { close };
}

/** Shows what went wrong. */
export const toastError = (error) => {
  if (error.name !== 'AbortError') toast(messageOf(error), { kind: 'error', seconds: 10 });
};

/** Says what was done and lets it be taken back for ten seconds, by the button or by Z. */
export function undoable(text, undo) {
  const entry = { undo };
  reversible.push(entry);
  entry.shown = toast(text, {
    seconds: undoSeconds, action: { label: t('action.undo'), key: 'Z', run: () => takeBack(entry) },
  });
  setTimeout(() => forget(entry), undoSeconds * 1000);
}

function forget(entry) {
  const index = reversible.indexOf(entry);
  if (index >= 0) reversible.splice(index, 1);
}

async function takeBack(entry) {
  forget(entry);
  entry.shown.close();
  try {
    await entry.undo();
    toast(t('toast.undone'), { seconds: 3 });
  } catch (error) {
    toastError(error);
  }
}

function undoLast() {
  const entry = reversible.at(-1);
  if (entry) takeBack(entry);
}
