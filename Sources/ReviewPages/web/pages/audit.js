/** Who did what, and whether the log is whole. */

import { api } from '../core/api.js';
import { el, replace } from '../core/dom.js';
import { loadFeeds, mainZone } from '../core/feeds.js';
import { icon } from '../core/icons.js';
import { button, emptyState } from '../core/states.js';
import { formatDate, formatDateTime, formatMedia, formatTime, zoneName } from '../core/time.js';
import { toastError } from '../core/toast.js';
import { named, t } from '../core/words.js';

export default {
  title: () => t('audit.title'),
  async mount(root, { signal }) {
    const page = (cursor) => api.get('/api/audit', { cursor, limit: 100 }, { signal });
    const [first, feeds] = await Promise.all([page(null), loadFeeds({ signal })]);
    const zone = mainZone(feeds);
    const rows = el('tbody', {}, first.entries.map((entry) => row(entry, zone)));
    let cursor = first.next;
    const more = button(t('action.more'), {
      onClick: async () => {
        more.disabled = true;
        try {
          const answer = await page(cursor);
          rows.append(...answer.entries.map((entry) => row(entry, zone)));
          cursor = answer.next;
          more.hidden = cursor === null;
        } catch (error) {
          toastError(error);
        } finally {
          more.disabled = false;
        }
      },
    });
    more.hidden = cursor === null;
    replace(root, el('header.page-title', {}, el('h1', {}, t('audit.title')),
      el('span.quiet.small', {}, t('audit.zone', { zone: zoneName(zone) }))),
    chainState(first.chain),
    first.entries.length === 0
      ? emptyState({ icon: 'audit', title: t('audit.none'), text: t('audit.none_text') })
      : el('div.audit-scroll', {}, el('table.table.audit', {}, el('thead', {}, el('tr', {},
        ['when', 'actor', 'action', 'subject', 'hash'].map((word) => el('th', { scope: 'col' },
          t(`audit.${word}`))))), rows)),
    el('div.row.audit-more', {}, more));
  },
};

function chainState(chain) {
  return el('section.panel.chain', { class: chain.ok ? 'is-whole' : 'is-broken', role: 'status' },
    icon(chain.ok ? 'check' : 'warning'),
    el('div.stack', {},
      el('p', {}, chain.ok ? t('audit.whole', { count: chain.entries })
        : t('audit.broken', { id: chain.broken_at ?? 0 })),
      chain.entries > 0 ? el('p.quiet.small', {}, t('audit.head'), ' ',
        el('span.digest', {}, chain.head)) : null));
}

function row(entry, zone) {
  return el('tr', {},
    el('td', {}, el('time', {}, `${formatDate(entry.us, zone)} ${formatTime(entry.us, zone)}`)),
    el('td', {}, entry.actor),
    el('td', {}, named('audit.action', entry.action)),
    el('td', {}, subject(entry.subject, zone)),
    el('td', {}, el('span.digest', { title: entry.hash }, entry.hash.slice(0, 12))));
}

/**
 * What is worth reading: UUIDs are for other databases, polygons for programs; what was not stated
 * or did not happen is left out.
 */
const shown = (fields) => Object.entries(fields)
  .filter(([name, value]) => !/_uuids?$|^polygon$/.test(name) && value !== null && value !== false
    && !/^[0-9a-f]{8}-[0-9a-f]{4}-/.test(String(value)));

/** What an entry is about, as names and values; events are links. */
function subject(fields, zone) {
  return el('ul.audit-subject', {}, shown(fields).map(([name, value]) => el('li', {},
    el('span.quiet', {}, `${named('audit.field', name)} `),
    name === 'event' && Number.isInteger(value) ? el('a', { href: `/events/${value}` }, String(value))
      : valueText(name, value, zone))));
}

/** A value as a person reads it: times as times, states by their names, the rest as it is. */
function valueText(name, value, zone) {
  if (value === null) return '–';
  if (Array.isArray(value)) return value.map((one) => valueText(name, one, zone)).join(', ');
  if (typeof value === 'object') return JSON.stringify(value);
  if (typeof value === 'boolean') return t(value ? 'audit.yes' : 'audit.no');
  if (name.endsWith('_media_us') || name === 'media_us') return formatMedia(value);
  if (name.endsWith('_us') && Number.isFinite(value)) return formatDateTime(value, zone);
  if (name.endsWith('_sha256')) return String(value).slice(0, 12);
  const family = { state: 'review', role: 'role', verdict: 'verdict', kind: 'zone' }[name];
  return family ? named(family, value) : String(value);
}
