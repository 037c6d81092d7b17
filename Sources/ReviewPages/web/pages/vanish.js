/** When did it vanish: point at a thing in a still, and learn when it was last there. */

import { api } from '../core/api.js';
import { el, replace } from '../core/dom.js';
import { feedById, feedPicker, loadFeeds } from '../core/feeds.js';
import { bindKeys } from '../core/keys.js';
import { navigate, setQuery } from '../core/router.js';
import { can } from '../core/session.js';
import { button, emptyState } from '../core/states.js';
import { t } from '../core/words.js';
import { BoxEditor, targetText } from '../tools/picture/box-editor.js';
import { FramePicture } from '../tools/picture/frame-picture.js';
import { answer } from '../tools/vanish/answer.js';
import { askVanish } from '../tools/vanish/run.js';
import { Until } from '../tools/vanish/until.js';
import { Where } from '../tools/vanish/where.js';

export default {
  title: () => t('vanish.title'),
  wide: true,

  async mount(root, { query, signal }) {
    const feeds = await loadFeeds({ signal });
    if (feeds.length === 0 || !can('operator')) {
      root.append(emptyState({
        icon: 'vanish', title: t('vanish.title'),
        text: t(feeds.length === 0 ? 'search.noFeeds' : 'vanish.notAllowed'),
        actions: [button(t('feeds.title'), { href: '/feeds' })],
      }));
      return;
    }
    const recording = query.has('recording')
      ? await api.get(`/api/recordings/${query.get('recording')}`, {}, { signal }) : null;
    const feed = feedById(recording?.feed ?? query.get('feed')) ?? feeds[0];
    const page = new VanishPage(root, { feed, signal });
    await page.start(recording, Number(query.get('media_us') ?? 0), targetFrom(query.get('box')));
  },
};

function targetFrom(text) {
  const box = (text ?? '').split(',').map(Number);
  const isBox = box.length === 4 && box.every((value) => value >= 0 && value <= 1) &&
    box[2] > 0 && box[3] > 0;
  return isBox ? { box } : null;
}

/** What to do, in place of an answer. */
function invitation() {
  return el('ol.vanish-steps.quiet', {}, ['choose', 'mark', 'ask'].map((step) =>
    el('li', {}, t(`vanish.step.${step}`))));
}

/** The page's parts, and how they act on one another. */
class VanishPage {
  constructor(root, { feed, signal }) {
    this.feed = feed;
    this.signal = signal;
    this.picture = new FramePicture({ label: t('vanish.picture', { feed: feed.name }), signal });
    this.picture.setShape(feed.display_width, feed.display_height);
    this.editor = new BoxEditor({ signal, changed: () => this.pointed() });
    this.picture.overlay.append(this.editor.element);
    this.where = new Where({
      feed, signal, chosen: (recording, mediaUs) => this.choose(recording, mediaUs),
    });
    this.until = new Until({ feed, signal });
    this.pointing = el('p.quiet.numbers', {}, t('vanish.nothingPointed'));
    this.runButton = button(t('vanish.run'), {
      primary: true, icon: 'search', disabled: true, signal, onClick: () => this.run(),
    });
    this.outcome = el('section.vanish-outcome', { aria: { label: t('vanish.answer') } });
    replace(this.outcome, invitation());
    root.append(this.arrange());
    bindKeys(signal, t('vanish.title'), [{
      keys: ['Enter'], label: t('vanish.run'), when: () => !this.runButton.disabled,
      run: () => { this.run(); },
    }]);
  }

  arrange() {
    return el('div.vanish-page', {},
      el('header.bar', {}, el('h1.bar-title', {}, t('vanish.title')),
        feedPicker({
          value: this.feed.id, signal: this.signal, onChange: (id) => navigate(`/vanish?feed=${id}`),
        })),
      el('div.vanish-columns', {},
        el('div.vanish-asking.stack', {},
          this.picture.element, this.where.element, this.pointing, this.until.element,
          el('div.row', {}, this.runButton)),
        this.outcome));
  }

  /** Shows the frame that the address names, or the feed's newest. */
  async start(recording, mediaUs, target) {
    if (target) this.editor.set(target);
    if (recording) {
      this.where.show(recording, mediaUs);
      this.until.show(recording);
      await this.picture.showRecording(recording.id, this.where.mediaUs);
    } else {
      const frame = await this.picture.showFeed(this.feed.id);
      if (!frame) return;
      const found = await api.get(`/api/recordings/${frame.recording}`, {}, { signal: this.signal });
      this.where.show(found, frame.media_us);
      this.until.show(found);
    }
    this.pointed();
  }

  choose(recording, mediaUs) {
    this.until.show(recording);
    setQuery({ recording: recording.id, media_us: mediaUs, feed: null });
    this.picture.showRecording(recording.id, mediaUs);
  }

  pointed() {
    const { target } = this.editor;
    this.pointing.textContent = targetText(target);
    this.runButton.disabled = target === null || this.where.recording === null;
    if (this.where.recording) setQuery({ box: target?.box ? target.box.join(',') : null });
  }

  async run() {
    const { target } = this.editor;
    const { recording, mediaUs } = this.where;
    if (!target || !recording || this.runButton.disabled) return;
    this.runButton.disabled = true;
    const body = { recording: recording.id, media_us: mediaUs, ...target, ...this.until.request };
    const found = await askVanish(this.outcome, {
      feed: this.feed, body, signal: this.signal, retry: () => this.run(),
    });
    if (this.signal.aborted) return;
    this.runButton.disabled = this.editor.target === null;
    if (!found) return;
    replace(this.outcome, answer(found, { target, feed: this.feed, signal: this.signal }));
    this.outcome.scrollIntoView({ block: 'nearest' });
  }
}
