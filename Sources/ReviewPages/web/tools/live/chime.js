/** A sound for alarms, for whoever wants it: made here, nothing is fetched. */

import { button } from '../../core/states.js';
import { el, replace } from '../../core/dom.js';
import { t } from '../../core/words.js';

const storageKey = 'pantau.live.sound';
/** Hertz and seconds: two tones for an alert, one for a detection, none for mere motion. */
const tones = { alert: [[880, 0], [1174, 0.18]], detection: [[660, 0]], motion: [] };
const LENGTH = 0.16;

/** A switch, and the sound behind it. */
export class Chime {
  #context = null;
  #isOn = remembered();
  #signal;

  constructor({ signal }) {
    this.#signal = signal;
    this.element = el('div.live-sound');
    this.#draw();
    signal.addEventListener('abort', () => this.#context?.close(), { once: true });
  }

  /** Sounds, if it is wanted. */
  play(severity) {
    if (!this.#isOn) return;
    // A browser lets nothing sound before somebody has touched the page.
    this.#context ??= new AudioContext();
    for (const [frequency, delay] of tones[severity] ?? []) this.#tone(frequency, delay);
  }

  #tone(frequency, delay) {
    const start = this.#context.currentTime + delay;
    const source = new OscillatorNode(this.#context, { frequency });
    const volume = new GainNode(this.#context, { gain: 0 });
    volume.gain.setValueAtTime(0, start);
    volume.gain.linearRampToValueAtTime(0.25, start + 0.02);
    volume.gain.linearRampToValueAtTime(0, start + LENGTH);
    source.connect(volume).connect(this.#context.destination);
    source.start(start);
    source.stop(start + LENGTH);
  }

  #draw() {
    const label = t(this.#isOn ? 'live.soundOn' : 'live.soundOff');
    replace(this.element, button(label, {
      icon: this.#isOn ? 'sound' : 'sound-off', quiet: true, pressed: this.#isOn, signal: this.#signal,
      onClick: () => this.#toggle(),
    }));
  }

  #toggle() {
    this.#isOn = !this.#isOn;
    try {
      localStorage.setItem(storageKey, this.#isOn ? 'on' : 'off');
    } catch {
      // It holds for this visit only.
    }
    this.#draw();
    this.play('detection');
    this.element.firstElementChild?.focus();
  }
}

function remembered() {
  try {
    return localStorage.getItem(storageKey) === 'on';
  } catch {
    return false;
  }
}
