/** Hands on a timeline: drag and pinch, wheel, and a tap or click. */

const TAP_PX = 5;
const WHEEL_STEP = 0.0016;

/**
 * Reads gestures on an element.
 * @param {HTMLElement} element
 * @param {object} handlers x and y are CSS pixels from the element's left and the window's top
 * @param {(pixels: number) => void} handlers.pan content follows the hand
 * @param {(factor: number, x: number) => void} handlers.zoom around x; factor > 1 shows more time
 * @param {(x: number, clientY: number, event: PointerEvent) => void} handlers.tap
 * @param {(x: number|null, clientY: number) => void} handlers.hover null: left
 * @param {() => void} handlers.rest the hand let go
 * @param {AbortSignal} signal
 */
export function readGestures(element, { pan, zoom, tap, hover, rest }, signal) {
  const pointers = new Map();
  let travelled = 0;
  const left = () => element.getBoundingClientRect().left;

  element.addEventListener('wheel', (event) => {
    event.preventDefault();
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 30 : 1;
    const across = event.shiftKey ? event.deltaY : event.deltaX;
    if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) pan(-across * lines);
    else zoom(Math.exp(event.deltaY * lines * WHEEL_STEP), event.clientX - left());
    rest();
  }, { passive: false, signal });

  element.addEventListener('pointerdown', (event) => {
    if (event.button !== 0 || event.target.closest('a, button, input')) return;
    if (pointers.size === 0) travelled = 0;
    pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    element.setPointerCapture(event.pointerId);
  }, { signal });

  element.addEventListener('pointermove', (event) => {
    const before = pointers.get(event.pointerId);
    if (!before) {
      hover(event.clientX - left(), event.clientY);
      return;
    }
    const others = [...pointers].filter(([id]) => id !== event.pointerId).map(([, at]) => at);
    const now = { x: event.clientX, y: event.clientY };
    travelled += Math.hypot(now.x - before.x, now.y - before.y);
    pointers.set(event.pointerId, now);
    if (travelled < TAP_PX) return;
    element.classList.add('is-dragged');
    if (others.length > 0) pinch(before, now, others[0]);
    else pan(now.x - before.x);
    hover(null, 0);
  }, { signal });

  const lift = (event) => {
    if (!pointers.delete(event.pointerId)) return;
    if (pointers.size > 0) return;
    element.classList.remove('is-dragged');
    if (event.type === 'pointerup' && travelled < TAP_PX) {
      tap(event.clientX - left(), event.clientY, event);
    } else {
      rest();
    }
  };
  element.addEventListener('pointerup', lift, { signal });
  element.addEventListener('pointercancel', lift, { signal });
  element.addEventListener('pointerleave', () => {
    if (pointers.size === 0) hover(null, 0);
  }, { signal });

  function pinch(before, now, other) {
    const apart = (point) => Math.max(20, Math.abs(point.x - other.x));
    zoom(apart(before) / apart(now), (now.x + other.x) / 2 - left());
    pan((now.x - before.x) / 2);
  }
}
