/** The line that says what is under the pointer, and the picture of an event there. */

import { apiURL } from '../../core/api.js';
import { el, replace } from '../../core/dom.js';
import { severityIcon } from '../../core/icons.js';
import { formatPpm } from '../../core/numbers.js';
import { named, t } from '../../core/words.js';
import { fullTime } from './source.js';

const PEEK_WIDTH_REM = 16;
const BELOW_EVENTS = 0.4;

/** A line of fixed height, so that nothing moves when its words change. */
export class Readout {
  #peek;
  #peeked = null;

  constructor() {
    this.element = el('p.timeline-readout', {}, t('timeline.readout'));
    this.#peek = el('img.timeline-peek', { alt: '', hidden: true });
    this.#peek.addEventListener('error', () => this.#hidePeek());
  }

  /** The picture that stands beside the pointer; to be put over the timeline. */
  get peek() {
    return this.#peek;
  }

  /**
   * Says what is known of an instant.
   * @param {import('./row.js').Row} row
   * @param {number} us
   * @param {object[]} events under the pointer
   * @param {number} [x] where the pointer is, in CSS pixels of the timeline
   */
  say(row, us, events, x) {
    const { source } = row;
    const { motionPpm, state, reason } = row.momentAt(us);
    const first = events[0];
    replace(this.element,
      el('strong.numbers', {}, fullTime(first ? first.start_us : us, source.zone)),
      el('span', {}, source.title),
      first ? this.#event(first, events.length) : this.#motion(motionPpm, state),
      state ? el('span.quiet', {}, reason ?? t(`timeline.state.${state}`)) : null);
    if (first && x !== undefined) this.#show(first, x, row.canvas);
    else this.#hidePeek();
  }

  #event(event, count) {
    return el('span.row', {}, severityIcon(event.severity), named('kind', event.kind),
      count > 1 ? el('span.quiet', {}, t('timeline.andMore', { count: count - 1 })) : null);
  }

  #motion(motionPpm, state) {
    if (motionPpm === null) return state ? null : el('span.quiet', {}, t('timeline.nothingKnown'));
    return el('span.numbers', {}, motionPpm === 0 ? t('timeline.noMotion')
      : t('timeline.motion', { share: formatPpm(motionPpm) }));
  }

  #show(event, x, canvas) {
    if (this.#peeked !== event.id) {
      this.#peeked = event.id;
      this.#peek.src = apiURL(`/api/events/${event.id}/thumbnail`);
    }
    const frame = this.#peek.parentElement.getBoundingClientRect();
    const row = canvas.getBoundingClientRect();
    const width = PEEK_WIDTH_REM * parseFloat(getComputedStyle(document.documentElement).fontSize);
    const left = Math.max(4, Math.min(frame.width - width - 4, x - width / 2));
    const top = row.top - frame.top + row.height * BELOW_EVENTS;
    this.#peek.style.transform = `translate(${left}px, ${top}px)`;
    this.#peek.hidden = false;
  }

  #hidePeek() {
    this.#peek.hidden = true;
  }
}
