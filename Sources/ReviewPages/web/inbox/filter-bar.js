/** The bar above the grid: a button for each choice where there is room, one for all where there is not. */

import { openDialog, popover } from '../core/dialog.js';
import { el, replace } from '../core/dom.js';
import { icon } from '../core/icons.js';
import { button } from '../core/states.js';
import { t } from '../core/words.js';
import { choices } from './choices.js';
import { isNarrowed, widened } from './filters.js';

/** The bar. `element` sticks under the header. */
export class FilterBar {
  /**
   * @param {object} options
   * @param {object} options.filters
   * @param {import('./choices.js').Facts} options.facts
   * @param {(filters: object) => void} options.onChange
   * @param {AbortSignal} options.signal
   */
  constructor({ filters, facts, onChange, signal }) {
    Object.assign(this, { filters, facts, onChange, signal });
    this.open = null;
    this.choicesPlace = el('div.filter-choices.row', { role: 'group', aria: { label: t('inbox.filters') } });
    this.total = el('span.filter-total.quiet.numbers', { role: 'status' });
    this.order = el('select', {
      aria: { label: t('inbox.order') }, signal,
      on: { change: () => this.change({ order: this.order.value }) },
    }, el('option', { value: 'newest' }, t('inbox.newest')),
    el('option', { value: 'score' }, t('inbox.highest')));
    this.sheetButton = button(t('inbox.filters'), { icon: 'filter', signal, onClick: () => this.openSheet() });
    this.sheetButton.classList.add('filter-sheet-button');
    this.element = el('div.bar.filter-bar', {}, this.sheetButton, this.choicesPlace,
      el('span.grow'), this.total, this.order);
    this.draw();
  }

  /** Shows filters and facts that have changed elsewhere. */
  update({ filters = this.filters, facts = this.facts }) {
    Object.assign(this, { filters, facts });
    this.draw();
  }

  change(changes, { keepOpen = false } = {}) {
    this.filters = { ...this.filters, ...changes };
    if (!keepOpen) this.open?.close();
    this.onChange(this.filters);
    this.draw();
  }

  choices() {
    return choices(this.filters, this.facts, (changes, options) => this.change(changes, options), this.signal);
  }

  draw() {
    const focused = document.activeElement?.closest?.('.filter-choices [data-key]');
    const kept = focused ? `${focused.dataset.key}:${document.activeElement.dataset.severity ?? ''}` : null;
    this.order.value = this.filters.order;
    replace(this.choicesPlace, this.choices().map((choice) => this.place(choice)),
      isNarrowed(this.filters) ? button(t('inbox.clear'), {
        icon: 'close', quiet: true, onClick: () => this.change(widened(this.filters)),
      }) : null);
    const set = this.choices().filter((choice) => choice.isSet).length;
    this.sheetButton.querySelector('.badge')?.remove();
    if (set > 0) this.sheetButton.append(el('span.badge', {}, String(set)));
    if (kept) this.refocus(kept);
  }

  refocus(kept) {
    const [key, severity] = kept.split(':');
    const place = this.choicesPlace.querySelector(`[data-key="${key}"]`);
    const target = severity ? place?.querySelector(`[data-severity="${severity}"]`) : place;
    target?.focus({ preventScroll: true });
  }

  place(choice) {
    if (choice.isInline) {
      const element = choice.content();
      element.dataset.key = choice.key;
      return element;
    }
    const element = el('button.button.filter-button', {
      type: 'button', dataset: { key: choice.key }, class: choice.isSet ? 'is-set' : '',
      aria: { haspopup: 'dialog', expanded: 'false', label: `${choice.label}: ${choice.summary}` },
      on: { click: () => this.openChoice(choice.key) },
    }, el('span', {}, choice.summary), icon('down'));
    return element;
  }

  openChoice(key) {
    const choice = this.choices().find((other) => other.key === key);
    const anchor = this.choicesPlace.querySelector(`[data-key="${key}"]`);
    if (!choice || !anchor) return;
    const shown = popover(anchor, choice.content(), {
      signal: this.signal, label: choice.label,
      onClose: () => {
        if (this.open === shown) this.open = null;
        this.choicesPlace.querySelector(`[data-key="${key}"]`)?.setAttribute('aria-expanded', 'false');
      },
    });
    this.open = shown;
  }

  /** Where `/` leads: the first choice, or the sheet on a phone. */
  focus() {
    if (this.choicesPlace.offsetParent === null) this.openSheet();
    else this.choicesPlace.querySelector('button')?.focus();
  }

  async openSheet() {
    const body = el('div.stack.filter-sheet');
    const draw = () => {
      const scroll = body.parentElement?.scrollTop ?? 0;
      replace(body, this.choices().map((choice) => el('section.stack', {},
        el('h3', {}, choice.label), choice.content())));
      if (body.parentElement) body.parentElement.scrollTop = scroll;
    };
    draw();
    body.addEventListener('change', () => queueMicrotask(draw));
    body.addEventListener('click', (event) => {
      if (event.target.closest('button')) queueMicrotask(draw);
    });
    await openDialog({
      title: t('inbox.filters'), body, width: '30rem', signal: this.signal,
      actions: [
        {
          label: t('inbox.clear'),
          // Without a value, so that the sheet stays.
          submit: async () => {
            this.change(widened(this.filters));
            draw();
          },
        },
        { label: t('action.apply'), primary: true, value: true },
      ],
    });
  }
}
