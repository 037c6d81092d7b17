/** Hands on the inbox: moving from event to event, selecting, deciding. */

import { exportEvents } from '../core/exporting.js';
import { navigate } from '../core/router.js';
import { onReviewed, review } from '../core/reviewing.js';
import { toastError } from '../core/toast.js';
import { bindInboxKeys } from './inbox-keys.js';
import { Selection } from './selection.js';
import { selectionBar } from './selection-bar.js';

/** Steers an inbox by keys and pointer. */
export class Steering {
  /** @param {import('./inbox-view.js').InboxView} inbox @param {AbortSignal} signal */
  constructor(inbox, signal) {
    this.inbox = inbox;
    this.signal = signal;
    this.selection = new Selection(() => this.changed());
    this.selectionBar = selectionBar({
      signal, onReview: (state) => this.review(state), onExport: () => this.export(),
      onClear: () => this.selection.clear(),
    });
  }

  get list() {
    return this.inbox.list;
  }

  get grid() {
    return this.inbox.grid;
  }

  get preview() {
    return this.inbox.preview;
  }

  /** Begins to listen, once the grid is there. */
  start() {
    const { element } = this.grid;
    element.addEventListener('click', (event) => this.clicked(event), { signal: this.signal });
    element.addEventListener('focusin', (event) => this.focused(event), { signal: this.signal });
    onReviewed(() => this.grid.draw(), this.signal);
    bindInboxKeys(this.signal, this.keys());
  }

  changed() {
    this.selectionBar.show(this.selection.ids.size);
    this.grid.draw();
  }

  clicked(event) {
    const cell = event.target.closest('.cell');
    if (!cell) return;
    const index = Number(cell.dataset.index);
    const isCheck = event.target.closest('.cell-check') !== null;
    if (event.shiftKey && !event.target.matches('input') && this.list.current >= 0) {
      event.preventDefault();
      this.selection.range(this.list.items, this.selection.anchor ?? this.list.current, index);
    } else if (event.target.matches('input')) {
      if (event.shiftKey && this.selection.anchor !== null) {
        this.selection.range(this.list.items, this.selection.anchor, index);
      } else this.selection.toggle(this.list.items, index);
    } else if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      if (!isCheck) this.selection.toggle(this.list.items, index);
    } else if (!isCheck) {
      this.list.current = index;
      if (!event.target.closest('a')) navigate(`/events/${cell.dataset.id}`);
    }
  }

  focused(event) {
    const cell = event.target.closest('.cell');
    if (!cell || event.target !== cell) return;
    this.list.current = Number(cell.dataset.index);
    this.grid.paint();
  }

  get targets() {
    if (this.selection.ids.size > 0) return [...this.selection.ids];
    const current = this.list.items[this.list.current];
    return current ? [current.id] : [];
  }

  async review(state) {
    const ids = this.targets;
    if (ids.length === 0) return;
    const isOne = this.selection.ids.size === 0;
    try {
      await review(ids, state);
      this.selection.clear();
      // One after another goes fast: the next is at hand at once.
      if (isOne && state !== 'unreviewed') this.move(1);
    } catch (error) {
      toastError(error);
    }
  }

  export() {
    const ids = this.targets;
    if (ids.length > 0) exportEvents(ids, { signal: this.signal });
  }

  move(step) {
    this.moveTo(this.list.current < 0 ? 0 : this.list.current + step);
  }

  moveTo(index) {
    const last = this.list.items.length - 1;
    if (last < 0 || !this.grid.layout) return;
    this.preview.stop();
    this.grid.focus(Math.max(0, Math.min(last, index)));
  }

  moveRow(direction) {
    if (this.list.current < 0) this.moveTo(0);
    else this.moveTo(this.grid.layout.vertical(this.list.current, direction));
  }

  extend(key) {
    const from = this.selection.anchor ?? this.list.current;
    if (key.endsWith('Left') || key.endsWith('Right')) this.move(key.endsWith('Right') ? 1 : -1);
    else this.moveRow(key.endsWith('Down') ? 1 : -1);
    this.selection.range(this.list.items, from, this.list.current);
  }

  keys() {
    return {
      move: (step) => this.move(step), moveRow: (direction) => this.moveRow(direction),
      moveTo: (index) => this.moveTo(index), extend: (key) => this.extend(key),
      hasCurrent: () => this.list.items[this.list.current] !== undefined,
      open: () => navigate(`/events/${this.list.items[this.list.current].id}`),
      preview: () => {
        const cell = this.grid.cellAt(this.list.current);
        if (cell) this.preview.toggle(cell.element);
      },
      toggle: () => this.selection.toggle(this.list.items, this.list.current),
      selectAll: () => this.selection.range(this.list.items, 0, this.list.items.length - 1),
      review: (state) => this.review(state), export: () => this.export(),
      filter: () => this.inbox.bar.focus(), hasNew: () => this.inbox.news.found > 0, showNew: () => this.inbox.showNew(),
      escape: () => {
        if (this.preview.video) this.preview.stop();
        else if (this.selection.ids.size > 0) this.selection.clear();
        else return false;
        return true;
      },
    };
  }
}
