/** Building documents: elements with their attributes, listeners and children in one expression. */

const svgNamespace = 'http://www.w3.org/2000/svg';

/**
 * An element, from a selector such as `button.primary#save`.
 * @param {string} selector tag, classes and id
 * @param {object} [properties] attributes or properties; `class`, `text`, `dataset`, `aria`, `style` (set through
 *   the CSSOM, which a strict Content-Security-Policy allows), `on` (listeners), `signal` (their end)
 * @param {...(Node|string|Array|null|false)} children
 * @returns {HTMLElement}
 */
export function el(selector, properties = {}, ...children) {
  const [tag, ...parts] = selector.split(/(?=[.#])/);
  const element = document.createElement(tag || 'div');
  for (const part of parts) {
    if (part.startsWith('.')) element.classList.add(part.slice(1));
    else element.id = part.slice(1);
  }
  return filled(element, properties, children);
}

/** The same for SVG; all properties are attributes. */
export function svg(tag, attributes = {}, ...children) {
  return filled(document.createElementNS(svgNamespace, tag), attributes, children);
}

function filled(element, properties, children) {
  const { on, signal, dataset, aria, style, text, class: classes, ...others } = properties ?? {};
  if (classes) element.classList.add(...classes.split(' ').filter(Boolean));
  if (text !== undefined && text !== null) element.textContent = text;
  Object.assign(element.dataset, dataset);
  for (const [name, value] of Object.entries(aria ?? {})) setAttribute(element, `aria-${name}`, value);
  for (const [name, value] of Object.entries(style ?? {})) setStyle(element, name, value);
  for (const [name, value] of Object.entries(others)) setProperty(element, name, value);
  for (const [name, listener] of Object.entries(on ?? {})) element.addEventListener(name, listener, { signal });
  append(element, children);
  return element;
}

/** Only these are set as properties: elsewhere the attribute says the same and shows in the inspector. */
const asProperties = new Set([
  'value', 'checked', 'hidden', 'disabled', 'selected', 'muted', 'indeterminate', 'open',
]);

function setProperty(element, name, value) {
  if (value === undefined || value === null) return;
  if (asProperties.has(name) && name in element) element[name] = value;
  else setAttribute(element, name, value === true ? '' : value === false ? null : value);
}

function setAttribute(element, name, value) {
  if (value === undefined || value === null) element.removeAttribute(name);
  else element.setAttribute(name, String(value));
}

/** Sets one style of an element through the CSSOM; custom properties too. */
export function setStyle(element, name, value) {
  if (name.startsWith('--')) element.style.setProperty(name, value);
  else element.style[name] = value;
}

function append(element, children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    element.append(child);
  }
}

/** Puts `children` in place of what `parent` held. */
export function replace(parent, ...children) {
  parent.replaceChildren();
  append(parent, children);
}

/** A function that calls `run` once before the next frame is painted, however often it is called until then. */
export function throttleToFrame(run) {
  let isWaiting = false;
  let latest = [];
  return (...parameters) => {
    latest = parameters;
    if (isWaiting) return;
    isWaiting = true;
    requestAnimationFrame(() => {
      isWaiting = false;
      run(...latest);
    });
  };
}

/** A function that calls `run` when it has not been called for `milliseconds`. */
export function debounce(run, milliseconds) {
  let timer = 0;
  return (...parameters) => {
    clearTimeout(timer);
    timer = setTimeout(() => run(...parameters), milliseconds);
  };
}
