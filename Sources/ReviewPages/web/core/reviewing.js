/** Deciding about events: one place through which every decision goes, and the way back. */

import { api } from './api.js';
import { toast, undoable } from './toast.js';
import { t } from './words.js';

const mostAtOnce = 500;
const listeners = new Set();

/** Calls `run` with `[{id, state}]` after every decision taken on this page, until `signal` aborts. */
export function onReviewed(run, signal) {
  listeners.add(run);
  signal?.addEventListener('abort', () => listeners.delete(run), { once: true });
}

function tell(changes) {
  for (const listener of [...listeners]) listener(changes);
}

async function send(ids, state, note) {
  const changed = [];
  for (let index = 0; index < ids.length; index += mostAtOnce) {
    const events = ids.slice(index, index + mostAtOnce);
    const answer = await api.post('/api/reviews', { events, state, note });
    changed.push(...answer.changed);
  }
  tell(changed.map(({ id, state: now }) => ({ id, state: now })));
  return changed;
}

/**
 * Marks events, says so, and offers to take it back for ten seconds.
 * @param {number[]} ids
 * @param {'unreviewed'|'reviewed'|'true_alarm'|'false_alarm'} state
 * @param {{note?: string|null}} [options]
 */
export async function review(ids, state, { note = null } = {}) {
  const changed = await send(ids, state, note);
  if (changed.length === 0) {
    toast(t('inbox.unchanged'));
    return;
  }
  const text = t('inbox.marked', { count: changed.length, state: t(`review.${state}`) });
  undoable(text, () => takeBack(changed));
}

/** Posts the states that events had before, one request for each such state. */
async function takeBack(changed) {
  const byState = new Map();
  for (const { id, previous_state: previous } of changed) {
    byState.set(previous, [...(byState.get(previous) ?? []), id]);
  }
  for (const [state, ids] of byState) await send(ids, state, null);
}
