/** What to tell a person about an error: what happened, what was not lost, what to do. */

import { ApiError } from './api.js';
import { hasWords, t } from './words.js';

/** One or two sentences. */
export function messageOf(error) {
  if (error?.code === 'incomplete') return error.message;
  if (!(error instanceof ApiError)) {
    return error?.code && hasWords(`error.${error.code}`)
      ? t(`error.${error.code}`) : t('error.page', { message: error?.message ?? String(error) });
  }
  const key = `error.${error.code}`;
  // The server's own sentence names the file or the key; ours only stand in where it has none to add.
  const own = hasWords(key) ? t(key, { seconds: error.retryAfter ?? 1 }) : '';
  const told = error.message ?? '';
  if (own === '') return told;
  return told === '' || alwaysOwn.has(error.code) ? own : `${own} ${told}`;
}

const alwaysOwn = new Set(['offline', 'unauthenticated', 'csrf', 'too_many_requests']);
