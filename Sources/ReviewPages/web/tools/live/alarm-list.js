/** What has just happened on the cameras: events slide in as they are stored. */

import { api } from '../../core/api.js';
import { el, replace } from '../../core/dom.js';
import { severityIcon } from '../../core/icons.js';
import { onLive } from '../../core/live.js';
import { formatTime, zoneName } from '../../core/time.js';
import { named, t } from '../../core/words.js';

const SHOWN = 12;
const SETTLE_MS = 150;

/** The newest events; `element` is the list. */
export class AlarmList {
  #signal;
  #onAlarm;
  #list = el('ol.live-alarms', { aria: { live: 'polite' } });
  #known = null;
  #timer = 0;

  /** `onAlarm` is called with each event that was not there when the page was opened. */
  constructor({ signal, onAlarm }) {
    this.#signal = signal;
    this.#onAlarm = onAlarm;
    this.element = el('aside.live-side', { aria: { labelledby: 'live-alarms' } },
      el('h2', { id: 'live-alarms' }, t('live.alarms')), this.#list);
  }

  /** Reads the list, and again whenever events have changed. */
  start() {
    this.#read();
    onLive('changed', ({ kinds }) => {
      if (!kinds.includes('events')) return;
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#read(), SETTLE_MS);
    }, this.#signal);
  }

  async #read() {
    let answer;
    try {
      answer = await api.get('/api/events', { order: 'newest', limit: SHOWN }, { signal: this.#signal });
    } catch {
      return;
    }
    const { events } = answer;
    const known = this.#known;
    const fresh = known === null ? [] : events.filter((event) => !known.has(event.id));
    this.#known = new Set([...(known ?? []), ...events.map((event) => event.id)]);
    replace(this.#list, events.length === 0
      ? el('li.quiet', {}, t('live.noAlarms'))
      : events.map((event) => entry(event, fresh.includes(event))));
    for (const event of fresh.reverse()) this.#onAlarm(event);
  }
}

function entry(event, isFresh) {
  const kind = named('kind', event.kind);
  const time = event.start_us === null ? ''
    : `${formatTime(event.start_us, event.time_zone)} ${zoneName(event.time_zone, event.start_us)}`;
  return el('li', { class: isFresh ? 'is-fresh' : '', dataset: { severity: event.severity } },
    el('a.live-alarm', { href: `/events/${event.id}` },
      event.has_thumbnail ? el('img', { alt: '', src: event.thumbnail, decoding: 'async' }) : null,
      el('span.live-alarm-words', {},
        el('strong', {}, severityIcon(event.severity), ' ', kind),
        el('span', {}, event.zone ? `${event.feed_name}, ${event.zone}` : event.feed_name),
        el('time.quiet.numbers', {}, time))));
}
