/** Plays stretches of recordings one after another as if they were one film. */

import { el } from '../dom.js';
import { messageOf } from '../error-text.js';
import { t } from '../words.js';
import { Clip, planClip } from './clip.js';
import { Controls } from './controls.js';
import { remedies } from './remedies.js';
import { indexOf, momentAt, shareOf } from './sequence.js';
import { Stage } from './stage.js';

/**
 * @typedef {object} Part a stretch of one recording
 * @property {number} recording
 * @property {number} from_media_us
 * @property {number} until_media_us
 * @property {number|null} start_us wall clock of the recording's first frame
 * @property {boolean} exists
 */

/** A video with its bar. `element` is what to put on the page. */
export class Player {
  constructor({ signal, onTime, onPart, onEnd, onNotice, zone = 'UTC', label = t('player.label') }) {
    this.signal = signal;
    this.zone = zone;
    this.calls = { onTime, onPart, onEnd, onNotice };
    this.stage = new Stage({ signal, label });
    this.overlay = this.stage.overlay;
    this.controls = new Controls({
      signal, onToggle: () => this.toggle(), onStep: (seconds) => this.step(seconds),
      onRate: (rate) => this.setRate(rate), onSeek: (share) => this.seekShare(share),
      fullscreenOf: () => this.element,
    });
    this.element = el('div.player', {}, this.stage.element, this.controls.element);
    this.parts = [];
    this.index = 0;
    this.clip = null;
    this.position = null;
    this.rate = 1;
    this.attempt = 0;
    this.isPlaced = false;
    this.listen();
  }

  listen() {
    const { video } = this.stage;
    const on = (name, run) => video.addEventListener(name, run, { signal: this.signal });
    on('play', () => this.controls.showPlaying(true));
    on('pause', () => this.controls.showPlaying(false));
    on('ended', () => this.goOn());
    on('error', () => this.recover());
    on('click', () => this.toggle());
    on('seeked', () => {
      this.isPlaced = true;
      this.tellTime(video.currentTime);
    });
    on('timeupdate', () => this.tellTime(video.currentTime));
    on('waiting', () => this.element.classList.add('is-waiting'));
    on('playing', () => this.element.classList.remove('is-waiting'));
    on('canplay', () => this.element.classList.remove('is-waiting'));
    if ('requestVideoFrameCallback' in video) {
      const frame = (_, data) => {
        if (this.signal.aborted) return;
        this.tellTime(data.mediaTime);
        video.requestVideoFrameCallback(frame);
      };
      video.requestVideoFrameCallback(frame);
    }
  }

  /** Shows `parts`, from media time `at` of the part that holds it. */
  async load(parts, { at, recording, play = false, poster } = {}) {
    this.parts = parts;
    this.index = 0;
    if (poster) this.stage.video.poster = poster;
    if (parts.length === 0) {
      this.stage.say(t('player.nothing'));
      return;
    }
    const index = at === undefined ? 0 : indexOf(parts, recording, at);
    await this.open(Math.max(0, index), at ?? parts[0].from_media_us, play);
  }

  async open(index, mediaMicroseconds, play) {
    const part = this.parts[index];
    this.attempt += 1;
    const attempt = this.attempt;
    this.index = index;
    this.clip = null;
    this.stage.hush();
    this.calls.onPart?.(part);
    this.place(part, mediaMicroseconds, false);
    this.element.classList.add('is-waiting');
    try {
      // Short stretches as a whole, so that going back in them needs nothing new.
      const isShort = part.until_media_us - part.from_media_us < 540_000_000;
      const from = isShort ? part.from_media_us : mediaMicroseconds;
      const plan = await planClip(part.recording, from, part.until_media_us, this.signal);
      if (attempt !== this.attempt) return;
      this.start(new Clip(part.recording, plan), mediaMicroseconds, play);
    } catch (error) {
      if (attempt === this.attempt) this.refuse(error, part);
    }
  }

  start(clip, mediaMicroseconds, play) {
    const { video } = this.stage;
    this.clip = clip;
    this.isPlaced = false;
    this.tellConversion();
    video.src = clip.url;
    video.playbackRate = this.rate;
    video.defaultPlaybackRate = this.rate;
    const begin = () => {
      if (this.clip !== clip) return;
      // What lies between the key frame and the moment asked for is not told as a position.
      if (clip.videoTime(mediaMicroseconds) > 0) video.currentTime = clip.videoTime(mediaMicroseconds);
      else this.isPlaced = true;
    };
    video.addEventListener('loadedmetadata', begin, { once: true, signal: this.signal });
    if (play) this.play();
  }

  tellConversion() {
    const text = this.clip?.isTranscoded
      ? this.clip.plan.reason ?? t('player.transcoded', { codec: this.clip.plan.codec ?? '' }) : null;
    this.stage.remark(text);
    this.calls.onNotice?.(text);
  }

  /** The browser gave up on the video: perhaps the codec after all, perhaps the file has gone. */
  async recover() {
    const clip = this.clip;
    if (!clip || this.signal.aborted) return;
    const part = this.parts[this.index];
    try {
      const refusal = await clip.refusal(this.signal);
      if (this.clip !== clip) return;
      if (refusal) {
        this.refuse(refusal, part);
      } else if (clip.isTranscoded) {
        this.stage.say(t('player.unplayable'));
      } else {
        clip.transcoded();
        this.start(clip, this.position?.media_us ?? part.from_media_us, true);
      }
    } catch (error) {
      this.refuse(error, part);
    }
  }

  refuse(error, part) {
    this.element.classList.remove('is-waiting');
    if (error.name === 'AbortError') return;
    const hasNext = this.index + 1 < this.parts.length;
    this.stage.say(messageOf(error), remedies(error, part, {
      signal: this.signal, next: hasNext ? () => this.openNext(true) : null,
      again: () => this.open(this.index, this.position?.media_us ?? part.from_media_us, false),
    }));
  }

  goOn() {
    const part = this.parts[this.index];
    const next = this.clip?.plan.next_media_us;
    if (next !== null && next !== undefined && next < part.until_media_us) this.open(this.index, next, true);
    else this.openNext(true);
  }

  openNext(play) {
    const next = this.parts[this.index + 1];
    if (next) this.open(this.index + 1, next.from_media_us, play);
    else this.calls.onEnd?.();
  }

  tellTime(seconds) {
    if (!this.clip || !this.isPlaced) return;
    const part = this.parts[this.index];
    const media = this.clip.mediaTime(seconds);
    this.place(part, media, !this.stage.video.paused);
    const isLast = this.index === this.parts.length - 1;
    if (media >= part.until_media_us && !this.stage.video.paused) {
      if (isLast) this.pause();
      this.openNext(true);
    }
  }

  place(part, media, isPlaying) {
    this.position = { recording: part.recording, media_us: media };
    this.controls.showTime({
      share: shareOf(this.parts, this.index, media), mediaMicroseconds: media,
      startMicroseconds: part.start_us, zone: this.zone,
    });
    this.calls.onTime?.(part.recording, media, isPlaying);
  }

  seekShare(share) {
    const moment = momentAt(this.parts, share);
    if (moment) this.seek(moment.recording, moment.media_us);
  }

  /** Goes to a moment of a recording; nothing happens if no part holds it. */
  seek(recording, mediaMicroseconds) {
    const index = indexOf(this.parts, recording, mediaMicroseconds);
    if (index < 0) return;
    const { video } = this.stage;
    if (index === this.index && this.clip?.covers(recording, mediaMicroseconds) && video.readyState > 0) {
      video.currentTime = this.clip.videoTime(mediaMicroseconds);
      this.place(this.parts[index], mediaMicroseconds, !video.paused);
    } else {
      this.open(index, mediaMicroseconds, !video.paused);
    }
  }

  /** Plays. A browser may refuse until the person has done something; then the button is there. */
  play() {
    this.stage.video.play().catch(() => this.controls.showPlaying(false));
  }

  /** Stops. */
  pause() {
    this.stage.video.pause();
  }

  /** Plays or stops; from the beginning when the end was reached. */
  toggle() {
    const { video } = this.stage;
    const last = this.parts.at(-1);
    if (!last) return;
    if (!video.paused) this.pause();
    else if (this.position?.recording === last.recording && this.position.media_us >= last.until_media_us - 50_000) {
      this.open(0, this.parts[0].from_media_us, true);
    } else this.play();
  }

  /** Goes forward or back by seconds. */
  step(seconds) {
    if (!this.position) return;
    const part = this.parts[this.index];
    const media = this.position.media_us + seconds * 1_000_000;
    if (media < part.from_media_us && this.index > 0) {
      const before = this.parts[this.index - 1];
      this.seek(before.recording, before.until_media_us + media - part.from_media_us);
    } else if (media > part.until_media_us && this.index + 1 < this.parts.length) {
      this.openNext(!this.stage.video.paused);
    } else {
      this.seek(part.recording, Math.max(part.from_media_us, Math.min(media, part.until_media_us)));
    }
  }

  /** Sets the speed, 1 as it happened. */
  setRate(rate) {
    this.rate = Math.max(0.25, Math.min(16, rate));
    this.stage.video.playbackRate = this.rate;
    this.stage.video.defaultPlaybackRate = this.rate;
    this.controls.showRate(this.rate);
  }

  /** Goes to the next slower or faster speed. */
  changeRate(steps) {
    const { rates } = this.controls;
    const index = Math.max(0, rates.indexOf(this.rate)) + steps;
    this.setRate(rates[Math.max(0, Math.min(rates.length - 1, index))]);
  }

  /** The shown picture within the stage, in CSS pixels. */
  pictureBox() {
    return this.stage.pictureBox();
  }

  /** Calls `run` when that changes. */
  onResize(run) {
    this.stage.onResize(run);
  }
}
