/** One camera on the wall: its picture, what moves in it, and how it is. */

import { apiURL } from '../../core/api.js';
import { el, replace, svg } from '../../core/dom.js';
import { icon } from '../../core/icons.js';
import { formatTime, nowMicroseconds, zoneName } from '../../core/time.js';
import { t } from '../../core/words.js';

/** A camera that was loud so lately stands out. */
const ALARM_MS = 20_000;

/** A cell of the wall; `element` is what stands in the grid. */
export class CameraCell {
  #image = el('img', { alt: '', decoding: 'async', draggable: 'false' });
  #boxes = svg('svg', {
    class: 'live-boxes', viewBox: '0 0 1 1', preserveAspectRatio: 'none', 'aria-hidden': 'true',
  });
  #blank = el('p.live-blank.quiet', {}, icon('camera'), el('span', {}, t('live.noPicture')));
  #name = el('strong.live-name');
  #state = el('span.live-state');
  #moving = el('span.live-moving', { hidden: true }, t('live.moving'));
  #note = el('p.live-note', { hidden: true });
  #frame;
  #isLoading = false;
  #shown = null;

  constructor({ signal }) {
    this.#frame = el('a.live-picture', {}, this.#image, this.#boxes, this.#blank);
    this.element = el('article.live-cell', {}, this.#frame,
      el('p.live-words', {}, this.#name, this.#moving, this.#state), this.#note);
    this.#image.hidden = true;
    this.#image.addEventListener('load', () => this.#loaded(true), { signal });
    this.#image.addEventListener('error', () => this.#loaded(false), { signal });
  }

  /** Shows how the camera is; asks for its picture if the server has one. */
  show(feed, hasPictures) {
    const { element } = this;
    element.dataset.state = feed.state;
    element.toggleAttribute('data-moving', feed.is_moving);
    this.#name.textContent = feed.feed_name;
    this.#frame.href = `/?feed=${feed.feed}`;
    this.#frame.setAttribute('aria-label', `${feed.feed_name}: ${t('live.events')}`);
    this.#image.alt = t('live.pictureOf', { feed: feed.feed_name });
    this.#moving.hidden = !feed.is_moving;
    this.#state.textContent = stateText(feed);
    const notes = [
      ...feed.problems, feed.level === 'every_frame' ? null : t(`live.level.${feed.level}`),
    ].filter(Boolean);
    this.#note.hidden = notes.length === 0;
    const text = notes.join(' ');
    if (this.#note.textContent !== text) this.#note.textContent = text;
    if (feed.width > 0 && feed.height > 0) {
      this.#frame.style.aspectRatio = `${feed.width} / ${feed.height}`;
    }
    replace(this.#boxes, feed.boxes.map(([x, y, width, height]) =>
      svg('rect', { x, y, width, height, 'vector-effect': 'non-scaling-stroke' })));
    if (!hasPictures || feed.state !== 'watching') {
      if (feed.state !== 'watching') this.#showPicture(false);
      return;
    }
    if (this.#isLoading || feed.last_picture_us === this.#shown) return;
    this.#isLoading = true;
    this.#shown = feed.last_picture_us;
    this.#image.src = apiURL(`/api/feeds/${feed.feed}/live-picture`, { v: feed.last_picture_us });
  }

  /** Something has happened here. */
  alarm(event) {
    this.element.dataset.alarm = event.severity;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => delete this.element.dataset.alarm, ALARM_MS);
  }

  #loaded(isThere) {
    this.#isLoading = false;
    this.#showPicture(isThere);
  }

  #showPicture(isThere) {
    this.#image.hidden = !isThere;
    this.#boxes.style.display = isThere ? '' : 'none';
    this.#blank.hidden = isThere;
  }
}

function stateText(feed) {
  const zone = zoneName(feed.time_zone, feed.since_us);
  if (feed.state === 'watching') {
    return `${formatTime(feed.last_picture_us ?? nowMicroseconds(), feed.time_zone)} ${zone}`;
  }
  const since = t('live.since', { time: `${formatTime(feed.since_us, feed.time_zone)} ${zone}` });
  return `${t(`live.state.${feed.state}`)}, ${since}`;
}
