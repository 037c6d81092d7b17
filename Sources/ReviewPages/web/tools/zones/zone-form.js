/** Naming a polygon and saving it: as a zone, as an ignored area, or as a privacy mask. */

import { el } from '../../core/dom.js';
import { messageOf } from '../../core/error-text.js';
import { button } from '../../core/states.js';
import { t } from '../../core/words.js';
import { mayChange } from './zone-list.js';

const KINDS = ['zone', 'mask', 'privacy_mask'];
const LONGEST_NAME = 64;

/** The form. It is for a new zone until `edit` gives it one. */
export class ZoneForm {
  #zone = null;
  #polygon = null;
  #name;
  #kind;
  #note = el('p.quiet.small');
  #canSave;
  #problem = el('p.problem', { role: 'alert', hidden: true });
  #save;
  #cancel;
  #title = el('h2', {}, t('zones.saveTitle'));

  /**
   * @param {object} options
   * @param {import('./zone-list.js').ZoneList} options.list
   * @param {() => void} options.ended editing ended
   * @param {AbortSignal} options.signal
   */
  constructor({ list, ended, signal }) {
    this.ended = ended;
    const kinds = KINDS.filter(mayChange);
    this.#canSave = kinds.length > 0;
    this.#name = el('input', {
      type: 'text', maxlength: LONGEST_NAME, autocomplete: 'off', required: true, signal,
      on: { input: () => this.#show() },
    });
    this.#kind = el('select', { signal, on: { change: () => this.#show() } },
      kinds.map((kind) => el('option', { value: kind }, t(`zone.${kind}`))));
    this.#save = el('button.button.primary', { type: 'submit' }, t('action.save'));
    this.#cancel = button(t('action.cancel'), { signal, onClick: () => this.#end() });
    this.element = el('form.panel.stack.zone-form', {
      novalidate: true, hidden: true, signal,
      on: {
        submit: (event) => {
          event.preventDefault();
          this.#submit(list);
        },
      },
    }, this.#title,
    el('div.fields', {},
      el('label.field', {}, el('span', {}, t('zones.name')), this.#name),
      el('label.field', {}, el('span', {}, t('zones.kind')), this.#kind)),
    this.#note, this.#problem, el('div.row', {}, this.#save, this.#cancel));
    this.#show();
  }

  /** Which zone is being changed; null: a new one. */
  get zone() {
    return this.#zone;
  }

  /** Takes what is drawn now. */
  setPolygon(polygon) {
    this.#polygon = polygon;
    this.#show();
  }

  /** Changes a zone instead of making a new one. */
  edit(zone) {
    this.#zone = zone;
    this.#name.value = zone.name;
    this.#kind.value = zone.kind;
    this.#problem.hidden = true;
    this.#show();
    this.#name.focus({ preventScroll: true });
  }

  #show() {
    const kind = this.#kind.value;
    this.#title.textContent = this.#zone ? t('zones.editTitle', { name: this.#zone.name })
      : t('zones.saveTitle');
    this.#note.textContent = kind ? t(`zones.note.${kind}`) : '';
    this.element.hidden = this.#zone === null && (this.#polygon === null || !this.#canSave);
    this.#cancel.hidden = this.#zone === null;
    this.#save.disabled = this.#polygon === null || this.#name.value.trim() === '';
  }

  #end() {
    this.#zone = null;
    this.#name.value = '';
    this.#problem.hidden = true;
    this.#show();
    this.ended();
  }

  async #submit(list) {
    if (this.#save.disabled) return;
    const what = { name: this.#name.value.trim(), kind: this.#kind.value, polygon: this.#polygon };
    this.#save.disabled = true;
    try {
      if (this.#zone) await list.change(this.#zone, what);
      else await list.add(what);
      this.#end();
    } catch (error) {
      this.#problem.textContent = messageOf(error);
      this.#problem.hidden = false;
      this.#show();
    }
  }
}
