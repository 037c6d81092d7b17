/** News from the server: one stream for the whole page, whoever listens. */

const listeners = { counts: new Set(), changed: new Set(), state: new Set() };
let source = null;
let retry = 0;
let isConnected = false;

function tell(name, value) {
  for (const listener of [...listeners[name]]) listener(value);
}

function setConnected(now) {
  if (isConnected === now) return;
  isConnected = now;
  tell('state', now);
}

/** Whether news arrives at present. */
export const isLive = () => isConnected;

/** Opens the stream; it opens again by itself when it breaks. */
export function startLive() {
  stopLive();
  source = new EventSource('/api/stream');
  source.addEventListener('open', () => setConnected(true));
  source.addEventListener('counts', (message) => tell('counts', JSON.parse(message.data)));
  source.addEventListener('changed', (message) => tell('changed', JSON.parse(message.data)));
  source.addEventListener('error', () => {
    setConnected(false);
    // A browser gives up for good on an answer that is no stream, such as 503 from a busy server.
    if (source.readyState === EventSource.CLOSED) {
      clearTimeout(retry);
      retry = setTimeout(startLive, 5000);
    }
  });
}

/** Closes the stream. */
export function stopLive() {
  clearTimeout(retry);
  source?.close();
  source = null;
  setConnected(false);
}

/**
 * Calls `run` with every piece of news of a name until `signal` aborts.
 * @param {'counts'|'changed'|'state'} name
 */
export function onLive(name, run, signal) {
  listeners[name].add(run);
  signal?.addEventListener('abort', () => listeners[name].delete(run), { once: true });
}
