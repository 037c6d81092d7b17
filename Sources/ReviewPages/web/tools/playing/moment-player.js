/** Plays a moment of a recording, from a little before it until it is over and beyond. */

import { api } from '../../core/api.js';
import { el } from '../../core/dom.js';
import { messageOf } from '../../core/error-text.js';
import { Player } from '../../core/player/player.js';
import { button } from '../../core/states.js';
import { t } from '../../core/words.js';

const PRE_ROLL_US = 2_000_000;
const SPAN_US = 120_000_000;

/** A player that is out of the way until something is played. */
export class MomentPlayer {
  #signal;
  #feed;
  #asked = 0;
  #recordings = new Map();
  #problem = el('p.problem', { role: 'alert', hidden: true });
  #timeline;

  /** @param {{feed: object, signal: AbortSignal}} options */
  constructor({ feed, signal }) {
    this.#signal = signal;
    this.#feed = feed;
    this.player = new Player({ signal, zone: feed.time_zone });
    this.#timeline = button(t('search.inTimeline'), { href: '/timeline', icon: 'timeline' });
    this.element = el('div.stack.moment-player', { hidden: true },
      this.player.element, this.#problem, el('div.row', {}, this.#timeline));
  }

  /** Plays a moment with `recording`, `start_media_us` and `start_us`. */
  async play(moment) {
    this.#asked += 1;
    const asked = this.#asked;
    this.element.hidden = false;
    this.#problem.hidden = true;
    this.#timeline.href = timelineAddress(moment, this.#feed.id);
    try {
      const recording = await this.#recording(moment.recording);
      if (asked !== this.#asked) return;
      const from = Math.max(0, moment.start_media_us - PRE_ROLL_US);
      await this.player.load([{
        recording: recording.id, from_media_us: 0, until_media_us: recording.duration_us,
        start_us: recording.start_us, exists: recording.exists,
      }], { at: from, play: true });
      this.element.scrollIntoView({ block: 'nearest' });
    } catch (error) {
      if (error.name === 'AbortError' || asked !== this.#asked) return;
      this.#problem.textContent = messageOf(error);
      this.#problem.hidden = false;
    }
  }

  async #recording(id) {
    if (!this.#recordings.has(id)) {
      this.#recordings.set(id, await api.get(`/api/recordings/${id}`, {}, { signal: this.#signal }));
    }
    return this.#recordings.get(id);
  }
}

/** The timeline around a moment, playing from it: by wall clock if that is known. */
export function timelineAddress({ recording, start_us: start, start_media_us: mediaStart }, feed) {
  return start === null || start === undefined
    ? `/timeline?recording=${recording}&at=${Math.round(mediaStart)}&span=${SPAN_US}&play=1`
    : `/timeline?feed=${feed}&at=${Math.round(start)}&span=${SPAN_US}&play=1`;
}
