/** The moments that were found: by day, with how many there are in each hour. */

import { apiURL } from '../../core/api.js';
import { announce } from '../../core/announce.js';
import { el, replace } from '../../core/dom.js';
import { icon } from '../../core/icons.js';
import { formatPercent } from '../../core/numbers.js';
import { button, errorState, skeleton } from '../../core/states.js';
import { formatDate, formatDateTime, formatDuration, formatMedia, formatTime, startOfDay, zoneName }
  from '../../core/time.js';
import { t } from '../../core/words.js';
import { LazyStills } from '../picture/lazy-stills.js';
import { groupByDay } from './days.js';

const ADDED_AT_ONCE = 60;

/** The list; `element` is a section that says what was searched, and then what was found. */
export class Results {
  #handlers;
  #summary = el('div.search-summary', { role: 'status' });
  #list = el('div.search-days');
  #selected = null;
  #stills;
  #shown = 0;

  /**
   * @param {object} handlers
   * @param {(moment: object) => void} handlers.peek the pointer or the focus is on it
   * @param {() => void} handlers.leave
   * @param {(moment: object) => void} handlers.play
   * @param {AbortSignal} handlers.signal
   */
  constructor(handlers) {
    this.#handlers = handlers;
    this.#stills = new LazyStills({
      signal: handlers.signal, failed: (image) => image.replaceWith(noPicture()),
    });
    this.element = el('section.search-results', { aria: { label: t('search.results') } },
      this.#summary, this.#list);
  }

  /** Nothing has been drawn yet. */
  invite() {
    this.#shown += 1;
    replace(this.#summary);
    replace(this.#list, el('div.search-invite.quiet', {}, el('p', {}, t('search.invite')),
      el('p', {}, t('search.inviteKeys'))));
  }

  /** The server has been asked. */
  wait() {
    if (this.#list.querySelector('.moment')) return;
    this.#shown += 1;
    replace(this.#list, skeleton({ lines: 8 }));
  }

  /** The server refused. */
  refuse(error, retry) {
    this.#shown += 1;
    replace(this.#summary);
    replace(this.#list, errorState(error, { retry }));
  }

  /**
   * Shows what was found.
   * @param {object} answer of the server
   * @param {object} feed
   */
  show(answer, feed) {
    const { moments, total } = answer;
    replace(this.#summary, el('p', {}, el('strong', {}, t('search.found', { count: total })), ' ',
      el('span.quiet', {}, t('search.took', {
        milliseconds: Math.max(1, Math.round(answer.took_us / 1000)),
      }))),
    el('p.quiet.small', {}, searchedText(answer.searched, feed.time_zone)),
    total > moments.length
      ? el('p.quiet.small', {}, t('search.shown', { count: moments.length })) : null);
    announce(t('search.found', { count: total }));
    this.#selected = null;
    this.#stills.clear();
    replace(this.#list, moments.length === 0 ? nothing() : null);
    this.#append(groupByDay(moments, feed.time_zone), feed);
  }

  /** Adds days a few at a time, so that a thousand moments never hold up the hand. */
  #append(groups, feed) {
    this.#shown += 1;
    const shown = this.#shown;
    const addSome = () => {
      if (shown !== this.#shown) return;
      let added = 0;
      while (groups.length > 0 && added < ADDED_AT_ONCE) {
        const group = groups.shift();
        this.#list.append(this.#day(group, feed));
        added += group.moments.length;
      }
      if (groups.length > 0) requestAnimationFrame(() => setTimeout(addSome));
    };
    addSome();
  }

  /** Adds a sentence on what could not be searched. */
  warn(text) {
    if (text) this.#summary.append(el('p.search-unseen', {}, text));
  }

  /** The middle of the moment itself: the picture of its event may be of another time. */
  #still({ recording, start_media_us: start, end_media_us: end }) {
    const image = el('img.moment-picture', { alt: '', decoding: 'async', dataset: {
      still: apiURL(`/api/recordings/${recording}/picture`, { media_us: Math.round((start + end) / 2) }),
    } });
    this.#stills.add(image);
    return image;
  }

  #day(group, feed) {
    const zone = feed.time_zone;
    const most = Math.max(...group.hours);
    const title = group.day === null ? t('search.unplaced', { recording: group.recording })
      : `${formatDate(startOfDay(group.day, zone), zone, { weekday: true })} ${
        zoneName(zone, startOfDay(group.day, zone))}`;
    return el('section.search-day', {},
      el('header.search-day-head', {}, el('h2', {}, title),
        el('span.quiet', {}, t('search.moments', { count: group.moments.length })),
        group.hours.length > 0 ? hourBars(group.hours, most) : null),
      el('ul.moments', {}, group.moments.map((moment) => this.#moment(moment, feed))));
  }

  #moment(moment, feed) {
    const { play, peek, leave } = this.#handlers;
    const length = moment.end_media_us - moment.start_media_us;
    const time = moment.start_us === null ? formatMedia(moment.start_media_us)
      : formatTime(moment.start_us, feed.time_zone);
    const choose = () => {
      this.#selected?.classList.remove('is-selected');
      this.#selected = item;
      item.classList.add('is-selected');
      play(moment);
    };
    const item = el('li.moment', {
      on: { pointerenter: () => peek(moment), pointerleave: leave },
    },
    el('button.moment-play', {
      type: 'button', on: { click: choose, focus: () => peek(moment), blur: leave },
      aria: { label: t('search.playMoment', { time, length: formatDuration(length) }) },
    },
    this.#still(moment),
    el('span.moment-time.numbers', {}, time),
    el('span.quiet.numbers', {}, formatDuration(length)),
    el('span.moment-share', { title: t('search.share', { share: formatPercent(moment.share) }) },
      el('span', { style: { width: `${Math.max(3, moment.share * 100)}%` } }))),
    moment.event === null ? null : button(t('search.openEvent'), {
      href: `/events/${moment.event}`, quiet: true, class: 'moment-event',
    }));
    return item;
  }
}

const noPicture = () => el('span.moment-picture', {}, icon('camera'));

function hourBars(hours, most) {
  const busy = hours.map((count, hour) => (count > 0
    ? t('search.hour', { hour: `${String(hour).padStart(2, '0')}:00`, count }) : null)).filter(Boolean);
  return el('div.hour-bars', { role: 'img', aria: { label: busy.join(', ') } },
    hours.map((count, hour) => el('span', {
      title: t('search.hour', { hour: `${String(hour).padStart(2, '0')}:00`, count }),
      style: { '--height': count > 0 ? String(0.15 + (0.85 * count) / most) : '0' },
    })));
}

function searchedText(searched, zone) {
  const { recordings, from_us: from, until_us: until, unknown_clock_recordings: unknown } = searched;
  const parts = [from === null || until === null
    ? t('search.searchedRecordings', { count: recordings })
    : t('search.searched', {
      count: recordings, from: formatDateTime(from, zone), until: formatDateTime(until, zone),
    })];
  if (unknown > 0) parts.push(t('search.unknownClock', { count: unknown }));
  return parts.join(' ');
}

function nothing() {
  return el('div.search-invite.quiet', {}, el('p', {}, t('search.nothing')),
    el('p', {}, t('search.nothingHint')));
}

