/** A still of a recording or of a feed's newest moment, on which things can be drawn. */

import { ApiError, apiURL } from '../../core/api.js';
import { el, replace } from '../../core/dom.js';
import { messageOf } from '../../core/error-text.js';

const BUSY_MS = 1000;

/**
 * A picture that keeps its size while another is fetched. `overlay` covers it exactly.
 * `frame` is which frame is shown: recording and media time, or null.
 */
export class FramePicture {
  #signal;
  #image;
  #message = el('p.frame-message', { role: 'status', hidden: true });
  #request = null;
  #address = null;

  /**
   * @param {object} options
   * @param {string} options.label what the picture is, for who cannot see it
   * @param {AbortSignal} options.signal
   */
  constructor({ label, signal }) {
    this.#signal = signal;
    this.frame = null;
    this.#image = el('img.frame-image', { alt: label });
    this.overlay = el('div.frame-overlay');
    this.element = el('div.frame-picture', {}, this.#image, this.overlay, this.#message);
    this.setShape(16, 9);
    signal.addEventListener('abort', () => this.#forget());
  }

  /** Takes the room that a picture of this width and height needs. */
  setShape(width, height) {
    if (!(width > 0 && height > 0)) return;
    this.element.style.setProperty('--shape', `${width} / ${height}`);
    this.element.style.setProperty('--ratio', String(width / height));
  }

  /** Says what the picture is. */
  setLabel(label) {
    this.#image.alt = label;
  }

  /** The newest picture of a feed, or that of an instant. */
  showFeed(feed, atUs = null) {
    return this.#show(apiURL(`/api/feeds/${feed}/picture`, { at_us: atUs }));
  }

  /** The frame of a recording at or before a media time. */
  showRecording(recording, mediaUs) {
    return this.#show(apiURL(`/api/recordings/${recording}/picture`, { media_us: Math.round(mediaUs) }));
  }

  /**
   * Fetches and shows; a later call takes the place of an earlier one.
   * @returns {Promise<{recording: number, media_us: number}|null>} the frame; null if there is
   *   none to show, and the picture says why, or another has been asked for meanwhile
   */
  async #show(url) {
    this.#request?.abort();
    const request = new AbortController();
    this.#request = request;
    this.element.classList.add('is-waiting');
    try {
      const signal = AbortSignal.any([request.signal, this.#signal]);
      const response = await fetched(url, signal);
      const frame = {
        recording: Number(response.headers.get('X-Pantau-Recording')),
        media_us: Number(response.headers.get('X-Pantau-Media-Us')),
      };
      const picture = await response.blob();
      if (request.signal.aborted) return null;
      await this.#put(picture);
      this.frame = frame;
      this.#message.hidden = true;
      return frame;
    } catch (error) {
      if (error.name === 'AbortError') return null;
      this.#refuse(error);
      return null;
    } finally {
      if (this.#request === request) this.element.classList.remove('is-waiting');
    }
  }

  async #put(picture) {
    const before = this.#address;
    this.#address = URL.createObjectURL(picture);
    this.#image.src = this.#address;
    await this.#image.decode().catch(() => {});
    if (before) URL.revokeObjectURL(before);
    this.setShape(this.#image.naturalWidth, this.#image.naturalHeight);
  }

  #refuse(error) {
    this.frame = null;
    this.#forget();
    this.#image.removeAttribute('src');
    const reason = error instanceof TypeError ? new ApiError(0, 'offline', '') : error;
    replace(this.#message, messageOf(reason));
    this.#message.hidden = false;
  }

  #forget() {
    if (this.#address) URL.revokeObjectURL(this.#address);
    this.#address = null;
  }
}

/** A busy server is asked once more: a picture is only read. */
async function fetched(url, signal) {
  const options = { signal, credentials: 'same-origin' };
  let response = await fetch(url, options);
  if (response.status === 503) {
    await new Promise((resolve) => {
      setTimeout(resolve, BUSY_MS);
    });
    response = await fetch(url, options);
  }
  if (!response.ok) throw await refusal(response);
  return response;
}

async function refusal(response) {
  const { error } = await response.json().catch(() => ({ error: null }));
  const { code = 'internal', message = `HTTP ${response.status}`, recording } = error ?? {};
  return new ApiError(response.status, code, message, { recording });
}
