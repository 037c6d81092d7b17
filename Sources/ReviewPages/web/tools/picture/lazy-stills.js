/**
 * Stills of moments in a long list: each is asked for when it has come into view and stays there,
 * few at a time, since the server decodes every one of them.
 */

const AT_ONCE = 2;
const SETTLE_MS = 120;
const TRIES = 2;
const RETRY_MS = 1500;

/** Fills images as they come into view. */
export class LazyStills {
  #observer;
  #waiting = new Map();
  #loading = 0;
  #timer = 0;
  #failed;

  /**
   * @param {object} options
   * @param {(image: HTMLImageElement) => void} options.failed called when there is no still
   * @param {AbortSignal} options.signal
   */
  constructor({ failed, signal }) {
    this.#failed = failed;
    this.#observer = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) {
        if (isIntersecting) this.#waiting.set(target, target.dataset.still);
        else this.#waiting.delete(target);
      }
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#next(), SETTLE_MS);
    });
    signal.addEventListener('abort', () => this.clear());
  }

  /** Waits for an image to come into view; its address is in `data-still`. */
  add(image) {
    this.#observer.observe(image);
  }

  /** Forgets every image. */
  clear() {
    clearTimeout(this.#timer);
    this.#observer.disconnect();
    this.#waiting.clear();
  }

  #next() {
    for (const [image, address] of this.#waiting) {
      if (this.#loading >= AT_ONCE) return;
      this.#waiting.delete(image);
      this.#observer.unobserve(image);
      this.#load(image, address);
    }
  }

  #load(image, address) {
    this.#loading += 1;
    const done = () => {
      this.#loading -= 1;
      this.#next();
    };
    let tries = 0;
    const refuse = () => {
      tries += 1;
      // A busy server says so; it has time again soon.
      if (tries < TRIES) {
        setTimeout(() => {
          image.src = address;
        }, RETRY_MS);
        return;
      }
      image.removeEventListener('error', refuse);
      this.#failed(image);
      done();
    };
    image.addEventListener('load', done, { once: true });
    image.addEventListener('error', refuse);
    image.src = address;
  }
}
