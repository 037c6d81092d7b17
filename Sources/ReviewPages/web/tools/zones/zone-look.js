/** What is said of a camera that was moved: its zones want a look, until somebody has said that they are right. */

import { api } from '../../core/api.js';
import { el } from '../../core/dom.js';
import { forgetFeeds } from '../../core/feeds.js';
import { icon } from '../../core/icons.js';
import { can } from '../../core/session.js';
import { button } from '../../core/states.js';
import { formatDateTime } from '../../core/time.js';
import { toast, toastError } from '../../core/toast.js';
import { t } from '../../core/words.js';

/**
 * The notice; null where no zone wants a look.
 * @param {object} feed
 * @param {{signal: AbortSignal, isAtZones?: boolean}} options `isAtZones`: the zones are on this page
 */
export function zoneLook(feed, { signal, isAtZones = false }) {
  const { zone_look: look } = feed;
  if (!look) return null;
  const when = look.moved_us === null ? t('look.moved')
    : t('look.movedAt', { time: formatDateTime(look.moved_us, feed.time_zone) });
  const notice = el('div.zone-look', { role: 'note' }, icon('warning'),
    el('div.stack', {},
      el('p', {}, el('strong', {}, when), ' ', t('look.text', { names: look.names.join(', ') })),
      el('div.row', {},
        isAtZones ? null : button(t('look.zones'), { href: `/search?feed=${feed.id}`, icon: 'polygon' }),
        can('operator') ? button(t('look.confirm'), { icon: 'check', signal, onClick: confirm }) : null,
        button(t('look.event'), { href: `/events/${look.event}`, quiet: true }))));
  async function confirm({ currentTarget: pressed }) {
    pressed.disabled = true;
    try {
      await api.post(`/api/feeds/${feed.id}/zones/confirmation`, {});
      forgetFeeds();
      notice.remove();
      toast(t('look.confirmed', { feed: feed.name }));
    } catch (error) {
      pressed.disabled = false;
      toastError(error);
    }
  }
  return notice;
}
