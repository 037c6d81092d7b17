/** The bar above a timeline: which cameras, which day, how much of it. */

import { popover } from '../../core/dialog.js';
import { el } from '../../core/dom.js';
import { button } from '../../core/states.js';
import { addDays, dayKey, startOfDay } from '../../core/time.js';
import { t } from '../../core/words.js';
import { DAY_US, HOUR_US, MINUTE_US, dayStart } from './calendar.js';
import { Span } from './span.js';

const LENGTHS = { month: 31 * DAY_US, week: 7 * DAY_US, day: DAY_US, hour: HOUR_US, minute: MINUTE_US };

/** The bar; it asks and shows, the page decides. */
export class Toolbar {
  #date;
  #zone;
  #lengths = new Map();

  /**
   * @param {object} options
   * @param {object[]} options.feeds that can be chosen
   * @param {number[]} options.chosen their ids
   * @param {string|null} options.zone of the scale; null: a recording's own clock, no days
   * @param {() => import('./span.js').Span} options.span
   * @param {(span: import('./span.js').Span) => void} options.show
   * @param {() => void} options.showAll
   * @param {(factor: number) => void} options.zoom
   * @param {(ids: number[]) => void} options.choose
   * @param {AbortSignal} options.signal
   */
  constructor({ feeds, chosen, zone, span, show, showAll, zoom, choose, signal }) {
    this.#zone = zone;
    const press = (label, icon, onClick, key) =>
      button(label, { icon, iconOnly: true, quiet: true, onClick, key, signal });
    this.element = el('div.bar.timeline-bar', { role: 'toolbar', aria: { label: t('timeline.bar') } },
      feeds.length > 1 ? this.#cameras(feeds, chosen, choose, signal) : null,
      zone ? this.#days(span, show, press, signal) : null,
      this.#spans(span, show, signal),
      el('div.row', {}, press(t('timeline.zoomOut'), 'zoom-out', () => zoom(2), '-'),
        press(t('timeline.zoomIn'), 'zoom-in', () => zoom(0.5), '+'),
        button(t('timeline.all'), { onClick: showAll, quiet: true, signal })));
  }

  /** Shows what is in view. */
  say(span) {
    if (this.#date && document.activeElement !== this.#date) {
      this.#date.value = dayKey(span.middleUs, this.#zone);
    }
    for (const [name, element] of this.#lengths) {
      const isThis = Math.abs(span.lengthUs / LENGTHS[name] - 1) < 0.06;
      element.setAttribute('aria-pressed', String(isThis));
    }
  }

  #cameras(feeds, chosen, choose, signal) {
    const anchor = button(t('timeline.cameras', { count: chosen.length, all: feeds.length }), {
      icon: 'camera', signal,
      onClick: () => {
        const boxes = feeds.map((feed) => el('label.check', {},
          el('input', { type: 'checkbox', value: feed.id, checked: chosen.includes(feed.id) }),
          el('span', {}, feed.name)));
        const take = () => {
          const ids = boxes.map((box) => box.firstElementChild)
            .filter((box) => box.checked).map((box) => Number(box.value));
          if (ids.length > 0) choose(ids);
        };
        const shown = popover(anchor, el('div.camera-choice', {}, boxes,
          button(t('timeline.showCameras'), {
            primary: true,
            onClick: () => {
              shown.close();
              take();
            },
          })), { signal, label: t('timeline.chooseCameras') });
      },
    });
    return anchor;
  }

  #days(span, show, press, signal) {
    this.#date = el('input.numbers', {
      type: 'date', aria: { label: t('timeline.day') }, signal,
      on: {
        change: () => {
          const day = this.#date.value;
          if (!day) return;
          const from = startOfDay(day, this.#zone);
          if (Number.isFinite(from)) show(new Span(from, startOfDay(addDays(day, 1), this.#zone)));
        },
      },
    });
    const step = (days) => {
      const from = dayStart(span().middleUs, this.#zone, days);
      show(new Span(from, dayStart(from, this.#zone, 1)));
    };
    return el('div.row', {}, press(t('timeline.dayBefore'), 'previous', () => step(-1)), this.#date,
      press(t('timeline.dayAfter'), 'next', () => step(1)));
  }

  #spans(span, show, signal) {
    const names = Object.keys(LENGTHS).filter((name) => this.#zone || LENGTHS[name] < DAY_US);
    for (const name of names) {
      this.#lengths.set(name, el('button', {
        type: 'button', signal, aria: { pressed: 'false' },
        on: { click: () => show(this.#spanOf(name, span().middleUs)) },
      }, t(`timeline.span.${name}`)));
    }
    return el('div.segmented', { role: 'group', aria: { label: t('timeline.length') } },
      [...this.#lengths.values()]);
  }

  /** A day and a week begin at midnight; shorter and longer stretches lie around the middle. */
  #spanOf(name, us) {
    if (!this.#zone || !['day', 'week'].includes(name)) return Span.around(us, LENGTHS[name]);
    const days = name === 'day' ? 1 : 7;
    const from = dayStart(us, this.#zone, name === 'day' ? 0 : -3);
    return new Span(from, dayStart(from, this.#zone, days));
  }
}
