/** Motion over time under the video, with what was discarded, second by second. */

import { el, replace, svg } from '../core/dom.js';
import { formatNumber, formatPpm } from '../core/numbers.js';
import { momentAt, shareOf, totalLength } from '../core/player/sequence.js';
import { formatMedia, formatTime, zoneName } from '../core/time.js';
import { named, t } from '../core/words.js';
import { barPath, plotSeries } from './plot-data.js';

const clockText = (part, media, zone) => (part.start_us === null
  ? formatMedia(media) : formatTime(part.start_us + media, zone));

/** The plot of one event. */
export class Plot {
  /** @param {{event: object, onSeek: (recording: number, media: number) => void, signal: AbortSignal}} options */
  constructor({ event, onSeek, signal }) {
    this.event = event;
    this.parts = event.parts;
    this.head = el('div.plot-head', { hidden: true });
    this.lanes = el('div.plot-lanes', {}, this.head);
    this.table = el('div.plot-table');
    this.peak = el('span.quiet.numbers');
    this.element = el('section.plot', { aria: { labelledby: 'plot-title' } },
      el('header.plot-title', {}, el('h2', { id: 'plot-title' }, t('event.plot')), this.peak),
      this.lanes, this.table);
    const seek = (pointer) => {
      const field = this.lanes.querySelector('.plot-field').getBoundingClientRect();
      const share = (pointer.clientX - field.left) / field.width;
      const moment = momentAt(this.parts, Math.max(0, Math.min(1, share)));
      if (moment) onSeek(moment.recording, moment.media_us);
    };
    this.lanes.addEventListener('pointerdown', (pointer) => {
      if (pointer.button !== 0 || !pointer.target.closest('.plot-field')) return;
      this.lanes.setPointerCapture(pointer.pointerId);
      seek(pointer);
    }, { signal });
    this.lanes.addEventListener('pointermove', (pointer) => {
      if (this.lanes.hasPointerCapture(pointer.pointerId)) seek(pointer);
    }, { signal });
  }

  /** Draws the answer of `/api/events/ID/plot`. */
  use({ parts: stored, peak_ppm: peak }) {
    if (this.parts.length === 0) {
      replace(this.lanes, el('p.quiet', {}, t('event.plot_none')));
      return;
    }
    const { bins, motion, suppressors } = plotSeries(this.parts, stored);
    const largest = Math.max(peak, ...motion);
    this.peak.textContent = t('event.plot_peak', { share: formatPpm(largest) });
    replace(this.lanes,
      lane(t('event.plot_motion'), 'plot-motion', motion, largest, bins, this.eventRange()),
      suppressors.map(({ name, values }) => lane(named('suppressor', name), 'plot-suppressor',
        values, Math.max(...values), bins, null)),
      this.scale(), this.head);
    this.drawTable(stored);
  }

  /** Where between pre-roll and post-roll the event itself lies, as shares of the whole. */
  eventRange() {
    const first = this.parts[0];
    const last = this.parts.length - 1;
    return {
      from: shareOf(this.parts, 0, first.event_from_media_us),
      until: shareOf(this.parts, last, this.parts[last].event_until_media_us),
    };
  }

  scale() {
    const { time_zone: zone } = this.event;
    const marks = [0, 0.25, 0.5, 0.75, 1].map((share) => {
      const moment = momentAt(this.parts, share);
      const part = this.parts.find((other) => other.recording === moment.recording);
      return el('span.numbers', { style: { left: `${share * 100}%` } },
        clockText(part, moment.media_us, zone));
    });
    const isKnown = this.event.start_us !== null;
    return el('div.plot-lane.plot-scale', { aria: { hidden: 'true' } },
      el('span.plot-label', {}, isKnown ? zoneName(zone, this.event.start_us) : ''),
      el('div.plot-marks', {}, marks));
  }

  /** Moves the playhead. */
  show(recording, mediaMicroseconds) {
    const index = this.parts.findIndex((part) => part.recording === recording);
    if (index < 0 || totalLength(this.parts) === 0) return;
    this.head.hidden = false;
    this.head.style.setProperty('--share', shareOf(this.parts, index, mediaMicroseconds));
  }

  drawTable(stored) {
    const { time_zone: zone } = this.event;
    const body = el('tbody');
    const details = el('details', {},
      el('summary', {}, t('event.plot_table')),
      el('div.plot-table-scroll', { tabindex: '0', role: 'region', aria: { label: t('event.plot') } },
        el('table.table', {}, el('thead', {}, el('tr', {},
          ['time', 'motion', 'discarded'].map((word) => el('th', { scope: 'col' },
            t(`event.plot_${word}`))))), body)));
    details.addEventListener('toggle', () => {
      if (!details.open || body.children.length > 0) return;
      replace(body, this.parts.flatMap((part) => {
        const seconds = stored.find((other) => other.recording === part.recording)?.seconds ?? [];
        return seconds.map((second) => el('tr', {},
          el('td', {}, clockText(part, second.media_us, zone)),
          el('td', {}, second.motion_ppm > 0 ? formatPpm(second.motion_ppm) : '–'),
          el('td', {}, discarded(second.suppressed))));
      }));
    });
    replace(this.table, details);
  }
}

const discarded = (suppressed) => Object.entries(suppressed)
  .sort((a, b) => b[1] - a[1])
  .map(([name, pixels]) => `${named('suppressor', name)} ${formatNumber(pixels)}`)
  .join(', ') || '–';

function lane(label, className, values, largest, bins, range) {
  const shade = range && svg('rect', {
    class: 'plot-event', x: range.from * bins, y: 0, height: 1,
    width: Math.max(0, range.until - range.from) * bins,
  });
  return el('div.plot-lane', { class: className, aria: { hidden: 'true' } },
    el('span.plot-label', { title: label }, label),
    el('div.plot-field', { title: t('event.plot_seek') },
      svg('svg', { viewBox: `0 0 ${bins} 1`, preserveAspectRatio: 'none' }, shade,
        svg('path', { d: barPath(values, largest) }))));
}
