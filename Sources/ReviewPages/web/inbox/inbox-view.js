/** The inbox: its bar, its grid, and which events are in it. */

import { api } from '../core/api.js';
import { el, replace } from '../core/dom.js';
import { mainZone } from '../core/feeds.js';
import { setQuery } from '../core/router.js';
import { button, emptyState, errorState } from '../core/states.js';
import { toast } from '../core/toast.js';
import { t } from '../core/words.js';
import { EventList, listFor, startOver } from './event-list.js';
import { FilterBar } from './filter-bar.js';
import {
  countQuery, filtersFrom, isNarrowed, listQuery, queryOf, shownCount, widened,
} from './filters.js';
import { Grid } from './grid.js';
import { newEvents } from './new-events.js';
import { Preview } from './preview.js';
import { Steering } from './steering.js';
import { loadZones } from './zones.js';

/** The inbox as it stands on its page. */
export class InboxView {
  constructor(root, feeds, filters, signal) {
    Object.assign(this, { root, feeds, filters, signal });
    this.facts = { feeds, kinds: [], zones: [], counts: null, zone: mainZone(feeds) };
    this.setZone();
    this.list = listFor(listQuery(filters, this.facts.zone));
    this.steering = new Steering(this, signal);
    this.place = el('div.inbox-place');
    this.build();
  }

  build() {
    const { signal } = this;
    this.bar = new FilterBar({
      filters: this.filters, facts: this.facts, signal,
      onChange: (filters) => this.showFilters(filters, true),
    });
    this.grid = new Grid({
      list: this.list, selected: this.steering.selection.ids, zone: this.facts.zone,
      byDay: this.isByDay, signal, onNearEnd: () => this.loadMore(),
    });
    this.preview = new Preview(this.grid.element, { signal });
    this.news = newEvents({
      signal, query: () => countQuery(this.filters, this.facts.zone),
      onCounts: (counts) => this.showCounts(counts), onShow: () => this.showNew(),
    });
    this.steering.start();
    replace(this.root, el('h1.visually-hidden', {}, t('inbox.title')), this.bar.element,
      el('div.new-events-place', {}, this.news.element), this.place,
      this.steering.selectionBar.element);
  }

  get isByDay() {
    return this.filters.order === 'newest';
  }

  /** Days are meant in the zone of the chosen feeds. */
  setZone() {
    const chosen = this.feeds.filter((feed) => this.filters.feeds.includes(feed.id));
    this.facts.zone = mainZone(chosen.length > 0 ? chosen : this.feeds);
  }

  async start() {
    this.loadFacts();
    const isKept = this.list.items.length > 0;
    if (isKept) {
      this.showGrid();
      this.news.resume(this.list.counts?.total ?? null);
      // After the page has been scrolled to where it was: what was looked at last is in sight.
      requestAnimationFrame(() => {
        if (!this.signal.aborted && this.list.current >= 0) this.grid.focus(this.list.current);
      });
    } else {
      await this.loadFirst();
    }
  }

  async loadFacts() {
    try {
      const counts = await api.get('/api/events/counts', {}, { signal: this.signal });
      this.facts.kinds = Object.keys(counts.by_kind).filter((kind) => counts.by_kind[kind] > 0);
      this.facts.kinds.sort();
      this.facts.zones = await loadZones(this.feeds);
      this.bar.update({ facts: this.facts });
    } catch {
      // Choices stay as few as they are; the list does not depend on them.
    }
  }

  async loadFirst() {
    try {
      await Promise.all([this.list.loadMore(this.signal), this.news.restart()]);
      if (this.list.items.length === 0) this.showEmpty();
      else this.showGrid();
    } catch (error) {
      if (error.name === 'AbortError') return;
      replace(this.place, errorState(error, { retry: () => this.loadFirst() }));
    }
  }

  showGrid() {
    if (!this.grid.element.isConnected) replace(this.place, this.grid.element);
    this.grid.measure();
    this.grid.grow();
  }

  async loadMore() {
    const { list } = this;
    if (list.loading || list.isComplete) return;
    try {
      await list.loadMore(this.signal);
      if (list === this.list) this.grid.grow();
    } catch (error) {
      // Not asked again by itself at every scroll of the wheel.
      if (error.name !== 'AbortError') {
        list.isComplete = true;
        toast(t('inbox.more_failed'), {
          kind: 'error', seconds: 60,
          action: {
            label: t('action.retry'),
            run: () => {
              list.isComplete = false;
              this.loadMore();
            },
          },
        });
      }
    }
  }

  showEmpty() {
    const { counts } = this.facts;
    const all = { ...filtersFrom(new URLSearchParams()), show: 'all' };
    const state = (word, icon, actions) => emptyState({
      icon, title: t(`inbox.empty.${word}`), text: t(`inbox.empty.${word}_text`), actions,
    });
    const showAll = button(t('inbox.show_all'), { onClick: () => this.showFilters(all, true) });
    let shown;
    if (isNarrowed(this.filters)) {
      shown = state('no_match', 'filter', [button(t('inbox.clear'), {
        primary: true, onClick: () => this.showFilters(widened(this.filters), true),
      }), showAll]);
    } else if (counts && counts.total > 0) {
      shown = this.filters.show === 'unreviewed'
        ? state('done', 'check', [showAll]) : state('no_match', 'filter', [showAll]);
    } else {
      shown = state('none', 'inbox', [button(t('inbox.see_cameras'), { href: '/feeds' })]);
    }
    replace(this.place, shown);
  }

  showCounts(counts) {
    this.facts.counts = counts;
    this.list.counts ??= counts;
    this.bar.update({ facts: this.facts });
    this.bar.total.textContent = t('inbox.total', { count: shownCount(counts, this.filters.show) });
    const wasEmpty = this.list.isComplete && this.list.items.length === 0;
    if (wasEmpty && !this.grid.element.isConnected) {
      if (shownCount(counts, this.filters.show) > 0) this.showNew();
      else this.showEmpty();
    }
  }

  /** Shows what filters say; `isOwn` when they were changed on this page and not in the address. */
  async showFilters(filters, isOwn = false) {
    this.filters = filters;
    this.setZone();
    if (isOwn) setQuery(queryOf(filters), { replace: false });
    this.bar.update({ filters, facts: this.facts });
    await this.renew();
  }

  async renew() {
    this.preview.stop();
    this.steering.selection.clear();
    const list = new EventList(listQuery(this.filters, this.facts.zone));
    try {
      // What is shown stays until the new list is there: nothing flickers.
      await Promise.all([list.loadMore(this.signal), this.news.restart()]);
    } catch (error) {
      if (error.name === 'AbortError') return;
      replace(this.place, errorState(error, { retry: () => this.renew() }));
      return;
    }
    if (list.key !== JSON.stringify(listQuery(this.filters, this.facts.zone))) return;
    this.list = startOver(list);
    this.list.counts = this.facts.counts;
    window.scrollTo(0, 0);
    this.grid.use(list, { zone: this.facts.zone, byDay: this.isByDay });
    if (list.items.length === 0) this.showEmpty();
    else this.showGrid();
  }

  showNew() {
    return this.renew();
  }
}
