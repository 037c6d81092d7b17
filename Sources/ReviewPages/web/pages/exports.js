/** The evidence bundles that were made. */

import { api } from '../core/api.js';
import { el, replace } from '../core/dom.js';
import { loadFeeds, mainZone } from '../core/feeds.js';
import { formatBytes } from '../core/numbers.js';
import { button, emptyState } from '../core/states.js';
import { formatDateTime } from '../core/time.js';
import { t } from '../core/words.js';

export default {
  title: () => t('exports.title'),
  async mount(root, { signal }) {
    const [{ exports }, feeds] = await Promise.all([
      api.get('/api/exports', {}, { signal }), loadFeeds({ signal }),
    ]);
    const zone = mainZone(feeds);
    replace(root, el('header.page-title', {}, el('h1', {}, t('exports.title'))),
      exports.length > 0 ? el('ul.list', {}, exports.map((made) => entry(made, zone)))
        : emptyState({
          icon: 'export', title: t('exports.none'), text: t('exports.none_text'),
          actions: [button(t('exports.go'), { href: '/', primary: true })],
        }));
  },
};

function entry(made, zone) {
  const counts = t('exports.counts', {
    events: t('inbox.total', { count: made.events }), files: made.files,
    bytes: formatBytes(made.bytes),
  });
  return el('li.export', {},
    el('div.grow.stack', {},
      el('h2', {}, made.purpose),
      el('p.quiet.small', {}, [
        made.request_number ? `${t('exports.number')} ${made.request_number}` : null,
        formatDateTime(made.created_us, zone), made.created_by, counts,
      ].filter(Boolean).join(' · ')),
      el('p.quiet.small', {}, t('export.digest'), ' ', el('span.digest', {}, made.manifest_sha256))),
    button(t('action.download'), {
      icon: 'download', href: made.download, download: `${made.name}.zip`,
    }));
}
