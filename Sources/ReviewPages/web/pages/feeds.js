/** The cameras: what each has recorded, what was looked at, and which are silent. */

import { el, replace } from '../core/dom.js';
import { loadFeeds } from '../core/feeds.js';
import { onLive } from '../core/live.js';
import { button, emptyState } from '../core/states.js';
import { t } from '../core/words.js';
import { feedCard, noPicture } from '../tools/feeds/feed-card.js';
import { LazyStills } from '../tools/picture/lazy-stills.js';

export default {
  title: () => t('feeds.title'),
  wide: true,

  async mount(root, { signal }) {
    const feeds = await loadFeeds({ signal });
    if (feeds.length === 0) {
      root.append(emptyState({
        icon: 'camera', title: t('feeds.none'), text: t('feeds.noneText'),
        actions: [button(t('nav.inbox'), { href: '/' })],
      }));
      return;
    }
    const asked = location.hash.replace('#feed-', '');
    const cards = el('div.feed-cards');
    const summary = el('p.quiet.numbers');
    const stills = new LazyStills({ signal, failed: (image) => image.replaceWith(noPicture()) });
    const show = (list) => {
      const open = new Set([...cards.querySelectorAll('details[open]')].map((fold) => fold.parentElement.id));
      summary.textContent = summaryOf(list);
      stills.clear();
      replace(cards, list.map((feed) => feedCard(feed, {
        stills, signal, isOpen: open.has(`feed-${feed.id}`) || asked === String(feed.id) || list.length === 1,
      })));
    };
    show(feeds);
    root.append(el('div.feeds-page', {},
      el('header.stack.feeds-head', {}, el('h1', {}, t('feeds.title')), summary), cards));
    document.getElementById(`feed-${asked}`)?.scrollIntoView();
    onLive('changed', async ({ kinds }) => {
      // Nothing is rebuilt under the hand of who is reading the recordings.
      if (!kinds.includes('recordings') || cards.contains(document.activeElement)) return;
      const now = await loadFeeds({ signal }).catch(() => null);
      if (now && JSON.stringify(now) !== JSON.stringify(feeds)) show(now);
    }, signal);
  },
};

function summaryOf(feeds) {
  const sum = (name) => feeds.reduce((total, feed) => total + feed[name], 0);
  const counted = ['recordings', 'events', 'unreviewed']
    .map((name) => t(`feeds.${name}`, { count: sum(name) }));
  return [t('feeds.cameras', { count: feeds.length }), ...counted].join(' · ');
}
