/** Deciding about one event: what it is, with a note, and what was decided before. */

import { el, replace } from '../core/dom.js';
import { reviewIcon } from '../core/icons.js';
import { review } from '../core/reviewing.js';
import { can } from '../core/session.js';
import { button } from '../core/states.js';
import { formatDateTime } from '../core/time.js';
import { toastError } from '../core/toast.js';
import { t } from '../core/words.js';

const states = [['reviewed', 'check', 'R'], ['true_alarm', 'warning', 'T'], ['false_alarm', 'cross', 'F']];

/** The panel. `decide` is what keys call. */
export class Decision {
  constructor(event, { signal }) {
    this.event = event;
    this.signal = signal;
    this.note = el('textarea', {
      maxlength: 2000, rows: 2, placeholder: t('event.note_hint'), signal,
      on: {
        keydown: (key) => {
          if (key.key === 'Escape') this.note.blur();
          if (key.key !== 'Enter' || !(key.ctrlKey || key.metaKey)) return;
          const { review_state: state } = this.event;
          this.decide(state === 'unreviewed' ? 'reviewed' : state);
        },
      },
    });
    this.buttons = el('div.decision-buttons', { role: 'group', aria: { label: t('event.review') } });
    this.history = el('div.decision-history');
    this.element = el('section.panel.stack.decision', { aria: { label: t('event.review') } },
      this.buttons,
      can('operator') ? el('label.field', {}, el('span', {}, t('event.note')), this.note)
        : el('p.quiet.small', {}, t('inbox.not_allowed')),
      this.history);
    this.update(event);
  }

  /** Shows what is known now. */
  update(event) {
    this.event = event;
    const mayDecide = can('operator');
    replace(this.buttons, states.map(([state, icon, key]) => button(t(`review.${state}`), {
      icon, key: mayDecide ? key : null, pressed: String(event.review_state === state),
      disabled: !mayDecide, class: `decide-${state}`,
      onClick: () => this.decide(event.review_state === state ? 'unreviewed' : state),
    })));
    const entries = [...event.reviews].sort((a, b) => b.us - a.us).map((entry) => el('li', {},
      el('span.decision-state', { class: `state-${entry.state}` }, reviewIcon(entry.state),
        t(`review.${entry.state}`)),
      el('span.quiet.small', {}, `${entry.reviewer ?? t('event.anonymous')} · `
        + formatDateTime(entry.us, event.time_zone)),
      entry.note ? el('p.decision-note', {}, entry.note) : null));
    replace(this.history, el('h3.quiet.small', {}, t('event.history')),
      entries.length > 0 ? el('ul', {}, entries)
        : el('p.quiet.small', {}, t('event.no_history')));
  }

  /** Marks the event, with the note if there is one. */
  async decide(state) {
    try {
      await review([this.event.id], state, { note: this.note.value.trim() || null });
      this.note.value = '';
    } catch (error) {
      toastError(error);
    }
  }
}
