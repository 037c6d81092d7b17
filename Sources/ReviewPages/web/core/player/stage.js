/** Where the picture is shown: the video, what is drawn over it, and what is said instead of it. */

import { el, replace } from '../dom.js';

/** A frame of 16:9 in which a video of any shape is shown whole. */
export class Stage {
  /** @param {{signal: AbortSignal, label: string}} options */
  constructor({ signal, label }) {
    this.video = el('video', {
      playsinline: true, muted: true, preload: 'auto', disablepictureinpicture: true, tabindex: '-1',
      aria: { label },
    });
    this.overlay = el('div.stage-overlay', { aria: { hidden: 'true' } });
    this.message = el('div.stage-message', { hidden: true });
    this.note = el('p.stage-note', { hidden: true, role: 'status' });
    this.element = el('div.stage', {}, this.video, this.overlay, this.message, this.note);
    const observer = new ResizeObserver(() => this.tellResized());
    observer.observe(this.element);
    this.video.addEventListener('resize', () => this.tellResized(), { signal });
    this.video.addEventListener('loadedmetadata', () => this.tellResized(), { signal });
    signal.addEventListener('abort', () => {
      observer.disconnect();
      // Frees the decoder and the connection at once, not when memory is next collected.
      this.video.removeAttribute('src');
      this.video.load();
    }, { once: true });
    this.listeners = [];
  }

  /** Calls `run` when the shown picture has another place or size. */
  onResize(run) {
    this.listeners.push(run);
  }

  tellResized() {
    for (const listener of this.listeners) listener();
  }

  /** The shown picture within the stage, in CSS pixels. */
  pictureBox() {
    const { clientWidth, clientHeight } = this.element;
    const ratio = this.video.videoWidth > 0 ? this.video.videoWidth / this.video.videoHeight : 16 / 9;
    const width = Math.min(clientWidth, clientHeight * ratio);
    const height = width / ratio;
    return { x: (clientWidth - width) / 2, y: (clientHeight - height) / 2, width, height };
  }

  /** Says something in place of the picture. */
  say(text, actions = []) {
    replace(this.message, el('p', {}, text), actions.length > 0 ? el('div.row', {}, actions) : null);
    this.message.hidden = false;
  }

  /** Shows the picture again. */
  hush() {
    this.message.hidden = true;
  }

  /** A line under the picture's edge, such as that it was converted. */
  remark(text) {
    this.note.textContent = text ?? '';
    this.note.hidden = !text;
  }
}
