/** Which page the address shows. Links are plain links; the address holds all state worth keeping. */

/**
 * @typedef {object} Page
 * @property {(params: object) => string} title
 * @property {boolean} [wide] without margins
 * @property {(root: HTMLElement, context: {params: object, query: URLSearchParams, signal: AbortSignal})
 *   => Promise<{queryChanged?: (query: URLSearchParams) => void}|void>} mount
 */

const routes = [];
let shown = null;
let host = null;
let hooks = { before() {}, after() {}, failed() {} };

/** Adds a route: `pattern` such as `/events/:id`, `load` imports its page. */
export function route(pattern, load) {
  const names = [];
  const source = pattern.replace(/:(\w+)/g, (_, name) => {
    names.push(name);
    return '([^/]+)';
  });
  routes.push({ expression: new RegExp(`^${source}$`), names, load });
}

function match(path) {
  for (const entry of routes) {
    const found = entry.expression.exec(path);
    if (!found) continue;
    const values = found.slice(1).map((value) => {
      try {
        return decodeURIComponent(value);
      } catch {
        return value;
      }
    });
    return { ...entry, params: Object.fromEntries(entry.names.map((name, index) => [name, values[index]])) };
  }
  return null;
}

/** The query of the present address; a copy. */
export const currentQuery = () => new URLSearchParams(location.search);

/** How many addresses of this program lie behind the present one. */
let behind = 0;

/** Goes to an address of this program. */
export function navigate(url, { replace = false } = {}) {
  rememberScroll();
  if (!replace) behind += 1;
  history[replace ? 'replaceState' : 'pushState']({}, '', url);
  return show();
}

/** Goes back to where the person came from; to `otherwise` if that was not in this program. */
export function goBack(otherwise) {
  if (behind > 0) history.back();
  else navigate(otherwise, { replace: true });
}

/** Writes into the address what the page shows now, without showing it again. */
export function setQuery(changes, { replace = true } = {}) {
  const query = currentQuery();
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === undefined || value === '') query.delete(name);
    else query.set(name, String(value));
  }
  // Commas and colons are allowed in a query and read better bare.
  const text = query.toString().replaceAll('%2C', ',').replaceAll('%3A', ':');
  const url = location.pathname + (text === '' ? '' : `?${text}`) + location.hash;
  if (url === location.pathname + location.search + location.hash) return;
  history[replace ? 'replaceState' : 'pushState'](replace ? history.state : {}, '', url);
  if (shown) shown.url = location.pathname + location.search;
}

/** Shows the present page anew. */
export function refresh() {
  shown = { ...shown, path: null };
  return show();
}

function rememberScroll() {
  history.replaceState({ ...history.state, scroll: scrollY }, '');
}

async function show({ isReturn = false } = {}) {
  const path = location.pathname;
  const query = currentQuery();
  const before = shown;
  const scroll = isReturn ? history.state?.scroll ?? 0 : 0;
  if (before?.path === path && before.handle?.queryChanged) {
    if (before.url !== path + location.search) before.handle.queryChanged(query);
    before.url = path + location.search;
    return;
  }
  before?.controller?.abort();
  const controller = new AbortController();
  const now = { path, url: path + location.search, controller, handle: null };
  shown = now;
  const found = match(path);
  try {
    if (!found) throw Object.assign(new Error('no such page'), { code: 'no_page' });
    const page = (await found.load()).default;
    if (shown !== now) return;
    host.replaceChildren();
    hooks.before({ page, params: found.params, path });
    window.scrollTo(0, 0);
    now.handle = (await page.mount(host, { params: found.params, query, signal: controller.signal })) ?? {};
    if (shown !== now) return;
    hooks.after({ page, params: found.params, path, isFirst: before === null });
    if (scroll > 0) window.scrollTo(0, scroll);
  } catch (error) {
    if (shown !== now || error.name === 'AbortError') return;
    hooks.failed({ host, error, path });
  }
}

function followLink(event) {
  if (event.defaultPrevented || event.button !== 0) return;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = event.target.closest?.('a[href]');
  if (!link || link.target || link.hasAttribute('download')) return;
  const url = new URL(link.href, location.href);
  if (url.origin !== location.origin || !match(url.pathname)) return;
  // A place within the page: the browser's own business.
  if (url.pathname === location.pathname && url.search === location.search && url.hash) return;
  event.preventDefault();
  navigate(url.pathname + url.search + url.hash, { replace: 'replace' in link.dataset });
}

/** Starts showing pages in `element`. */
export function startRouter(element, given) {
  host = element;
  hooks = given;
  history.scrollRestoration = 'manual';
  document.addEventListener('click', followLink);
  window.addEventListener('popstate', () => {
    behind = Math.max(0, behind - 1);
    show({ isReturn: true });
  });
  window.addEventListener('pagehide', rememberScroll);
  return show({ isReturn: true });
}
