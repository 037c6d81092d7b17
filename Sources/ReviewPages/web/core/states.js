/** The pieces that every page is made of: buttons, and what stands where there is nothing to show. */

import { el } from './dom.js';
import { messageOf } from './error-text.js';
import { icon } from './icons.js';
import { t } from './words.js';

/**
 * A button, or a link that looks like one if `href` is given.
 * @param {string} label said by `aria-label` and a tooltip where `iconOnly`
 */
export function button(label, options = {}) {
  const { icon: name, primary, quiet, danger, key, onClick, href, pressed, disabled, signal, iconOnly } = options;
  const classes = [
    primary && 'primary', quiet && 'quiet', danger && 'danger', iconOnly && 'icon-only', options.class,
  ].filter(Boolean).join(' ');
  const title = iconOnly ? (key ? `${label} (${key})` : label) : null;
  const common = {
    class: classes, signal, title, on: onClick ? { click: onClick } : {},
    aria: { label: iconOnly ? label : null, keyshortcuts: key ?? null },
  };
  const content = [
    name ? icon(name) : null, iconOnly ? null : el('span', {}, label),
    key && !iconOnly ? el('kbd', { aria: { hidden: 'true' } }, key) : null,
  ];
  if (href) return el('a.button', { ...common, href, download: options.download }, content);
  common.aria.pressed = pressed ?? null;
  return el('button.button', { ...common, type: 'button', disabled }, content);
}

/** What to say, and to do next, where there is nothing. */
export function emptyState({ icon: name = 'info', title, text, actions = [] }) {
  return el('div.empty', {}, icon(name), el('h2', {}, title),
    [text].flat().filter(Boolean).map((line) => el('p', {}, line)),
    actions.length > 0 ? el('div.row', {}, actions) : null);
}

/** What happened, and the way to try again. */
export function errorState(error, { retry } = {}) {
  return el('div.empty', { role: 'alert' }, icon('warning'), el('h2', {}, t('error.title')),
    el('p', {}, messageOf(error)),
    el('div.row', {}, retry ? button(t('action.retry'), { primary: true, onClick: retry }) : null,
      error.code === 'not_found' || error.code === 'no_page'
        ? button(t('nav.inbox'), { href: '/' }) : null));
}

/** Grey shapes for what is about to come; the style shows them after 200 ms only. */
export function skeleton({ lines = 3, ratio } = {}) {
  return el('div.skeletons', { aria: { hidden: 'true' } },
    ratio ? el('div.skeleton', { style: { aspectRatio: ratio } }) : null,
    ratio ? null : Array.from({ length: lines }, () => el('div.skeleton.line')));
}
