/** The server's JSON interface: one place for its token, its errors and its waiting. */

/** What the server answered instead of what was asked for. */
export class ApiError extends Error {
  /**
   * @param {number} status HTTP status; 0 if the server could not be reached
   * @param {string} code stable name such as `not_found`; `offline`
   * @param {string} message one sentence for a person
   */
  constructor(status, code, message, details = {}) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
    this.code = code;
    this.recording = details.recording ?? null;
    this.retryAfter = details.retryAfter ?? null;
  }
}

let token = '';
let onUnauthenticated = () => {};

/** The token that every changing request carries; from `/api/session`. */
export function setToken(csrf) {
  token = csrf;
}

/** What to do when the session has ended. */
export function whenUnauthenticated(run) {
  onUnauthenticated = run;
}

/** A path with its query: null and undefined are left out, arrays joined by commas. */
export function apiURL(path, query = {}) {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value === null || value === undefined || value === '') continue;
    if (Array.isArray(value)) {
      if (value.length > 0) parameters.set(name, value.join(','));
    } else {
      parameters.set(name, String(value));
    }
  }
  const text = parameters.toString();
  return text === '' ? path : `${path}?${text}`;
}

async function request(method, url, body, { signal } = {}) {
  const headers = { Accept: 'application/json' };
  if (method !== 'GET') headers['X-Pantau-CSRF'] = token;
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  let response;
  try {
    response = await fetch(url, {
      method, headers, signal, credentials: 'same-origin',
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new ApiError(0, 'offline', '');
  }
  if (response.status === 204) return null;
  if (response.ok) return response.json();
  const error = await errorFrom(response);
  if (error.status === 401 && !url.startsWith('/api/login')) onUnauthenticated();
  throw error;
}

async function errorFrom(response) {
  const retryAfter = Number(response.headers.get('Retry-After')) || null;
  try {
    const { error, recording } = await response.json();
    return new ApiError(response.status, error.code, error.message, {
      recording: error.recording ?? recording, retryAfter,
    });
  } catch {
    return new ApiError(response.status, 'internal', `HTTP ${response.status}`, { retryAfter });
  }
}

const pause = (milliseconds, signal) => new Promise((resolve, reject) => {
  const timer = setTimeout(resolve, milliseconds);
  signal?.addEventListener('abort', () => {
    clearTimeout(timer);
    reject(signal.reason);
  }, { once: true });
});

/** A read is tried once more when the server is busy: nothing can be done twice by it. */
async function read(path, query, options = {}) {
  const url = apiURL(path, query);
  try {
    return await request('GET', url, undefined, options);
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 503) throw error;
    await pause(Math.min(error.retryAfter ?? 1, 5) * 1000, options.signal);
    return request('GET', url, undefined, options);
  }
}

/** Requests by method; each gives the parsed JSON and throws {@link ApiError}. */
export const api = {
  get: read,
  post: (path, body, options) => request('POST', path, body ?? {}, options),
  put: (path, body, options) => request('PUT', path, body ?? {}, options),
  remove: (path, options) => request('DELETE', path, undefined, options),
};
