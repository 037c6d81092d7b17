/** Telling where a recording that was moved lies now. */

import { api } from './api.js';
import { openDialog } from './dialog.js';
import { el } from './dom.js';
import { toast } from './toast.js';
import { t } from './words.js';

/** Asks for the new path of a recording; gives the recording, or null if nothing was changed. */
export async function relocate(recording, { signal, path = '' } = {}) {
  const field = el('input', { type: 'text', value: path, required: true, spellcheck: false, autocomplete: 'off' });
  const answer = await openDialog({
    title: t('relocate.title'), width: '34rem', signal,
    body: el('div.stack', {}, el('p', {}, t('relocate.text')),
      el('label.field', {}, el('span', {}, t('relocate.path')), field)),
    actions: [
      { label: t('action.cancel') },
      {
        label: t('relocate.submit'), primary: true,
        submit: () => api.post(`/api/recordings/${recording}/relocate`, { path: field.value.trim() }),
      },
    ],
  });
  if (answer) toast(t('relocate.done', { name: answer.file_name }));
  return answer;
}
