/** Starts the review: words, session, shell, pages. */

import { startAnnouncing } from './core/announce.js';
import { whenUnauthenticated } from './core/api.js';
import { startKeys } from './core/keys.js';
import { startLive, stopLive } from './core/live.js';
import { currentQuery, navigate, route, startRouter } from './core/router.js';
import { loadSession, mustLogIn } from './core/session.js';
import { pageFailed, pageShown, pageStarting, startShell } from './core/shell.js';
import { startTheme } from './core/theme.js';
import { startToasts } from './core/toast.js';
import { loadWords } from './core/words.js';

route('/', () => import('./pages/inbox.js'));
route('/events/:id', () => import('./pages/event.js'));
route('/timeline', () => import('./pages/timeline.js'));
route('/search', () => import('./pages/search.js'));
route('/vanish', () => import('./pages/vanish.js'));
route('/feeds', () => import('./pages/feeds.js'));
route('/live', () => import('./pages/live.js'));
route('/exports', () => import('./pages/exports.js'));
route('/audit', () => import('./pages/audit.js'));
route('/login', () => import('./pages/login.js'));

function goToLogin() {
  if (location.pathname === '/login') return;
  stopLive();
  const back = location.pathname + location.search;
  navigate(back === '/' ? '/login' : `/login?back=${encodeURIComponent(back)}`, { replace: true });
}

async function start() {
  startTheme();
  if (currentQuery().has('wall')) document.documentElement.dataset.wall = '';
  const [, session] = await Promise.all([loadWords(), loadSession().catch((error) => ({ error }))]);
  startAnnouncing();
  startKeys();
  startToasts();
  const main = startShell();
  whenUnauthenticated(goToLogin);
  const hooks = { before: pageStarting, after: pageShown, failed: pageFailed };
  if (session.error) {
    pageFailed({ host: main, error: session.error, retry: () => location.reload() });
    return;
  }
  if (mustLogIn()) {
    if (location.pathname !== '/login') goToLoginBeforeStart();
  } else {
    startLive();
  }
  await startRouter(main, hooks);
}

function goToLoginBeforeStart() {
  const back = location.pathname + location.search;
  history.replaceState({}, '', back === '/' ? '/login' : `/login?back=${encodeURIComponent(back)}`);
}

start();
