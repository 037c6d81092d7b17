/** The wall: what the cameras show that are watched live, and what has just happened. */

import { api } from '../core/api.js';
import { el, replace } from '../core/dom.js';
import { emptyState, button } from '../core/states.js';
import { t } from '../core/words.js';
import { AlarmList } from '../tools/live/alarm-list.js';
import { CameraCell } from '../tools/live/camera-cell.js';
import { Chime } from '../tools/live/chime.js';

/** Pictures are asked for so often; many cameras share the machine's time. */
const PAUSE_MS = 1000;
const PAUSE_OF_MANY_MS = 2500;
const MANY = 12;

export default {
  title: () => t('live.title'),
  wide: true,

  async mount(root, { signal }) {
    const first = await api.get('/api/live', {}, { signal });
    if (first.feeds.length === 0) {
      root.append(emptyState({
        icon: 'live', title: t('live.none'), text: t('live.noneText'),
        actions: [button(t('nav.feeds'), { href: '/feeds' })],
      }));
      return;
    }
    const cells = new Map();
    const grid = el('div.live-grid');
    const summary = el('p.quiet.numbers', { aria: { live: 'polite' } });
    const chime = new Chime({ signal });
    const alarms = new AlarmList({ signal, onAlarm: (event) => {
      chime.play(event.severity);
      cells.get(event.feed)?.alarm(event);
    } });
    const page = el('div.live-page', {},
      el('header.live-head', {}, el('h1', {}, t('live.title')), summary, chime.element,
        first.has_pictures ? null : el('p.quiet', {}, t('live.elsewhere'))),
      grid, alarms.element);
    root.append(page);

    const show = ({ feeds, has_pictures: hasPictures }) => {
      const watched = feeds.filter((feed) => feed.state === 'watching').length;
      const text = t('live.summary', { count: watched, all: feeds.length });
      if (summary.textContent !== text) summary.textContent = text;
      for (const feed of feeds) {
        if (!cells.has(feed.feed)) cells.set(feed.feed, new CameraCell({ signal }));
        cells.get(feed.feed).show(feed, hasPictures);
      }
      for (const number of cells.keys()) {
        if (!feeds.some((feed) => feed.feed === number)) cells.delete(number);
      }
      const order = [...feeds].sort((a, b) =>
        a.feed_name.localeCompare(b.feed_name, undefined, { numeric: true }));
      const elements = order.map((feed) => cells.get(feed.feed).element);
      // Nothing is moved under the hand of whoever points at it.
      if (elements.some((element, index) => grid.children[index] !== element)
        || grid.children.length !== elements.length) replace(grid, elements);
    };
    show(first);
    alarms.start();
    follow(show, signal);
  },
};

/** Asks again and again, one question at a time, as long as somebody looks. */
function follow(show, signal) {
  let timer = 0;
  const ask = async () => {
    let feeds = 0;
    if (!document.hidden) {
      try {
        const answer = await api.get('/api/live', {}, { signal });
        feeds = answer.feeds.length;
        show(answer);
      } catch (error) {
        if (error.name === 'AbortError') return;
      }
    }
    if (signal.aborted) return;
    timer = setTimeout(ask, feeds > MANY ? PAUSE_OF_MANY_MS : PAUSE_MS);
  };
  timer = setTimeout(ask, PAUSE_MS);
  signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
}
