/** Words for people who listen to the page rather than look at it. */

const regions = {};

function region(urgent) {
  const name = urgent ? 'assertive' : 'polite';
  if (!regions[name]) {
    const element = document.createElement('div');
    element.className = 'visually-hidden';
    element.setAttribute('aria-live', name);
    element.setAttribute('role', urgent ? 'alert' : 'status');
    document.body.append(element);
    regions[name] = element;
  }
  return regions[name];
}

/** Makes both regions, empty: a region that appears with its text is not read by every reader. */
export function startAnnouncing() {
  region(false);
  region(true);
}

/** Says `text` once the reader is free; at once if `urgent`. */
export function announce(text, { urgent = false } = {}) {
  const element = region(urgent);
  element.textContent = '';
  requestAnimationFrame(() => {
    element.textContent = text;
  });
}
