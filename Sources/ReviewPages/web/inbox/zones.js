/** The zones of all feeds, as a choice to narrow the inbox by. */

import { api } from '../core/api.js';
import { onLive } from '../core/live.js';

let asked = null;

onLive('changed', ({ kinds }) => {
  if (kinds.includes('zones')) asked = null;
});

/** Zones that rules count in, of every feed; asked for once and again when zones have changed. */
export function loadZones(feeds) {
  asked ??= Promise.all(feeds.map((feed) => api.get(`/api/feeds/${feed.id}/zones`)))
    .then((answers) => answers.flatMap(({ zones, stated }) => [
      ...zones.filter((zone) => zone.kind === 'zone'), ...stated.filter(({ shape }) => shape === 'zone'),
    ]))
    .catch((error) => {
      asked = null;
      throw error;
    });
  return asked;
}
