/** One event in the grid. Cells are used again for other events while the page is scrolled. */

import { el, replace } from '../core/dom.js';
import { reviewIcon, severityIcon } from '../core/icons.js';
import { formatNumber } from '../core/numbers.js';
import { formatDateTime, formatDuration, formatMedia, formatTime, zoneName } from '../core/time.js';
import { named, t } from '../core/words.js';

/** The zone or line in which it happened. */
const placeOf = (event) => event.zone ?? event.line;

/** What a cell says when it is read out. */
export function spokenEvent(event) {
  const severity = t(`severity.${event.severity}`);
  const kind = named('kind', event.kind);
  return [
    severity, kind === severity ? null : kind, placeOf(event), event.feed_name,
    event.start_us === null
      ? `${t('clock.unknown')}, ${formatMedia(event.start_media_us)}`
      : formatDateTime(event.start_us, event.time_zone),
    formatDuration(event.duration_us), t('inbox.score_short', { score: event.score }),
    t(`review.${event.review_state}`),
  ].filter(Boolean).join(', ');
}

/** When an event began, with its zone; since the first frame if the clock is unknown. */
function timeText(event) {
  return event.start_us === null ? formatMedia(event.start_media_us)
    : `${formatTime(event.start_us, event.time_zone)} ${zoneName(event.time_zone, event.start_us)}`;
}

/** A cell; `element` is what stands in the grid. */
export class Cell {
  constructor() {
    this.picture = el('img', { alt: '', decoding: 'async', draggable: 'false' });
    this.link = el('a.cell-picture', {
      tabindex: '-1', draggable: 'false', aria: { hidden: 'true' },
    }, this.picture);
    this.box = el('input', { type: 'checkbox', tabindex: '-1' });
    this.check = el('label.cell-check', {}, this.box);
    this.state = el('span.cell-state');
    this.kind = el('span.cell-kind');
    this.score = el('span.cell-score.numbers');
    this.time = el('time.cell-time');
    this.feed = el('span.cell-feed');
    this.element = el('div.cell', { role: 'gridcell', tabindex: '-1' },
      this.link, this.check, this.state,
      el('div.cell-words', {},
        el('p', {}, this.kind, this.score), el('p', {}, this.time, this.feed)));
    this.picture.addEventListener('error', () => this.link.classList.add('is-missing'));
    this.picture.addEventListener('load', () => this.link.classList.remove('is-missing'));
    this.event = null;
  }

  /**
   * Shows an event.
   * @param {object} event
   * @param {{index: number, isCurrent: boolean, isSelected: boolean, withPicture: boolean}} place
   */
  show(event, { index, isCurrent, isSelected, withPicture }) {
    const { element } = this;
    if (this.event !== event) {
      this.event = event;
      this.shownState = null;
      element.dataset.id = event.id;
      this.link.href = `/events/${event.id}`;
      replace(this.kind, severityIcon(event.severity, { label: false }),
        el('span', {}, named('kind', event.kind)), placeOf(event) ? el('em', {}, placeOf(event)) : null);
      this.score.textContent = formatNumber(event.score);
      this.score.title = t('inbox.score_short', { score: event.score });
      this.time.textContent = timeText(event);
      this.feed.textContent = `${event.feed_name} · ${formatDuration(event.duration_us)}`;
      this.link.classList.toggle('is-missing', !event.has_thumbnail);
      this.picture.removeAttribute('src');
    }
    if (withPicture && event.has_thumbnail && !this.picture.hasAttribute('src')) {
      this.picture.src = event.thumbnail;
    }
    if (this.shownState !== event.review_state) {
      this.shownState = event.review_state;
      const isDecided = event.review_state !== 'unreviewed';
      element.classList.toggle('is-decided', isDecided);
      this.state.className = `cell-state state-${event.review_state}`;
      replace(this.state, ...(isDecided
        ? [reviewIcon(event.review_state), el('span', {}, t(`review.${event.review_state}`))] : []));
      element.setAttribute('aria-label', spokenEvent(event));
      this.box.setAttribute('aria-label', `${t('inbox.select')}: ${spokenEvent(event)}`);
    }
    element.dataset.index = index;
    element.tabIndex = isCurrent ? 0 : -1;
    element.classList.toggle('is-current', isCurrent);
    element.classList.toggle('is-selected', isSelected);
    element.setAttribute('aria-selected', String(isSelected));
    this.box.checked = isSelected;
  }
}
