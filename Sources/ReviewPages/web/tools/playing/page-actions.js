/** What can be done from where the timeline stands: open the event, ask when a thing vanished. */

import { el, replace } from '../../core/dom.js';
import { severityIcon } from '../../core/icons.js';
import { can } from '../../core/session.js';
import { button } from '../../core/states.js';
import { navigate } from '../../core/router.js';
import { named, t } from '../../core/words.js';

/** A row of links under the picture. */
export class PageActions {
  #event = el('span.row');

  /** @param {{playing: import('./continuous.js').ContinuousPlayer, signal: AbortSignal}} options */
  constructor({ playing, signal }) {
    this.element = el('div.row.playing-actions', {}, this.#event,
      can('operator') ? button(t('timeline.vanishHere'), {
        icon: 'vanish', signal,
        onClick: () => {
          const { frame } = playing;
          if (!frame) navigate('/vanish');
          else navigate(`/vanish?recording=${frame.recording}&media_us=${Math.round(frame.media_us)}`);
        },
      }) : null);
  }

  /** Offers the event that is chosen; null: none is. */
  show(event) {
    if (!event) {
      replace(this.#event);
      return;
    }
    replace(this.#event, severityIcon(event.severity), el('strong', {}, named('kind', event.kind)),
      button(t('timeline.openEvent'), { href: `/events/${event.id}`, primary: true }));
  }
}
