/** Which events are selected, and from where a range goes on. */

/** A set of event ids. `changed` is called after every change. */
export class Selection {
  constructor(changed) {
    this.ids = new Set();
    this.anchor = null;
    this.changed = changed;
  }

  /** Selects the event at `index`, or no longer. */
  toggle(items, index) {
    const { id } = items[index];
    if (!this.ids.delete(id)) this.ids.add(id);
    this.anchor = index;
    this.changed();
  }

  /** Selects everything between two events, and nothing else; the range stays anchored at `from`. */
  range(items, from, to) {
    this.ids.clear();
    for (let index = Math.min(from, to); index <= Math.max(from, to); index += 1) {
      if (items[index]) this.ids.add(items[index].id);
    }
    this.anchor = from;
    this.changed();
  }

  clear() {
    this.anchor = null;
    if (this.ids.size === 0) return;
    this.ids.clear();
    this.changed();
  }
}
