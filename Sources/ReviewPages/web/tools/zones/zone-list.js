/** The zones of a feed: search them, change them, delete them, each time with a way back. */

import { api } from '../../core/api.js';
import { el, replace } from '../../core/dom.js';
import { can } from '../../core/session.js';
import { button } from '../../core/states.js';
import { toastError, undoable } from '../../core/toast.js';
import { t } from '../../core/words.js';

/** Whether this user may change a zone of a kind; a privacy mask hides things from everybody. */
export const mayChange = (kind) => can(kind === 'privacy_mask' ? 'admin' : 'operator');

/** The list; it holds the zones that are known. */
export class ZoneList {
  #feed = null;
  #signal;
  #handlers;
  #list = el('ul.list.zone-list');
  #note = el('p.quiet.small', { hidden: true });

  /**
   * @param {object} handlers
   * @param {(zones: object[]) => void} handlers.changed
   * @param {(zone: object) => void} handlers.search
   * @param {(zone: object) => void} handlers.edit
   * @param {AbortSignal} handlers.signal
   */
  constructor(handlers) {
    this.#handlers = handlers;
    this.#signal = handlers.signal;
    this.zones = [];
    /** What the configuration states: outlines that cannot be changed here. */
    this.stated = [];
    this.element = el('div.stack', {}, this.#list, this.#note);
  }

  /** Shows the zones of a feed. */
  async load(feed) {
    this.#feed = feed;
    const { zones, stated } = await api.get(`/api/feeds/${feed}/zones`, {}, { signal: this.#signal });
    if (feed !== this.#feed) return;
    this.#takeStated(stated);
    this.#take(zones);
  }

  /** Saves a polygon as a new zone. */
  async add({ name, kind, polygon }) {
    const feed = this.#feed;
    const zone = await api.post(`/api/feeds/${feed}/zones`, { name, kind, polygon });
    await this.load(feed);
    undoable(t('zones.saved', { name }), () => this.#remove(zone, feed));
    return zone;
  }

  /** Changes a zone. */
  async change(zone, { name, kind, polygon }) {
    const feed = this.#feed;
    const before = { name: zone.name, kind: zone.kind, polygon: zone.polygon };
    await api.put(`/api/zones/${zone.id}`, { name, kind, polygon });
    await this.load(feed);
    undoable(t('zones.changed', { name }), async () => {
      await api.put(`/api/zones/${zone.id}`, before);
      await this.load(feed);
    });
  }

  async #delete(zone) {
    const feed = this.#feed;
    try {
      await this.#remove(zone, feed);
      undoable(t('zones.deleted', { name: zone.name }), async () => {
        const { name, kind, polygon } = zone;
        await api.post(`/api/feeds/${feed}/zones`, { name, kind, polygon });
        await this.load(feed);
      });
    } catch (error) {
      toastError(error);
    }
  }

  async #remove(zone, feed) {
    await api.remove(`/api/zones/${zone.id}`);
    await this.load(feed);
  }

  #takeStated(stated) {
    this.stated = stated.map(({ name, shape, points }) => ({ kind: `stated_${shape}`, name, polygon: points }));
    this.#note.hidden = stated.length === 0;
    this.#note.textContent = t('zones.stated', { names: stated.map(({ name }) => name).join(', ') });
  }

  #take(zones) {
    this.zones = zones;
    const entries = zones.map((zone) => this.#entry(zone));
    replace(this.#list, entries.length > 0 ? entries : el('li.quiet', {}, t('zones.none')));
    this.#handlers.changed(zones);
  }

  #entry(zone) {
    const { search, edit } = this.#handlers;
    const act = (label, icon, onClick) => button(`${label}: ${zone.name}`, {
      icon, iconOnly: true, quiet: true, onClick, signal: this.#signal,
    });
    return el('li.zone-entry', {},
      el(`span.zone-sign.zone-${zone.kind}`, { aria: { hidden: 'true' } }),
      el('span.grow', {}, el('strong', {}, zone.name),
        el('span.quiet.small', {}, [t(`zone.${zone.kind}`),
          zone.kind === 'zone' ? t('zones.events', { count: zone.events }) : null]
          .filter(Boolean).join(' · '))),
      act(t('zones.search'), 'search', () => search(zone)),
      mayChange(zone.kind) ? act(t('action.edit'), 'edit', () => edit(zone)) : null,
      mayChange(zone.kind) ? act(t('action.delete'), 'trash', () => this.#delete(zone)) : null);
  }
}
