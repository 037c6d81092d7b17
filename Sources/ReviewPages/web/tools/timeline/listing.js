/**
 * Everything in view as a list: events, and stretches at which nobody looked. It says in words
 * what the canvas shows, for screen readers and for whoever would rather read.
 */

import { el, replace } from '../../core/dom.js';
import { severityIcon } from '../../core/icons.js';
import { button } from '../../core/states.js';
import { dayKey, formatDate, formatDuration } from '../../core/time.js';
import { named, t } from '../../core/words.js';
import { UNSEEN_STATES } from './contents.js';
import { stateSwatch } from './legend.js';
import { rangeText, shortTime } from './source.js';

const MOST_ENTRIES = 150;

/** The list; `element` is a section with a heading. */
export class Listing {
  #heading;
  #list;
  #handlers;
  #shown = '';
  /** Whether times need their dates: more than one day is in view. */
  #isDated = false;

  /**
   * @param {{play: (row: object, us: number, event: object|null) => void}} handlers
   */
  constructor(handlers) {
    this.#handlers = handlers;
    this.#heading = el('h2.timeline-list-title#timeline-list-title', {}, t('timeline.inView'));
    this.#list = el('ul.list.timeline-list');
    this.element = el('section.timeline-listing', { aria: { labelledby: 'timeline-list-title' } },
      this.#heading, this.#list);
  }

  /** Shows what the rows have in view of a span. */
  show(rows, span) {
    this.#isDated = rows[0].source.zone !== null &&
      dayKey(span.fromUs, rows[0].source.zone) !== dayKey(span.untilUs, rows[0].source.zone);
    const entries = rows.flatMap((row) => this.#entriesOf(row, rows.length > 1))
      .sort((a, b) => a.us - b.us);
    const leftOut = rows.reduce((sum, row) => sum + row.inView().leftOut, 0);
    const shown = entries.slice(0, MOST_ENTRIES);
    const more = entries.length - shown.length + leftOut;
    // Left alone when nothing changed: the focus, and who reads, stay where they are.
    const key = shown.map((entry) => entry.key).join() + more + this.#isDated;
    if (key === this.#shown) return;
    this.#shown = key;
    const count = entries.filter(({ event }) => event).length + leftOut;
    this.#heading.textContent = t('timeline.inViewCount', {
      count, gaps: entries.filter(({ isGap }) => isGap).length,
    });
    replace(this.#list, shown.map((entry) => entry.make()),
      more > 0 ? el('li.quiet', {}, t('timeline.listMore', { count: more })) : null,
      entries.length === 0 ? el('li.quiet', {}, t('timeline.listEmpty')) : null);
  }

  /** Marks an event and brings it into view within the list. */
  select(id) {
    for (const item of this.#list.children) {
      const isSelected = item.dataset.event === String(id);
      item.classList.toggle('is-selected', isSelected);
      if (isSelected) {
        const { offsetTop, offsetHeight } = item;
        const { scrollTop, clientHeight } = this.#list;
        if (offsetTop < scrollTop || offsetTop + offsetHeight > scrollTop + clientHeight) {
          this.#list.scrollTop = offsetTop - clientHeight / 3;
        }
      }
    }
  }

  #range({ start_us: start, end_us: end }, zone) {
    return rangeText(start, end, zone, { isDated: this.#isDated });
  }

  #time(us, zone) {
    const time = shortTime(us, zone);
    return this.#isDated ? `${formatDate(us, zone, { year: false })} ${time}` : time;
  }

  #entriesOf(row, isNamed) {
    const { events, coverage, overlaps, error } = row.inView();
    if (error) return [];
    const { zone, title } = row.source;
    const name = isNamed ? el('span.quiet', {}, title) : null;
    const gaps = coverage.filter(({ state }) => UNSEEN_STATES.has(state)).map((gap) => ({
      us: gap.start_us,
      key: `${gap.state}${gap.start_us}-${gap.end_us}`,
      isGap: true,
      make: () => el('li.timeline-entry', {},
        stateSwatch(gap.state),
        el('span.timeline-entry-text', {},
          el('span.numbers', {}, this.#range(gap, zone)),
          el('strong', {}, named('coverage', gap.state)),
          gap.reason ? el('span.quiet', {}, gap.reason) : '', name?.cloneNode(true) ?? '')),
    }));
    const doubled = overlaps.map((overlap) => ({
      us: overlap.start_us,
      key: `o${overlap.start_us}-${overlap.end_us}`,
      make: () => el('li.timeline-entry', {}, el('span.swatch.swatch-overlap'),
        el('span.timeline-entry-text', {},
          el('span.numbers', {}, this.#range(overlap, zone)),
          el('strong', {}, t('timeline.overlap')), name?.cloneNode(true) ?? '')),
    }));
    return [...gaps, ...doubled, ...events.map((event) => ({
      us: event.start_us,
      key: `e${event.id}${event.review_state}`,
      event,
      make: () => el('li.timeline-entry', { dataset: { event: event.id } },
        severityIcon(event.severity),
        el('span.timeline-entry-text', {},
          el('a', { href: `/events/${event.id}` },
            el('span.numbers', {}, this.#time(event.start_us, zone)), ' ', named('kind', event.kind)),
          el('span.quiet.numbers', {}, formatDuration(event.end_us - event.start_us)),
          name?.cloneNode(true) ?? ''),
        button(t('timeline.playEvent'), {
          icon: 'play', iconOnly: true, quiet: true, class: 'timeline-entry-play',
          onClick: () => this.#handlers.play(row, event.start_us, event),
        })),
    }))];
  }
}
