/** What stands around every page: the way to the others, what is new, who is looking. */

import { openKeySheet } from './key-sheet.js';
import { el, replace } from './dom.js';
import { icon } from './icons.js';
import { bindKeys } from './keys.js';
import { onLive } from './live.js';
import { refresh } from './router.js';
import { can, mustLogIn, session } from './session.js';
import { errorState } from './states.js';
import { openUserMenu } from './user-menu.js';
import { formatShort } from './numbers.js';
import { t } from './words.js';

const places = [
  { path: '/', icon: 'inbox', word: 'nav.inbox', isCounted: true },
  { path: '/timeline', icon: 'timeline', word: 'nav.timeline' },
  { path: '/search', icon: 'search', word: 'nav.search' },
  { path: '/vanish', icon: 'vanish', word: 'nav.vanish' },
  { path: '/live', icon: 'live', word: 'nav.live' },
  { path: '/feeds', icon: 'camera', word: 'nav.feeds' },
  { path: '/exports', icon: 'export', word: 'nav.exports', role: 'viewer' },
  { path: '/audit', icon: 'audit', word: 'nav.audit', role: 'admin' },
];

let parts = null;
let unreviewed = null;
let path = '/';

/** Builds the shell; gives the element that pages are shown in. */
export function startShell() {
  const skip = el('a.skip', { href: '#main' }, '');
  const header = el('header.shell-header');
  const main = el('main', { id: 'main', tabindex: '-1' });
  parts = { skip, header, main };
  document.body.replaceChildren(skip, header, ...document.body.querySelectorAll('[aria-live], .toasts'), main);
  drawHeader();
  onLive('counts', (counts) => {
    unreviewed = counts.unreviewed;
    showCount();
  });
  onLive('state', drawConnection);
  bindKeys(undefined, t('keys.everywhere'), [
    { keys: ['?'], label: t('keys.help'), run: () => { openKeySheet(); } },
  ]);
  return main;
}

/** Draws the header again: after logging in or out, or in another language. */
export function drawHeader() {
  const { header, skip } = parts;
  skip.textContent = t('nav.skip');
  header.hidden = mustLogIn();
  const links = places.filter((place) => !place.role || can(place.role)).map((place) => {
    const link = el('a.shell-link', { href: place.path }, icon(place.icon), el('span', {}, t(place.word)),
      place.isCounted ? el('span.badge-place', {}, el('span.badge.numbers', { hidden: true })) : null);
    link.dataset.path = place.path;
    return link;
  });
  const user = session().user;
  const menu = el('button.button.quiet.shell-user', {
    type: 'button', aria: { haspopup: 'dialog', expanded: 'false', label: t('nav.menu') },
    on: { click: () => openUserMenu(menu, links) },
  }, icon('menu'), el('span', {}, user?.name ?? ''));
  replace(header,
    el('a.brand', { href: '/', aria: { label: 'pantau' } }, mark(), el('span', {}, 'pantau')),
    el('nav.shell-nav', { aria: { label: t('nav.label') } }, links),
    el('span.connection', { role: 'status' }),
    menu);
  showCount();
  showPlace();
}

const mark = () => el('img', { src: '/web/icons/pantau.svg', alt: '', width: 24, height: 24 });

function drawConnection(isConnected) {
  const place = parts.header.querySelector('.connection');
  if (!place) return;
  // Calm: nothing is shown while all is well.
  place.textContent = isConnected ? '' : t('nav.not_live');
}

function showCount() {
  const badge = parts.header.querySelector('.badge');
  if (!badge) return;
  badge.hidden = !unreviewed;
  badge.textContent = unreviewed ? formatShort(unreviewed) : '';
  badge.title = unreviewed ? t('nav.unreviewed', { count: unreviewed }) : '';
}

function showPlace() {
  for (const link of parts.header.querySelectorAll('.shell-link')) {
    const isHere = link.dataset.path === path || (link.dataset.path === '/' && path.startsWith('/events/'));
    if (isHere) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
}

/** A page is about to be shown. */
export function pageStarting({ page, params, path: newPath }) {
  path = newPath;
  parts.header.hidden = mustLogIn();
  parts.main.className = page.wide ? 'wide' : '';
  document.title = `${page.title(params)} · pantau`;
  showPlace();
}

/** A page is there: readers of the screen are brought to it, as a new document would. */
export function pageShown({ isFirst }) {
  if (!isFirst && !parts.main.contains(document.activeElement)) parts.main.focus({ preventScroll: true });
}

/** A page could not be shown. */
export function pageFailed({ host, error, retry = refresh }) {
  replace(host, errorState(error, { retry }));
}
