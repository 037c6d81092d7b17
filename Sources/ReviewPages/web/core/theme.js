/** Dark, light, or as the system says. */

const storageKey = 'pantau.theme';
const listeners = new Set();
const system = matchMedia('(prefers-color-scheme: light)');

/** `dark`, `light` or `system`. */
export function theme() {
  try {
    return localStorage.getItem(storageKey) ?? 'dark';
  } catch {
    return 'dark';
  }
}

/** Chooses a theme for this browser. */
export function setTheme(chosen) {
  try {
    localStorage.setItem(storageKey, chosen);
  } catch {
    // It holds until the page is left.
  }
  apply(chosen);
}

function apply(chosen) {
  const shown = chosen === 'system' ? (system.matches ? 'light' : 'dark') : chosen;
  document.documentElement.dataset.theme = shown;
  values.clear();
  for (const listener of listeners) listener();
}

/** Shows the remembered theme and follows the system if that was chosen. */
export function startTheme() {
  apply(theme());
  system.addEventListener('change', () => apply(theme()));
}

const values = new Map();

/** The colour (or other value) of a custom property, for canvases. */
export function token(name) {
  if (!values.has(name)) {
    values.set(name, getComputedStyle(document.documentElement).getPropertyValue(name).trim());
  }
  return values.get(name);
}

/** Calls `run` whenever colours change, until `signal` aborts. */
export function onThemeChange(run, signal) {
  listeners.add(run);
  signal?.addEventListener('abort', () => listeners.delete(run), { once: true });
}
