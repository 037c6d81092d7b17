/**
 * Plays a feed on and on: over the borders of files, and over gaps, which it says. Times are
 * those of the row it plays: wall clock, or a recording's own.
 */

import { api } from '../../core/api.js';
import { el } from '../../core/dom.js';
import { messageOf } from '../../core/error-text.js';
import { Player } from '../../core/player/player.js';
import { formatDuration } from '../../core/time.js';
import { t } from '../../core/words.js';
import { fullTime, shortTime } from '../timeline/source.js';

/** Less is a matter of whole seconds in file names, not a gap. */
const LEAST_GAP_US = 2_000_000;

/** A player that goes where it is told and goes on by itself. */
export class ContinuousPlayer {
  #signal;
  #moved;
  #source = null;
  #recording = null;
  #recordings = new Map();
  #asked = 0;

  /**
   * @param {object} options
   * @param {(us: number|null, isPlaying: boolean) => void} options.moved
   * @param {AbortSignal} options.signal
   */
  constructor({ moved, signal }) {
    this.#signal = signal;
    this.#moved = moved;
    this.player = new Player({
      signal,
      onTime: (recording, mediaUs, isPlaying) => this.#tell(recording, mediaUs, isPlaying),
      onEnd: () => this.#goOn(),
    });
    this.player.stage.say(t('playing.idle'));
    this.notice = el('p.playing-notice', { role: 'status' });
    this.element = el('div.playing', {}, this.player.element, this.notice);
  }

  /** Whether something was asked to be played. */
  get isActive() {
    return this.#source !== null;
  }

  /** Plays a row from an instant; over a gap, from its end. */
  async play(source, us) {
    this.#source = source;
    this.#asked += 1;
    const asked = this.#asked;
    this.notice.textContent = '';
    try {
      const place = source.recording === null
        ? await this.#locate(us) : { recording: source.recording, mediaUs: Math.max(0, us) };
      if (asked !== this.#asked || !place) return;
      this.#recording = await this.#recordingOf(place.recording);
      if (asked !== this.#asked) return;
      const { id, duration_us: duration, start_us: start, exists } = this.#recording;
      this.player.zone = source.zone ?? 'UTC';
      const part = {
        recording: id, from_media_us: 0, until_media_us: duration, exists,
        start_us: source.zone ? start : null,
      };
      await this.player.load([part], { at: Math.min(place.mediaUs, duration - 1), play: true });
    } catch (error) {
      if (error.name !== 'AbortError' && asked === this.#asked) this.notice.textContent = messageOf(error);
    }
  }

  /** Where playing is, on the row's clock; null before the first. */
  get positionUs() {
    const { position } = this.player;
    return position ? this.#clock(position.media_us) : null;
  }

  /** Which frame is shown: recording and media time; null before the first. */
  get frame() {
    return this.player.position;
  }

  #clock(mediaUs) {
    return this.#source?.zone ? this.#recording.start_us + mediaUs : mediaUs;
  }

  #tell(recording, mediaUs, isPlaying) {
    if (this.#recording?.id === recording) this.#moved(this.#clock(mediaUs), isPlaying);
  }

  /** The recording at an instant, or at the end of the gap that is there. */
  async #locate(us) {
    const { feed, zone } = this.#source;
    const ask = (at) => api.get(`/api/feeds/${feed}/locate`, { at_us: Math.round(at) },
      { signal: this.#signal });
    const here = await ask(us);
    if (here.recording !== null) return { recording: here.recording, mediaUs: here.media_us };
    if (here.next_us === null) {
      this.notice.textContent = t('playing.end', { time: fullTime(us, zone) });
      return null;
    }
    this.#tellGap(us, here.next_us);
    const there = await ask(here.next_us);
    return there.recording === null ? null : { recording: there.recording, mediaUs: there.media_us };
  }

  #tellGap(fromUs, untilUs) {
    if (untilUs - fromUs < LEAST_GAP_US) return;
    const { zone } = this.#source;
    this.notice.textContent = t('playing.gap', {
      from: fullTime(fromUs, zone), until: shortTime(untilUs, zone),
      length: formatDuration(untilUs - fromUs),
    });
  }

  async #goOn() {
    if (!this.#recording || !this.#source?.zone) {
      this.notice.textContent = t('playing.endOfRecording');
      return;
    }
    const { id, start_us: start, duration_us: duration } = this.#recording;
    const end = start + duration;
    const next = await api.get(`/api/feeds/${this.#source.feed}/locate`, { at_us: end },
      { signal: this.#signal }).catch(() => null);
    // Files that overlap by less than a second: the rest of the older one is over all the same.
    const isSame = next?.recording === id;
    await this.play(this.#source, isSame ? (next.next_us ?? end + LEAST_GAP_US) : end);
  }

  async #recordingOf(id) {
    if (!this.#recordings.has(id)) {
      this.#recordings.set(id, await api.get(`/api/recordings/${id}`, {}, { signal: this.#signal }));
    }
    return this.#recordings.get(id);
  }
}
