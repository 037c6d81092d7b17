/** One event: the video from its pre-roll, what moved, why it was raised, and the decision. */

import { api } from '../core/api.js';
import { el, replace } from '../core/dom.js';
import { exportEvents } from '../core/exporting.js';
import { onLive } from '../core/live.js';
import { Player } from '../core/player/player.js';
import { onReviewed } from '../core/reviewing.js';
import { goBack, navigate } from '../core/router.js';
import { button } from '../core/states.js';
import { toastError } from '../core/toast.js';
import { language, t } from '../core/words.js';
import { BoxLayer } from '../event/boxes.js';
import { change } from '../event/change.js';
import { Decision } from '../event/decision.js';
import { bindEventKeys } from '../event/event-keys.js';
import { facts, reasons } from '../event/facts.js';
import { actions, heading } from '../event/heading.js';
import { PlaceLayer } from '../event/place-layer.js';
import { Plot } from '../event/plot.js';
import { privacy } from '../event/privacy.js';
import { listNeighbours, standAt } from '../inbox/event-list.js';

export default {
  title: ({ id }) => t('event.title', { id }),
  wide: true,
  async mount(root, { params, signal }) {
    const id = Number(params.id);
    const event = await loadEvent(id, signal);
    standAt(id);
    new EventPage(root, event, signal).start();
  },
};

const loadEvent = (id, signal) => api.get(`/api/events/${id}`, { lang: language() }, { signal });

class EventPage {
  constructor(root, event, signal) {
    Object.assign(this, { root, event, signal });
    this.player = new Player({
      signal, zone: event.time_zone, label: event.sentence,
      onTime: (recording, media) => this.showMoment(recording, media),
    });
    this.place = new PlaceLayer(this.player, event);
    this.boxes = new BoxLayer(this.player, { severity: event.severity, signal });
    this.plot = new Plot({
      event, signal, onSeek: (recording, media) => this.player.seek(recording, media),
    });
    this.decision = new Decision(event, { signal });
    this.boxButton = button(t('event.boxes_on'), {
      icon: 'boxes', quiet: true, pressed: 'true', key: 'B', onClick: () => this.toggleBoxes(),
    });
    this.build();
  }

  build() {
    const { event, signal } = this;
    replace(this.root, el('article.event', { aria: { label: t('event.title', { id: event.id }) } },
      heading(event, { onBack: () => goBack('/') }),
      el('div.event-main', {}, this.player.element,
        actions(event, {
          boxes: this.boxButton, onExport: () => this.export(),
          position: () => this.player.position ?? this.firstMoment,
        }),
        change(event, { signal }),
        this.plot.element),
      el('aside.event-side', { aria: { label: t('event.facts') } }, reasons(event),
        this.decision.element,
        privacy(event, { signal, onChange: () => this.refresh() }),
        facts(event))));
    bindEventKeys(signal, this.player, this.keys());
    onReviewed((changes) => {
      if (changes.some((change) => change.id === event.id)) this.refresh();
    }, signal);
    onLive('changed', ({ kinds }) => {
      if (kinds.includes('reviews')) this.refresh();
    }, signal);
  }

  get firstMoment() {
    return { recording: this.event.recording, media_us: this.event.start_media_us };
  }

  start() {
    const { event, signal } = this;
    const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    this.player.load(event.parts, { play: !isCalm, poster: event.has_thumbnail ? event.thumbnail : null });
    const fetched = (path, use) => api.get(`/api/events/${event.id}/${path}`, {}, { signal })
      .then(use).catch(toastError);
    fetched('boxes', (answer) => {
      this.boxes.use(answer);
      this.place.use(answer);
    });
    fetched('plot', (answer) => this.plot.use(answer));
  }

  showMoment(recording, media) {
    this.boxes.show(recording, media);
    this.place.show(recording);
    this.plot.show(recording, media);
  }

  async refresh() {
    try {
      this.event = await loadEvent(this.event.id, this.signal);
      this.decision.update(this.event);
    } catch (error) {
      toastError(error);
    }
  }

  toggleBoxes() {
    const isShown = !this.boxes.isShown;
    this.boxes.setShown(isShown);
    this.place.setShown(isShown);
    this.boxButton.setAttribute('aria-pressed', String(isShown));
  }

  export() {
    return exportEvents([this.event.id], { signal: this.signal });
  }

  keys() {
    const go = (id) => {
      if (id) navigate(`/events/${id}`, { replace: true });
    };
    return {
      decide: (state) => this.decision.decide(state), toggleBoxes: () => this.toggleBoxes(),
      note: () => this.decision.note.focus(), export: () => this.export(),
      neighbour: (side) => go(this.event[side]),
      inList: (side) => go(listNeighbours(this.event.id)[side]),
      back: () => goBack('/'),
    };
  }
}
