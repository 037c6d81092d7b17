/** Searching a place: every moment with motion in a polygon, and keeping the polygon as a zone. */

import { api } from '../core/api.js';
import { debounce, el } from '../core/dom.js';
import { messageOf } from '../core/error-text.js';
import { feedById, feedPicker, loadFeeds } from '../core/feeds.js';
import { onLive } from '../core/live.js';
import { navigate, setQuery } from '../core/router.js';
import { button, emptyState } from '../core/states.js';
import { t } from '../core/words.js';
import { FramePicture } from '../tools/picture/frame-picture.js';
import { ZoneOutlines } from '../tools/picture/zone-outlines.js';
import { MomentPlayer } from '../tools/playing/moment-player.js';
import { PolygonEditor } from '../tools/polygon/editor.js';
import { crossesItself, encloses } from '../tools/polygon/geometry.js';
import { PolygonTools } from '../tools/polygon/tools.js';
import { addressOf, searchFrom } from '../tools/search/address.js';
import { refineFields } from '../tools/search/refine.js';
import { Results } from '../tools/search/results.js';
import { unseenText } from '../tools/search/unseen.js';
import { ZoneForm } from '../tools/zones/zone-form.js';
import { ZoneList } from '../tools/zones/zone-list.js';
import { zoneLook } from '../tools/zones/zone-look.js';

const PEEK_MS = 120;
const MOST_MOMENTS = 1000;

export default {
  title: () => t('search.title'),
  wide: true,

  async mount(root, { query, signal }) {
    const feeds = await loadFeeds({ signal });
    if (feeds.length === 0) {
      root.append(emptyState({
        icon: 'search', title: t('search.title'), text: t('search.noFeeds'),
        actions: [button(t('feeds.title'), { href: '/feeds' })],
      }));
      return;
    }
    const search = searchFrom(query);
    const feed = feedById(search.feed) ?? feeds[0];
    new SearchPage(root, { search: { ...search, feed: feed.id }, feed, signal });
  },
};

/** The page's parts, and how they act on one another. */
class SearchPage {
  #asked = null;

  constructor(root, { search, feed, signal }) {
    this.search = search;
    this.feed = feed;
    this.signal = signal;
    this.run = debounce(() => signal.aborted || this.ask(), 60);
    this.picture = new FramePicture({ label: t('search.pictureOf', { feed: feed.name }), signal });
    this.picture.setShape(feed.display_width, feed.display_height);
    this.outlines = new ZoneOutlines(signal);
    this.editor = new PolygonEditor({ signal, changed: (polygon) => this.drawn(polygon) });
    this.picture.overlay.append(this.outlines.element, this.editor.element);
    this.tools = new PolygonTools({ editor: this.editor, signal });
    this.problem = el('p.quiet.small', { role: 'status' });
    this.player = new MomentPlayer({ feed, signal });
    this.peek = debounce((moment) => this.showStill(moment), PEEK_MS);
    this.results = new Results({
      peek: (moment) => this.peek(moment), leave: () => this.peek(null),
      play: (moment) => this.player.play(moment), signal,
    });
    this.zones = new ZoneList({
      signal,
      changed: () => this.outline(this.form.zone?.id),
      search: (zone) => this.editor.set(zone.polygon),
      edit: (zone) => this.edit(zone),
    });
    this.form = new ZoneForm({
      list: this.zones, signal, ended: () => this.outline(),
    });
    root.append(this.arrange());
    this.start();
  }

  arrange() {
    return el('div.search-page', {},
      el('header.bar', {}, el('h1.bar-title', {}, t('search.title')),
        feedPicker({
          value: this.feed.id, signal: this.signal,
          onChange: (id) => navigate(`/search?feed=${id}`),
        })),
      el('div.search-columns', {},
        el('div.search-drawing.stack', {}, zoneLook(this.feed, { signal: this.signal, isAtZones: true }),
          this.picture.element, this.tools.element, this.problem,
          this.player.element,
          this.fold(t('search.refine'), this.isRefined, refineFields({
            search: this.search, zone: this.feed.time_zone, signal: this.signal,
            changed: (changes) => this.refine(changes),
          })),
          this.fold(t('zones.title'), false, this.zones.element, this.form.element)),
        this.results.element));
  }

  get isRefined() {
    const { sinceUs, untilUs, minimumShare, order } = this.search;
    return sinceUs !== null || untilUs !== null || minimumShare > 1 || order !== 'newest';
  }

  /** A part that is folded away where there is little room, so that what was found comes first. */
  fold(title, isNeeded, ...children) {
    const isOpen = isNeeded || matchMedia('(min-width: 1024px)').matches;
    return el('details.fold', { open: isOpen }, el('summary', {}, title), el('div.stack', {}, children));
  }

  start() {
    this.results.invite();
    this.picture.showFeed(this.feed.id);
    this.zones.load(this.feed.id).catch((error) => {
      if (error.name !== 'AbortError') this.problem.textContent = messageOf(error);
    });
    if (this.search.polygon) this.editor.set(this.search.polygon);
    onLive('changed', ({ kinds }) => {
      if (kinds.includes('zones') && !this.form.zone) this.zones.load(this.feed.id).catch(() => {});
    }, this.signal);
  }

  /** Outlines all zones but the one that is being edited. */
  outline(edited = null) {
    this.outlines.show([...this.zones.zones, ...this.zones.stated], edited);
  }

  drawn(polygon) {
    const isSound = polygon !== null && encloses(polygon) && !crossesItself(polygon);
    this.problem.textContent = polygon === null || isSound ? ''
      : t(crossesItself(polygon) ? 'polygon.crosses' : 'polygon.empty');
    this.search = { ...this.search, polygon: isSound ? polygon : null };
    this.form.setPolygon(this.search.polygon);
    this.tools.show();
    setQuery(addressOf(this.search));
    if (isSound) this.run();
    else this.stop();
  }

  refine(changes) {
    this.search = { ...this.search, ...changes };
    setQuery(addressOf(this.search));
    if (this.search.polygon) this.run();
  }

  edit(zone) {
    this.form.edit(zone);
    this.outline(zone.id);
    this.editor.set(zone.polygon);
    this.picture.element.scrollIntoView({ block: 'nearest' });
  }

  stop() {
    this.#asked?.abort();
    this.results.invite();
  }

  async ask() {
    const { polygon, sinceUs, untilUs, minimumShare, order } = this.search;
    if (!polygon) return;
    this.#asked?.abort();
    const asked = new AbortController();
    this.#asked = asked;
    this.results.wait();
    const signal = AbortSignal.any([asked.signal, this.signal]);
    try {
      const answer = await api.post(`/api/feeds/${this.feed.id}/search`, {
        polygon, since_us: sinceUs, until_us: untilUs, minimum_share: minimumShare, order,
        limit: MOST_MOMENTS,
      }, { signal });
      this.results.show(answer, this.feed);
      const { from_us: from, until_us: until } = answer.searched;
      if (from === null || until === null) return;
      const text = await unseenText(this.feed.id, from, until, signal);
      if (!signal.aborted) this.results.warn(text);
    } catch (error) {
      if (error.name !== 'AbortError') this.results.refuse(error, () => this.ask());
    }
  }

  /** Shows the still of a moment under the polygon; null: the newest picture again. */
  showStill(moment) {
    if (this.signal.aborted) return;
    if (moment) {
      const middle = (moment.start_media_us + moment.end_media_us) / 2;
      this.picture.showRecording(moment.recording, middle);
    } else {
      this.picture.showFeed(this.feed.id);
    }
  }
}
