/** Logging in. */

import { el } from '../core/dom.js';
import { messageOf } from '../core/error-text.js';
import { forgetFeeds } from '../core/feeds.js';
import { startLive } from '../core/live.js';
import { navigate } from '../core/router.js';
import { logIn, mustLogIn } from '../core/session.js';
import { drawHeader } from '../core/shell.js';
import { language, languageNames, setLanguage, t } from '../core/words.js';

/** Only to places of this program: an address elsewhere would be a trap. */
function safeReturn(back) {
  return back && /^\/(?![/\\])/.test(back) && !back.startsWith('/login') ? back : '/';
}

export default {
  title: () => t('login.title'),
  async mount(root, { query, signal }) {
    const back = safeReturn(query.get('back'));
    if (!mustLogIn()) {
      navigate(back, { replace: true });
      return {};
    }
    const draw = () => {
      root.replaceChildren(form(back, signal, draw));
      root.querySelector('input')?.focus();
    };
    draw();
    return {};
  },
};

function form(back, signal, redraw) {
  const name = el('input', {
    type: 'text', name: 'name', autocomplete: 'username', required: true, autocapitalize: 'none',
    spellcheck: false,
  });
  const password = el('input', {
    type: 'password', name: 'password', autocomplete: 'current-password', required: true,
  });
  const problem = el('p.problem', { role: 'alert', hidden: true });
  const submit = el('button.button.primary', { type: 'submit' }, t('login.submit'));
  return el('form.login', {
    signal, novalidate: true,
    on: {
      async submit(event) {
        event.preventDefault();
        problem.hidden = true;
        if (name.value === '' || password.value === '') {
          show(problem, t('login.incomplete'));
          (name.value === '' ? name : password).focus();
          return;
        }
        submit.disabled = true;
        try {
          await logIn(name.value, password.value);
          forgetFeeds();
          startLive();
          drawHeader();
          navigate(back, { replace: true });
        } catch (error) {
          show(problem, error.status === 401 ? t('login.wrong') : messageOf(error));
          password.value = '';
          password.focus();
        } finally {
          submit.disabled = false;
        }
      },
    },
  },
  el('img', { src: '/web/icons/pantau.svg', alt: '', width: 56, height: 56 }),
  el('h1', {}, t('login.title')),
  el('label.field', {}, el('span', {}, t('login.name')), name),
  el('label.field', {}, el('span', {}, t('login.password')), password),
  problem, submit,
  el('p.row.login-languages', {}, Object.entries(languageNames).map(([code, text]) => el('button.button.quiet', {
    type: 'button', lang: code, aria: { pressed: String(code === language()) },
    on: { click: () => setLanguage(code).then(redraw) },
  }, text))));
}

function show(problem, text) {
  problem.textContent = text;
  problem.hidden = false;
}
