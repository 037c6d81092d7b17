/** Until when to look for a thing: the end of the recordings, or a time. */

import { el } from '../../core/dom.js';
import { formatMedia, wallToMicroseconds, zoneName } from '../../core/time.js';
import { t } from '../../core/words.js';
import { fieldValue } from '../timeline/calendar.js';

/** The choice. With a clock it is a time of the feed, without one a place in the recording. */
export class Until {
  #feed;
  #recording = null;
  #choices;
  #field;
  #slider;
  #sliderText = el('span.numbers');
  #timeRow;

  /** @param {{feed: object, signal: AbortSignal}} options */
  constructor({ feed, signal }) {
    this.#feed = feed;
    const choice = (value, text) => el('label', {},
      el('input', {
        type: 'radio', name: 'until', value, checked: value === 'end', signal,
        on: { change: () => this.#show() },
      }),
      el('span', {}, text));
    this.#choices = el('fieldset.segmented', {}, el('legend', {}, t('vanish.until')),
      choice('end', t('vanish.untilEnd')), choice('time', t('vanish.untilTime')));
    this.#field = el('input.numbers', {
      type: 'datetime-local', step: 1, aria: { label: t('vanish.untilTime') },
    });
    this.#slider = el('input', {
      type: 'range', min: 0, max: 0, step: 1, aria: { label: t('vanish.untilTime') }, signal,
      on: {
        input: () => {
          this.#sliderText.textContent = formatMedia(Number(this.#slider.value) * 1_000_000);
        },
      },
    });
    this.#timeRow = el('div.row.until-time', { hidden: true }, this.#field, this.#slider, this.#sliderText,
      el('span.quiet.small.until-zone'));
    this.element = el('div.until.row', {}, this.#choices, this.#timeRow);
  }

  /** Suggests times for a recording. */
  show(recording) {
    if (this.#recording?.id === recording.id) return;
    this.#recording = recording;
    const { start_us: start, duration_us: duration } = recording;
    this.#slider.max = String(Math.floor(duration / 1_000_000));
    this.#slider.value = this.#slider.max;
    this.#sliderText.textContent = formatMedia(duration);
    if (start !== null) {
      this.#field.value = fieldValue(this.#feed.last_us ?? start + duration, this.#feed.time_zone);
    }
    this.#show();
  }

  /**
   * What to ask the server for.
   * @returns {{until: object|null, until_us: number|null}}
   */
  get request() {
    const isTime = this.#choices.querySelector(':checked').value === 'time';
    const isPlaced = this.#recording?.start_us !== null;
    // Without a clock nothing tells which recording comes after this one.
    if (!isPlaced) {
      const end = isTime ? Number(this.#slider.value) * 1_000_000 : this.#recording.duration_us;
      return { until: { recording: this.#recording.id, media_us: Math.max(0, end - 1) }, until_us: null };
    }
    const text = this.#field.value.length === 16 ? `${this.#field.value}:00` : this.#field.value;
    const us = wallToMicroseconds(text, this.#feed.time_zone);
    return { until: null, until_us: isTime && Number.isFinite(us) ? us : null };
  }

  #show() {
    const isTime = this.#choices.querySelector(':checked').value === 'time';
    const isPlaced = this.#recording?.start_us !== null;
    this.#timeRow.hidden = !isTime;
    this.#field.hidden = !isPlaced;
    this.#slider.hidden = isPlaced;
    this.#sliderText.hidden = isPlaced;
    this.#timeRow.lastElementChild.textContent = isPlaced ? zoneName(this.#feed.time_zone) : '';
  }
}
