/** The inbox: pictures of events, newest or likeliest first, for a person to decide. */

import { loadFeeds } from '../core/feeds.js';
import { t } from '../core/words.js';
import { filtersFrom } from '../inbox/filters.js';
import { InboxView } from '../inbox/inbox-view.js';

export default {
  title: () => t('inbox.title'),
  wide: true,
  async mount(root, { query, signal }) {
    const feeds = await loadFeeds({ signal });
    const inbox = new InboxView(root, feeds, filtersFrom(query), signal);
    await inbox.start();
    return { queryChanged: (changed) => inbox.showFilters(filtersFrom(changed)) };
  },
};
