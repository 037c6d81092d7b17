/** The recordings of a feed with what became of each, fetched when they are opened. */

import { api } from '../../core/api.js';
import { el, replace } from '../../core/dom.js';
import { formatNumber } from '../../core/numbers.js';
import { relocate } from '../../core/relocating.js';
import { can } from '../../core/session.js';
import { button, errorState, skeleton } from '../../core/states.js';
import { formatDateTime, formatDuration } from '../../core/time.js';
import { named, t } from '../../core/words.js';
import { coverageBar, coverageText } from './coverage-bar.js';

const PAGE = 50;

/** The list; it asks for the next page when it is wanted. */
export class RecordingList {
  #feed;
  #signal;
  #next = null;
  #isOpen = false;
  #list = el('ul.recordings');
  #more;

  /** @param {{feed: object, signal: AbortSignal}} options */
  constructor({ feed, signal }) {
    this.#feed = feed;
    this.#signal = signal;
    this.#more = button(t('action.more'), { signal, onClick: () => this.#load() });
    this.#more.hidden = true;
    this.element = el('div.stack', {}, this.#list, this.#more);
  }

  /** Fetches the first page, once. */
  open() {
    if (this.#isOpen) return;
    this.#isOpen = true;
    replace(this.#list, el('li', {}, skeleton({ lines: 4 })));
    this.#load();
  }

  async #load() {
    const isFirst = this.#next === null;
    try {
      const { recordings, next } = await api.get(`/api/feeds/${this.#feed.id}/recordings`,
        { cursor: this.#next, limit: PAGE }, { signal: this.#signal });
      if (isFirst) replace(this.#list);
      this.#list.append(...recordings.map((recording) => this.#entry(recording)));
      this.#next = next;
      this.#more.hidden = next === null;
    } catch (error) {
      if (error.name === 'AbortError') return;
      this.#more.hidden = true;
      replace(this.#list, el('li', {}, errorState(error, { retry: () => {
        this.#isOpen = false;
        this.#next = null;
        this.open();
      } })));
    }
  }

  #entry(recording) {
    const { id, status, start_us: start, duration_us: duration } = recording;
    const isPlaced = start !== null;
    const address = isPlaced ? `/timeline?feed=${this.#feed.id}&at=${Math.round(start + duration / 2)}` +
      `&span=${Math.round(Math.max(10_000_000, duration * 1.1))}` : `/timeline?recording=${id}`;
    return el('li.recording', {},
      el('div.recording-head', {},
        duration > 0 ? el('a', { href: address }, recording.file_name)
          : el('strong', {}, recording.file_name),
        el(`span.chip.recording-status.is-${status}`, {}, named('status', status))),
      el('p.quiet.small.numbers', {}, [
        isPlaced ? formatDateTime(start, this.#feed.time_zone) : t('clock.unknown'),
        duration > 0 ? formatDuration(duration) : null,
        recording.codec, recording.width > 0 ? `${recording.width} × ${recording.height}` : null,
        t('feeds.events', { count: recording.events }),
        recording.frames > 0 ? t('feeds.frames', { count: formatNumber(recording.frames) }) : null,
      ].filter(Boolean).join(' · ')),
      duration > 0 ? coverageBar(recording.coverage, duration) : null,
      duration > 0 && status !== 'analysed'
        ? el('p.small', {}, coverageText(recording.coverage, duration)) : null,
      recording.error
        ? el(status === 'refused' ? 'p.problem.small' : 'p.small.quiet', {}, recording.error) : null,
      recording.exists ? null : this.#missing(recording),
      recording.findings.length > 0 ? el('ul.recording-findings.small.quiet', {},
        recording.findings.map((finding) => el('li', {}, finding))) : null,
      recording.path ? el('p.small.quiet.recording-path', {}, recording.path) : null);
  }

  #missing(recording) {
    return el('div.problem.row', {}, el('span.grow', {}, t('feeds.missing')),
      can('admin') ? button(t('relocate.title'), {
        signal: this.#signal,
        onClick: async () => {
          if (!await relocate(recording.id, { signal: this.#signal })) return;
          this.#next = null;
          this.#load();
        },
      }) : null);
  }
}
