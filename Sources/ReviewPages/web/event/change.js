/** The pictures before and after a thing was left or removed, with its place marked. */

import { el, replace } from '../core/dom.js';
import { feedById, loadFeeds } from '../core/feeds.js';
import { toastError } from '../core/toast.js';
import { t } from '../core/words.js';
import { comparison } from '../tools/vanish/comparison.js';

/**
 * The section; null for events of other kinds.
 * @param {object} event
 * @param {{signal: AbortSignal}} options
 */
export function change(event, { signal }) {
  if (!event.change) return null;
  const { before, after, box, exists } = event.change;
  const place = el('div.stack');
  const refuse = () => replace(place, el('p.quiet', {}, t('event.change_gone')));
  if (exists) {
    shape(event, signal).then((feed) => {
      replace(place, comparison({ before, after, target: { box }, feed, signal }));
      for (const image of place.querySelectorAll('img')) {
        image.addEventListener('error', refuse, { once: true, signal });
      }
    }).catch(toastError);
  } else {
    refuse();
  }
  return el('section.stack.change', { aria: { labelledby: 'change-title' } },
    el('h2', { id: 'change-title' }, t('event.change')), place);
}

/** How the camera's picture is shaped, and in which zone its times are. */
async function shape(event, signal) {
  await loadFeeds({ signal });
  return feedById(event.feed) ?? { time_zone: event.time_zone };
}
