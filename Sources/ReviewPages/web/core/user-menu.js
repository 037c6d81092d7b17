/** Who is looking, in which language and light; on a phone also the way to all pages. */

import { popover } from './dialog.js';
import { el } from './dom.js';
import { openKeySheet } from './key-sheet.js';
import { startLive, stopLive } from './live.js';
import { navigate, refresh } from './router.js';
import { logOut, mustLogIn, session } from './session.js';
import { drawHeader } from './shell.js';
import { button } from './states.js';
import { setTheme, theme } from './theme.js';
import { toastError } from './toast.js';
import { language, languageNames, setLanguage, t } from './words.js';

const themes = ['dark', 'light', 'system'];

function choices(label, options, chosen, choose) {
  const name = `choice-${label}`;
  return el('fieldset.segmented', {}, el('legend', {}, label),
    options.map(([value, text]) => el('label', {},
      el('input', {
        type: 'radio', name, value, checked: value === chosen, on: { change: () => choose(value) },
      }),
      el('span', {}, text))));
}

/** Opens the menu beside its button; `links` are shown again where the header has no room for them. */
export function openUserMenu(anchor, links) {
  const { user, version, login_required: isLoginRequired } = session();
  const shown = popover(anchor, el('div.user-menu.stack', {},
    el('nav.user-menu-links', { aria: { label: t('nav.label') } }, links.map((link) => {
      const copy = link.cloneNode(true);
      copy.addEventListener('click', () => shown.close());
      return copy;
    })),
    user ? el('p.user-menu-name', {}, el('strong', {}, user.name),
      el('span.quiet', {}, t(`role.${user.role}`))) : null,
    choices(t('menu.language'), Object.entries(languageNames), language(), async (value) => {
      await setLanguage(value);
      shown.close();
      drawHeader();
      refresh();
    }),
    choices(t('menu.theme'), themes.map((name) => [name, t(`theme.${name}`)]), theme(), setTheme),
    el('div.row', {},
      button(t('keys.title'), {
        icon: 'help', quiet: true, key: '?',
        onClick: () => {
          shown.close();
          openKeySheet();
        },
      }),
      isLoginRequired ? button(t('menu.log_out'), { quiet: true, onClick: () => leave(shown) }) : null),
    el('p.quiet.small', {}, `pantau ${version}`)), { label: t('nav.menu') });
}

async function leave(shown) {
  shown.close();
  try {
    stopLive();
    await logOut();
    drawHeader();
    if (mustLogIn()) await navigate('/login');
    else startLive();
  } catch (error) {
    toastError(error);
  }
}
