/** The buttons beside a polygon editor. */

import { el } from '../../core/dom.js';
import { button } from '../../core/states.js';
import { t } from '../../core/words.js';
import { WHOLE_PICTURE, rectangle } from './geometry.js';

/** Undo, close, presets, clear; each only when it would do something. */
export class PolygonTools {
  #editor;
  #undo;
  #close;
  #clear;
  #hint = el('p.quiet.small.polygon-hint');

  /** @param {{editor: import('./editor.js').PolygonEditor, signal: AbortSignal}} options */
  constructor({ editor, signal }) {
    this.#editor = editor;
    const press = (label, icon, onClick) => button(label, { icon, onClick, signal });
    this.#undo = press(t('action.undo'), 'undo', () => editor.undo());
    this.#close = press(t('polygon.close'), 'check', () => editor.close());
    this.#clear = press(t('action.clear'), 'trash', () => editor.set(null));
    this.element = el('div.polygon-tools', {},
      this.#hint,
      el('div.row', { role: 'toolbar', aria: { label: t('polygon.tools') } },
        this.#undo, this.#close,
        press(t('polygon.rectangle'), 'rectangle', () => editor.set(rectangle([0.3, 0.3], [0.7, 0.7]))),
        press(t('polygon.whole'), 'fullscreen', () => editor.set(WHOLE_PICTURE)),
        this.#clear));
    this.show();
  }

  /** Shows what can be done now. */
  show() {
    const { points, isClosed, canUndo } = this.#editor;
    this.#undo.disabled = !canUndo;
    this.#close.disabled = isClosed || points.length < 3;
    this.#clear.disabled = points.length === 0;
    const key = isClosed ? 'done' : ['start', 'second', 'third'][points.length] ?? 'more';
    this.#hint.textContent = t(`polygon.hint.${key}`);
  }
}
