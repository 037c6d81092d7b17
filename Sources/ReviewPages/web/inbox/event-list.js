/** The events of the inbox as far as they have been asked for, page after page by cursor. */

import { api } from '../core/api.js';
import { onReviewed } from '../core/reviewing.js';

const pageSize = 200;

/** A growing list; the server's cursor keeps it whole while events are added elsewhere. */
export class EventList {
  /** @param {object} query of `/api/events`, without cursor */
  constructor(query) {
    this.query = query;
    this.key = JSON.stringify(query);
    this.items = [];
    this.byId = new Map();
    this.cursor = null;
    this.isComplete = false;
    this.loading = null;
    /** Where the person was: index of the event that the keys act on, and how far it was scrolled. */
    this.current = -1;
    this.counts = null;
  }

  /** Fetches the next page, once however often it is asked for. */
  loadMore(signal) {
    if (this.isComplete) return Promise.resolve();
    this.loading ??= this.fetchPage(signal).finally(() => {
      this.loading = null;
    });
    return this.loading;
  }

  async fetchPage(signal) {
    const query = { ...this.query, cursor: this.cursor, limit: pageSize };
    const answer = await api.get('/api/events', query, { signal });
    for (const event of answer.events) {
      // An event that grew while pages were fetched may come a second time.
      if (this.byId.has(event.id)) continue;
      this.byId.set(event.id, event);
      this.items.push(event);
    }
    this.cursor = answer.next;
    this.isComplete = answer.next === null;
  }

  indexOf(id) {
    return this.items.findIndex((event) => event.id === id);
  }
}

let remembered = null;

/** The list as it was left, if it is of the same query; else a new one. */
export function listFor(query) {
  if (remembered?.key !== JSON.stringify(query)) remembered = new EventList(query);
  return remembered;
}

/** From now on this list is the inbox. */
export function startOver(list) {
  remembered = list;
  return list;
}

/** Events before and after one in the list that the person came from. */
export function listNeighbours(id) {
  const index = remembered?.indexOf(id) ?? -1;
  if (index < 0) return { previous: null, next: null };
  return {
    previous: remembered.items[index - 1]?.id ?? null, next: remembered.items[index + 1]?.id ?? null,
  };
}

/** The inbox's place in the list, so that coming back finds it at the event last looked at. */
export function standAt(id) {
  const index = remembered?.indexOf(id) ?? -1;
  if (index >= 0) remembered.current = index;
}

onReviewed((changes) => {
  for (const { id, state } of changes) {
    const event = remembered?.byId.get(id);
    if (event) event.review_state = state;
  }
});
