/**
 * Choosing the frame on which a thing is pointed at: a slider over the recording, small steps,
 * and a field for a time of the feed.
 */

import { api } from '../../core/api.js';
import { debounce, el } from '../../core/dom.js';
import { messageOf } from '../../core/error-text.js';
import { button } from '../../core/states.js';
import { formatDateTime, formatMedia, wallToMicroseconds, zoneName } from '../../core/time.js';
import { t } from '../../core/words.js';
import { fieldValue } from '../timeline/calendar.js';

const STEPS_US = [-60_000_000, -10_000_000, -1_000_000, 1_000_000, 10_000_000, 60_000_000];
const SETTLE_MS = 140;
const SHORT_US = 120_000_000;

/** The control; it tells which recording and media time is asked for. */
export class Where {
  #feed;
  #signal;
  #chosen;
  #slider;
  #time = el('span.numbers.where-time');
  #field;
  #note = el('p.quiet.small', { role: 'status' });
  #tell;

  /**
   * @param {object} options
   * @param {object} options.feed
   * @param {(recording: object, mediaUs: number) => void} options.chosen
   * @param {AbortSignal} options.signal
   */
  constructor({ feed, chosen, signal }) {
    this.#feed = feed;
    this.#signal = signal;
    this.#chosen = chosen;
    this.recording = null;
    this.mediaUs = 0;
    this.#tell = debounce(() => signal.aborted || this.#chosen(this.recording, this.mediaUs), SETTLE_MS);
    this.#slider = el('input.where-slider', {
      type: 'range', min: 0, max: 0, step: 1, value: 0, disabled: true, signal,
      aria: { label: t('vanish.slider') },
      on: { input: () => this.#moveTo(Number(this.#slider.value) * 1000) },
    });
    this.#field = el('input.numbers', {
      type: 'datetime-local', step: 1, signal, on: { change: () => this.#locate() },
    });
    this.element = el('div.where.stack', {},
      el('div.where-line', {}, this.#slider, this.#time),
      el('div.row', {}, STEPS_US.map((step) => button(stepText(step), {
        quiet: true, signal, onClick: () => this.#moveTo(this.mediaUs + step),
      })),
      feed.first_us === null ? null : el('label.row.where-field', {},
        el('span.quiet.small', {}, `${t('vanish.goTo')} (${zoneName(feed.time_zone)})`), this.#field)),
      this.#note);
  }

  /** Shows a recording at a media time. */
  show(recording, mediaUs) {
    this.recording = recording;
    this.#slider.disabled = false;
    // In milliseconds; fine steps only where a second would be too coarse.
    this.#slider.step = recording.duration_us < SHORT_US ? '100' : '1000';
    this.#slider.max = String(Math.floor(recording.duration_us / 1000));
    this.#place(mediaUs);
    this.#note.textContent = recording.file_name;
  }

  #moveTo(mediaUs) {
    if (!this.recording) return;
    this.#place(mediaUs);
    this.#tell();
  }

  #place(mediaUs) {
    this.mediaUs = Math.round(Math.min(Math.max(0, mediaUs), Math.max(0, this.recording.duration_us - 1)));
    // While it is held it says where to go; its steps are no reason to move it back.
    if (!this.#slider.matches(':active')) this.#slider.value = String(Math.round(this.mediaUs / 1000));
    const start = this.recording.start_us;
    const text = start === null ? formatMedia(this.mediaUs, { fraction: 1 })
      : formatDateTime(start + this.mediaUs, this.#feed.time_zone);
    this.#time.textContent = text;
    this.#slider.setAttribute('aria-valuetext', text);
    if (start !== null && document.activeElement !== this.#field) {
      this.#field.value = fieldValue(start + this.mediaUs, this.#feed.time_zone);
    }
  }

  async #locate() {
    const text = this.#field.value.length === 16 ? `${this.#field.value}:00` : this.#field.value;
    const us = wallToMicroseconds(text, this.#feed.time_zone);
    if (!Number.isFinite(us)) return;
    try {
      const options = { signal: this.#signal };
      const found = await api.get(`/api/feeds/${this.#feed.id}/locate`, { at_us: us }, options);
      if (found.recording === null) {
        this.#note.textContent = found.next_us === null ? t('vanish.nothingThere')
          : t('vanish.nothingThereNext', { time: formatDateTime(found.next_us, this.#feed.time_zone) });
        return;
      }
      const recording = found.recording === this.recording?.id ? this.recording
        : await api.get(`/api/recordings/${found.recording}`, {}, options);
      this.show(recording, found.media_us);
      this.#chosen(recording, this.mediaUs);
    } catch (error) {
      if (error.name !== 'AbortError') this.#note.textContent = messageOf(error);
    }
  }
}

function stepText(us) {
  const seconds = Math.abs(us) / 1_000_000;
  const amount = seconds >= 60 ? `${seconds / 60} min` : `${seconds} s`;
  return us < 0 ? `− ${amount}` : `+ ${amount}`;
}
