/** Keys: pages say which they answer to; the `?` sheet lists what holds at present. */

/**
 * @typedef {object} Binding
 * @property {string[]} keys names as of KeyboardEvent.key, with `Shift+` and `Space`
 * @property {string} label what it does, for the sheet
 * @property {(event: KeyboardEvent) => void|false} run false: the key was not for this
 * @property {() => boolean} [when] whether there is anything to do at the moment
 * @property {boolean} [repeat] whether a key held down counts again
 */

const groups = [];

/** Answers to keys until `signal` aborts. Later groups come first. */
export function bindKeys(signal, label, bindings) {
  const group = { label, bindings };
  groups.unshift(group);
  signal?.addEventListener('abort', () => groups.splice(groups.indexOf(group), 1), { once: true });
}

/** What holds at present, in groups, for the sheet. */
export const activeKeys = () => [...groups].reverse();

function isTyping(target) {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.matches('textarea, select')) return true;
  return target.matches('input') && !target.matches('[type=checkbox], [type=radio], [type=button]');
}

/** The name of the key that was pressed, as bindings write it. */
export function nameOf(event) {
  const name = event.key === ' ' ? 'Space' : event.key;
  // Letters and signs carry their shift in themselves.
  if (name.length > 1 && event.shiftKey) return `Shift+${name}`;
  return name.length === 1 && !event.shiftKey ? name.toLowerCase() : name;
}

function answer(event) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  if (isTyping(event.target) || document.querySelector('dialog:modal')) return;
  const name = nameOf(event);
  // Space and Enter belong to whatever control has the focus, if it is one.
  const isControl = event.target instanceof Element
    && event.target.closest('button, a[href], summary, [role=slider], input, video') !== null;
  if (isControl && (name === 'Space' || name === 'Enter')) return;
  if (event.target instanceof Element && event.target.matches('input[type=range], [role=slider], [data-arrows]')
    && name.includes('Arrow')) return;
  for (const { bindings } of [...groups]) {
    for (const binding of bindings) {
      if (!binding.keys.includes(name) || (event.repeat && !binding.repeat)) continue;
      if (binding.when && !binding.when()) continue;
      if (binding.run(event) === false) continue;
      event.preventDefault();
      return;
    }
  }
}

/** Starts listening. */
export function startKeys() {
  document.addEventListener('keydown', answer);
}
