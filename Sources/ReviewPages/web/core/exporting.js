/** The dialog that makes an evidence bundle. */

import { api } from './api.js';
import { openDialog } from './dialog.js';
import { el } from './dom.js';
import { formatBytes } from './numbers.js';
import { button } from './states.js';
import { language, languageNames, t } from './words.js';

const labelled = (label, control, hint) => el('label.field', {}, el('span', {}, label), control,
  hint ? el('small', {}, hint) : null);

/** Asks what the bundle is for, makes it, and shows where it is. */
export async function exportEvents(ids, { signal } = {}) {
  const form = exportForm();
  const made = await openDialog({
    title: t('export.title', { count: ids.length }), body: form.element, width: '36rem', signal,
    actions: [
      { label: t('action.cancel') },
      {
        label: t('export.submit'), primary: true,
        submit: async () => {
          const asked = form.value();
          form.working.hidden = false;
          try {
            return await api.post('/api/exports', { events: ids, ...asked }, { signal });
          } finally {
            form.working.hidden = true;
          }
        },
      },
    ],
  });
  if (made) await showBundle(made, signal);
  return made;
}

function exportForm() {
  const purpose = el('input', { type: 'text', required: true, maxlength: 500, autocomplete: 'off' });
  const number = el('input', { type: 'text', maxlength: 200, autocomplete: 'off' });
  const pages = el('select', {}, Object.entries(languageNames).map(([code, name]) => el('option', {
    value: code, selected: code === language(),
  }, name)));
  const contents = el('select', {}, el('option', { value: 'stretch' }, t('export.stretch')),
    el('option', { value: 'whole_file' }, t('export.whole')));
  const reason = el('input', { type: 'text', maxlength: 500, autocomplete: 'off' });
  const reasonField = labelled(t('export.reason'), reason);
  reasonField.hidden = true;
  const original = el('input', {
    type: 'checkbox',
    on: {
      change: () => {
        reasonField.hidden = !original.checked;
        if (original.checked) reason.focus();
      },
    },
  });
  const working = el('p.quiet', { role: 'status', hidden: true }, t('export.working'));
  const element = el('div.stack', {},
    labelled(t('export.purpose'), purpose, t('export.purpose_hint')),
    el('div.fields', {}, labelled(t('export.number'), number, t('export.number_hint')),
      labelled(t('export.language'), pages)),
    labelled(t('export.contents'), contents),
    el('label.check', {}, original, el('span', {}, t('export.original'))),
    el('small.quiet', {}, t('export.original_hint')), reasonField, working);
  const value = () => {
    const need = (field, word) => {
      if (field.value.trim() !== '') return;
      field.focus();
      throw Object.assign(new Error(t(word)), { code: 'incomplete' });
    };
    need(purpose, 'export.needs_purpose');
    if (original.checked) need(reason, 'export.needs_reason');
    return {
      purpose: purpose.value.trim(), request_number: number.value.trim(), language: pages.value,
      contents: contents.value, include_original: original.checked,
      reason: original.checked ? reason.value.trim() : null,
    };
  };
  return { element, value, working };
}

async function showBundle(made, signal) {
  await openDialog({
    title: t('export.done'), width: '36rem', signal,
    body: el('div.stack', {},
      el('p', {}, t('export.done_text', { files: made.files, bytes: formatBytes(made.bytes) })),
      el('dl.stack', {}, el('dt.quiet', {}, t('export.digest')), el('dd.digest', {}, made.manifest_sha256)),
      el('div.row', {},
        button(t('action.download'), {
          icon: 'download', primary: true, href: made.download, download: true,
        }),
        button(t('exports.title'), { href: '/exports' }))),
  });
}
