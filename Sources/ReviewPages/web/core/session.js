/** Who is looking, and what they may do. */

import { api, setToken } from './api.js';

const roles = ['viewer', 'operator', 'admin'];
let current = { user: null, login_required: true, csrf: '', version: '', privacy: { pixelated: true } };

function take(answer) {
  current = answer;
  setToken(answer.csrf ?? '');
  return current;
}

/** The session as the server last told it. */
export const session = () => current;

/** `viewer`, `operator`, `admin`, or null without a user. */
export const role = () => current.user?.role ?? null;

/** Whether the user has at least `needed`. The server decides; this only spares them a refusal. */
export const can = (needed) => roles.indexOf(role()) >= roles.indexOf(needed);

/** Whether a user has to log in first. */
export const mustLogIn = () => current.login_required && current.user === null;

/** Asks the server. */
export const loadSession = async () => take(await api.get('/api/session'));

/** Logs in; throws when name or password is wrong, or after too many tries. */
export const logIn = async (name, password) => take(await api.post('/api/login', { name, password }));

/** Logs out, and learns what a visitor without a user may do. */
export async function logOut() {
  await api.post('/api/logout');
  return loadSession();
}
