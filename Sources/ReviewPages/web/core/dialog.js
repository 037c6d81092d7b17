/** Dialogs and small panels beside a button. */

import { el } from './dom.js';
import { messageOf } from './error-text.js';
import { icon } from './icons.js';
import { t } from './words.js';

let numbers = 0;

/**
 * Asks something; the rest of the page waits.
 * @param {object} options
 * @param {string} options.title
 * @param {Node} options.body
 * @param {Array<{label: string, value?: any, primary?: boolean, danger?: boolean,
 *   submit?: () => Promise<any>}>} [options.actions] `submit` gives the value; what it throws is shown and the dialog stays
 * @param {string} [options.width] CSS length
 * @param {AbortSignal} [options.signal] closes it
 * @returns {Promise<any>} the chosen value; null if it was closed
 */
export function openDialog({ title, body, actions = [], width = '28rem', signal }) {
  numbers += 1;
  const heading = `dialog-${numbers}`;
  const returnTo = document.activeElement;
  const problem = el('p.problem', { role: 'alert', hidden: true });
  const { promise, resolve } = Promise.withResolvers?.() ?? deferred();
  let result = null;

  const finish = (value) => {
    result = value;
    dialog.close();
  };
  const buttons = actions.map((action) => actionButton(action, finish, problem));
  const closeButton = el('button.button.quiet.icon-only', {
    type: 'button', aria: { label: t('action.close') }, on: { click: () => finish(null) },
  }, icon('close'));
  const dialog = el('dialog.dialog', { aria: { labelledby: heading }, style: { '--width': width } },
    el('form', {
      method: 'dialog', novalidate: true,
      on: {
        submit: (event) => {
          event.preventDefault();
          buttons.find((button) => button.classList.contains('primary'))?.click();
        },
      },
    },
    el('header', {}, el('h2', { id: heading }, title), closeButton),
    el('div.dialog-body', {}, body, problem),
    buttons.length > 0 ? el('footer', {}, buttons) : null));
  dialog.addEventListener('close', () => {
    dialog.remove();
    if (returnTo?.isConnected) returnTo.focus({ preventScroll: true });
    resolve(result);
  });
  dialog.addEventListener('pointerdown', (event) => {
    if (event.target === dialog) finish(null);
  });
  signal?.addEventListener('abort', () => finish(null), { once: true });
  document.body.append(dialog);
  dialog.showModal();
  dialog.querySelector('[autofocus], .dialog-body :is(input, select, textarea)')?.focus();
  return promise;
}

function deferred() {
  let resolve;
  const promise = new Promise((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

function actionButton(action, finish, problem) {
  const button = el('button.button', {
    type: action.primary ? 'submit' : 'button',
    class: `${action.primary ? 'primary' : ''} ${action.danger ? 'danger' : ''}`,
    on: {
      async click(event) {
        event.preventDefault();
        if (!action.submit) {
          finish(action.value ?? null);
          return;
        }
        problem.hidden = true;
        button.disabled = true;
        try {
          const value = await action.submit();
          if (value !== undefined) finish(value);
        } catch (error) {
          problem.textContent = messageOf(error);
          problem.hidden = false;
        } finally {
          button.disabled = false;
        }
      },
    },
  }, action.label);
  return button;
}

/**
 * A small panel beside `anchor`; closed by Esc, by a click elsewhere, or by the button again.
 * @returns {{close: () => void, element: HTMLElement}}
 */
export function popover(anchor, content, { signal, onClose, label } = {}) {
  const element = el('div.popover', { popover: 'auto', role: 'dialog', aria: { label } }, content);
  const place = () => placeBeside(element, anchor);
  const ending = new AbortController();
  const close = () => {
    if (element.matches(':popover-open')) element.hidePopover();
  };
  element.addEventListener('toggle', (event) => {
    if (event.newState !== 'closed') return;
    ending.abort();
    const focused = document.activeElement;
    const hadFocus = element.contains(focused) || focused === document.body;
    element.remove();
    anchor.setAttribute('aria-expanded', 'false');
    if (hadFocus && anchor.isConnected) anchor.focus({ preventScroll: true });
    onClose?.();
  });
  signal?.addEventListener('abort', close, { once: true, signal: ending.signal });
  window.addEventListener('resize', place, { signal: ending.signal });
  document.body.append(element);
  element.showPopover();
  place();
  anchor.setAttribute('aria-expanded', 'true');
  element.querySelector('[autofocus], input, select, button, a')?.focus({ preventScroll: true });
  return { close, element, place };
}

function placeBeside(element, anchor) {
  const margin = 8;
  const box = anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = element;
  const left = Math.max(margin, Math.min(box.left, innerWidth - width - margin));
  const isRoomBelow = box.bottom + margin + height <= innerHeight || box.top < innerHeight / 2;
  const top = isRoomBelow ? box.bottom + 6 : Math.max(margin, box.top - height - 6);
  element.style.left = `${left}px`;
  element.style.top = `${Math.min(top, Math.max(margin, innerHeight - height - margin))}px`;
}
