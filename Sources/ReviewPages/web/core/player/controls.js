/** The bar under the picture: play, where it stands, how fast. */

import { el, replace } from '../dom.js';
import { icon } from '../icons.js';
import { button } from '../states.js';
import { formatDate, formatMedia, formatTime, zoneName } from '../time.js';
import { t } from '../words.js';

const rates = [0.25, 0.5, 1, 2, 4, 8, 16];

/** The bar of a player. It only shows and asks; the player decides. */
export class Controls {
  constructor({ signal, onToggle, onStep, onRate, onSeek, fullscreenOf }) {
    this.rates = rates;
    this.isSeeking = false;
    this.play = button(t('action.play'), { icon: 'play', iconOnly: true, key: t('key.space'), onClick: onToggle });
    this.slider = el('input.seek', {
      type: 'range', min: 0, max: 1000, value: 0, step: 1, aria: { label: t('player.position') }, signal,
      on: {
        input: () => {
          this.isSeeking = true;
          onSeek(Number(this.slider.value) / 1000);
        },
        change: () => {
          this.isSeeking = false;
        },
      },
    });
    this.time = el('span.player-time.numbers');
    this.rate = el('select.player-rate', {
      aria: { label: t('player.speed') }, signal, on: { change: () => onRate(Number(this.rate.value)) },
    }, rates.map((rate) => el('option', { value: rate, selected: rate === 1 }, `${rate}×`)));
    this.extra = el('span.player-extra');
    const fullscreen = button(t('player.fullscreen'), {
      icon: 'fullscreen', iconOnly: true, quiet: true,
      onClick: () => {
        if (document.fullscreenElement) document.exitFullscreen();
        else fullscreenOf().requestFullscreen?.();
      },
    });
    const step = (label, name, seconds) => button(label, {
      icon: name, iconOnly: true, quiet: true, onClick: () => onStep(seconds),
    });
    this.element = el('div.player-bar', {},
      this.play, step(t('player.back'), 'previous', -1), step(t('player.forward'), 'next', 1),
      this.time, this.slider, this.extra, this.rate, fullscreen);
  }

  /** Shows whether it plays. */
  showPlaying(isPlaying) {
    const label = t(isPlaying ? 'action.pause' : 'action.play');
    replace(this.play, icon(isPlaying ? 'pause' : 'play'));
    this.play.setAttribute('aria-label', label);
    this.play.title = label;
  }

  /** Shows where it stands: on the clock of the feed if that is known, else since the first frame. */
  showTime({ share, mediaMicroseconds, startMicroseconds, zone }) {
    const isKnown = startMicroseconds !== null && startMicroseconds !== undefined;
    const wall = isKnown ? startMicroseconds + mediaMicroseconds : null;
    const text = isKnown
      ? `${formatDate(wall, zone, { year: false })} ${formatTime(wall, zone)} ${zoneName(zone, wall)}`
      : formatMedia(mediaMicroseconds, { fraction: 1 });
    if (this.time.textContent !== text) {
      this.time.textContent = text;
      this.slider.setAttribute('aria-valuetext', text);
    }
    if (!this.isSeeking) this.slider.value = Math.round(share * 1000);
    this.slider.style.setProperty('--share', `${share * 100}%`);
  }

  /** Shows how fast it plays. */
  showRate(rate) {
    this.rate.value = rate;
  }
}
