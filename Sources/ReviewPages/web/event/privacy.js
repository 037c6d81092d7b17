/** Whether viewers see an event as it is, and for what reason. */

import { api } from '../core/api.js';
import { openDialog } from '../core/dialog.js';
import { el, replace } from '../core/dom.js';
import { can, session } from '../core/session.js';
import { button } from '../core/states.js';
import { formatDateTime } from '../core/time.js';
import { toast, toastError } from '../core/toast.js';
import { t } from '../core/words.js';

const hoursOffered = [1, 8, 24, 72];

/**
 * The panel; null where nobody is ever shown pixelated pictures.
 * @param {object} event
 * @param {{signal: AbortSignal, onChange: () => void}} options
 */
export function privacy(event, { signal, onChange }) {
  if (!session().login_required) return null;
  const element = el('section.panel.stack.privacy', { aria: { label: t('unmask.title') } });
  const draw = (grant) => {
    const time = grant ? formatDateTime(grant.until_us, event.time_zone) : '';
    replace(element,
      el('p.small', {}, grant ? t('unmask.until', { time, by: grant.by, reason: grant.reason })
        : t('unmask.pixelated')),
      can('operator') ? el('div.row', {}, grant
        ? button(t('unmask.end'), { icon: 'eye-off', onClick: end })
        : button(t('unmask.open'), { icon: 'eye', onClick: begin })) : null);
  };
  async function begin() {
    const grant = await ask(event, signal);
    if (!grant) return;
    toast(t('unmask.done', { time: formatDateTime(grant.until_us, event.time_zone) }));
    draw(grant);
    onChange();
  }
  async function end() {
    try {
      await api.remove(`/api/events/${event.id}/unmask`, { signal });
      toast(t('unmask.ended'));
      draw(null);
      onChange();
    } catch (error) {
      toastError(error);
    }
  }
  draw(event.unmasked);
  return element;
}

function ask(event, signal) {
  const reason = el('input', { type: 'text', required: true, maxlength: 1000, autocomplete: 'off' });
  const hours = el('select', {}, hoursOffered.map((count) => el('option', {
    value: count, selected: count === 24,
  }, t('unmask.hours_count', { count }))));
  return openDialog({
    title: t('unmask.title'), signal,
    body: el('div.stack', {}, el('p', {}, t('unmask.text')),
      el('label.field', {}, el('span', {}, t('unmask.reason')), reason),
      el('label.field', {}, el('span', {}, t('unmask.hours')), hours)),
    actions: [
      { label: t('action.cancel') },
      {
        label: t('unmask.submit'), primary: true,
        submit: () => {
          const stated = reason.value.trim();
          if (stated === '') {
            reason.focus();
            throw Object.assign(new Error(t('unmask.needs_reason')), { code: 'incomplete' });
          }
          const body = { reason: stated, hours: Number(hours.value) };
          return api.post(`/api/events/${event.id}/unmask`, body, { signal });
        },
      },
    ],
  });
}
