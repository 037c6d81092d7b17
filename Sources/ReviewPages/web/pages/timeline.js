/** The timeline: what moved when, what was looked at, and playing from any moment of it. */

import { api } from '../core/api.js';
import { announce } from '../core/announce.js';
import { el } from '../core/dom.js';
import { loadFeeds } from '../core/feeds.js';
import { onLive } from '../core/live.js';
import { currentQuery, navigate, refresh, setQuery } from '../core/router.js';
import { button, emptyState } from '../core/states.js';
import { named, t } from '../core/words.js';
import { ContinuousPlayer } from '../tools/playing/continuous.js';
import { firstView, placedFeeds, spanFrom } from '../tools/timeline/first-view.js';
import { bindTimelineKeys } from '../tools/timeline/keys.js';
import { legend } from '../tools/timeline/legend.js';
import { Listing } from '../tools/timeline/listing.js';
import { Overview } from '../tools/timeline/overview.js';
import { Readout } from '../tools/timeline/readout.js';
import { fullTime, recordingSource } from '../tools/timeline/source.js';
import { Span } from '../tools/timeline/span.js';
import { Toolbar } from '../tools/timeline/toolbar.js';
import { Timeline } from '../tools/timeline/view.js';
import { PageActions } from '../tools/playing/page-actions.js';

const PRE_ROLL_US = 3_000_000;

export default {
  title: () => t('timeline.title'),
  wide: true,

  async mount(root, { query, signal }) {
    const feeds = await loadFeeds({ signal });
    const recording = query.has('recording')
      ? await api.get(`/api/recordings/${query.get('recording')}`, {}, { signal }) : null;
    const view = recording
      ? { sources: [recordingSource(recording)], span: spanFrom(query) ?? wholeOf(recording) }
      : firstView(feeds, query);
    if (view.sources.length === 0) {
      root.append(nothingToShow(feeds));
      return {};
    }
    const page = new TimelinePage(root, { ...view, feeds, recording, signal });
    if (query.has('play')) page.play(page.timeline.row, view.at ?? view.span.middleUs);
    return {
      queryChanged: (now) => {
        const isSame = ['feed', 'recording'].every((name) => now.get(name) === page.query.get(name));
        if (isSame) page.show(spanFrom(now) ?? page.timeline.span);
        else refresh();
      },
    };
  },
};

const wholeOf = (recording) => new Span(0, recording.duration_us);

function nothingToShow(feeds) {
  const isClockUnknown = feeds.some((feed) => feed.has_unknown_clock);
  return emptyState({
    icon: 'timeline', title: t('timeline.emptyTitle'),
    text: t(isClockUnknown ? 'timeline.emptyUnknownClock' : 'timeline.empty'),
    actions: [button(t('feeds.title'), { href: '/feeds' })],
  });
}

/** The page's parts, and how they act on one another. */
class TimelinePage {
  constructor(root, { sources, span, feeds, recording, at, signal }) {
    this.signal = signal;
    this.query = currentQuery();
    this.selected = null;
    this.playing = new ContinuousPlayer({
      signal, moved: (us, isPlaying) => this.timeline.setPlayhead(us, { follows: isPlaying }),
    });
    this.readout = new Readout();
    this.listing = new Listing({ play: (row, us, event) => this.playEvent(row, us, event) });
    this.timeline = new Timeline({
      sources, span, signal,
      handlers: {
        moved: (now) => {
          this.toolbar?.say(now);
          this.overview?.show(now);
        },
        settled: () => this.settled(),
        play: (row, us) => this.play(row, us),
        choose: (row, events) => this.choose(row, events),
        point: (row, us, events) => this.readout.say(row, us, events,
          events.length > 0 ? this.timeline.span.toX(events[0].start_us, this.timeline.width) : undefined),
      },
    });
    if (at !== undefined) this.timeline.cursorUs = at;
    this.toolbar = this.makeToolbar(feeds, sources, recording);
    this.overview = new Overview({
      sources, span, signal,
      moveTo: (us) => this.show(Span.around(us, this.timeline.span.lengthUs)),
    });
    this.actions = new PageActions({ playing: this.playing, signal });
    bindTimelineKeys(this, signal);
    this.listenToNews();
    root.append(this.arrange(feeds, sources, recording));
    this.toolbar.say(span);
  }

  makeToolbar(feeds, sources, recording) {
    return new Toolbar({
      feeds: recording ? [] : placedFeeds(feeds),
      chosen: sources.map(({ feed }) => feed),
      zone: this.timeline.zone,
      span: () => this.timeline.span,
      show: (span) => this.show(span),
      showAll: () => this.showAll(),
      zoom: (factor) => this.timeline.zoom(factor),
      choose: (ids) => navigate(`/timeline?feed=${ids.join(',')}`),
      signal: this.signal,
    });
  }

  arrange(feeds, sources, recording) {
    const zones = new Set(sources.map(({ zone }) => zone));
    const hidden = !recording && feeds.some((feed) => feed.has_unknown_clock &&
      sources.some((source) => source.feed === feed.id));
    return el('div.timeline-page', {},
      el('h1.visually-hidden', {}, t('timeline.title')),
      this.toolbar.element,
      el('div.timeline-frame', {}, this.timeline.element, this.readout.peek),
      this.overview.element,
      this.readout.element,
      zones.size > 1 ? el('p.quiet', {}, t('timeline.scaleZone', { feed: sources[0].title })) : null,
      hidden ? el('p.quiet', {}, `${t('timeline.unknownClockHidden')} `,
        el('a', { href: '/feeds' }, t('feeds.title'))) : null,
      el('div.timeline-below', {},
        el('div.stack', {}, this.playing.element, this.actions.element, legend(this.signal)),
        this.listing.element));
  }

  show(span) {
    this.timeline.show(span);
  }

  showAll() {
    const ranges = this.timeline.rows.map(({ source }) => source.range);
    const first = Math.min(...ranges.map(({ firstUs }) => firstUs));
    const last = Math.max(...ranges.map(({ lastUs }) => lastUs));
    const margin = (last - first) * 0.02;
    this.show(new Span(first - margin, last + margin));
  }

  settled() {
    const { span } = this.timeline;
    setQuery({ at: Math.round(span.middleUs), span: span.lengthUs, play: null });
    this.query = currentQuery();
    this.listing.show(this.timeline.rows, span);
    this.listing.select(this.selected?.id ?? null);
  }

  /** Plays from an instant of a row. */
  play(row, us) {
    this.playing.play(row.source, us);
    this.timeline.setPlayhead(us);
  }

  /** Plays an event from a little before it began. */
  playEvent(row, us, event) {
    this.pick(row, event);
    this.play(row, us - PRE_ROLL_US);
  }

  /** Events were clicked: one is played, several are brought near enough to tell them apart. */
  choose(row, events) {
    const [first] = events;
    const { span, width } = this.timeline;
    const end = Math.max(...events.map(({ end_us: us }) => us));
    const length = Math.max(end - first.start_us, span.lengthUs / 50);
    const canPart = span.lengthUs > 10_000_000 && length * 1.5 < span.lengthUs && width > 0;
    if (events.length > 1 && canPart) {
      this.show(new Span(first.start_us - length * 0.25, first.start_us + length * 1.25));
    } else {
      this.playEvent(row, first.start_us, first);
    }
  }

  /** Marks an event everywhere. */
  pick(row, event) {
    this.selected = event ? { ...event, row } : null;
    this.timeline.select(row, event?.id ?? null);
    this.listing.select(event?.id ?? null);
    this.actions.show(this.selected);
  }

  /** Goes to an event that may lie outside of what is shown. */
  goTo(row, event) {
    this.pick(row, event);
    this.timeline.moveCursor(event.start_us, { spoken: false });
    this.readout.say(row, event.start_us, [event],
      this.timeline.span.toX(event.start_us, this.timeline.width));
    announce(`${named('kind', event.kind)}, ${t(`severity.${event.severity}`)}, ${
      fullTime(event.start_us, row.source.zone)}`);
  }

  listenToNews() {
    onLive('changed', async ({ kinds }) => {
      if (!kinds.some((kind) => kind !== 'zones')) return;
      const feeds = await loadFeeds({ signal: this.signal }).catch(() => []);
      for (const row of this.timeline.rows) {
        const feed = feeds.find(({ id }) => id === row.source.feed);
        const isFeed = row.source.recording === null && feed?.first_us !== null && feed;
        if (isFeed) row.source.range = { firstUs: feed.first_us, lastUs: feed.last_us };
        row.invalidate(row.source.range);
      }
      this.overview.invalidate();
    }, this.signal);
  }
}
