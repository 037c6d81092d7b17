/** Pictograms drawn here, so that nothing is fetched: 24 × 24, lines of the text's colour. */

import { el, svg } from './dom.js';
import { t } from './words.js';

const paths = {
  inbox: 'M3 13h5l1.5 3h5L16 13h5M5 5h14l2 8v6H3v-6z',
  timeline: 'M3 19h18M6 19v-6M10 19V8M14 19v-9M18 19V5',
  search: 'M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13M15.5 15.5 20.5 20.5',
  vanish: 'M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5M9 12h.01M12 12h.01M15 12h.01',
  camera: 'M3 8l13-3 1.5 6-13 3zM17 8l4-1v4M8 13.5V20H3',
  live: 'M12 10a2 2 0 1 0 0 4 2 2 0 0 0 0-4M8 8a6 6 0 0 0 0 8M16 8a6 6 0 0 1 0 8M5 5a10 10 0 0 0 0 14M19 5a10 10 0 0 1 0 14',
  sound: 'M4 10v4h4l5 4V6L8 10zM16.5 9a4 4 0 0 1 0 6M19 6.5a8 8 0 0 1 0 11',
  'sound-off': 'M4 10v4h4l5 4V6L8 10zM17 10l4 4M21 10l-4 4',
  export: 'M12 3v11M8 7l4-4 4 4M5 12v8h14v-8',
  audit: 'M6 3h9l4 4v14H6zM9 9h5M9 13h7M9 17h7',
  user: 'M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8M4.5 20c.8-3.6 3.7-5.5 7.5-5.5s6.7 1.9 7.5 5.5',
  down: 'M7 10l5 5 5-5',
  menu: 'M4 7h16M4 12h16M4 17h16',
  close: 'M6 6l12 12M18 6 6 18',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  cross: 'M7 7l10 10M17 7 7 17',
  undo: 'M8 5 4 9l4 4M4 9h10a5.5 5.5 0 0 1 0 11H9',
  filter: 'M4 6h16M7 12h10M10 18h4',
  calendar: 'M4 6h16v14H4zM4 10h16M8 3v5M16 3v5',
  play: 'M8 5l11 7-11 7z',
  pause: 'M8 5v14M16 5v14',
  previous: 'M15 5l-7 7 7 7',
  back: 'M20 12H5M11 6l-6 6 6 6',
  next: 'M9 5l7 7-7 7',
  download: 'M12 4v11M8 11l4 4 4-4M5 20h14',
  help: 'M9 9a3 3 0 1 1 4.5 2.6c-1 .6-1.5 1.2-1.5 2.4M12 17.5h.01M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18',
  sun: 'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8M12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M18.7 5.3l-1.4 1.4M6.7 17.3l-1.4 1.4',
  moon: 'M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5',
  system: 'M3 5h18v11H3zM8 20h8M12 16v4',
  trash: 'M5 7h14M9 7V4h6v3M7 7l1 13h8l1-13',
  edit: 'M4 20l1-4L16 5l3 3L8 19zM13.5 7.5l3 3',
  plus: 'M12 5v14M5 12h14',
  minus: 'M5 12h14',
  polygon: 'M6 5l12 2 2 9-9 4-7-7zM6 5h.01M18 7h.01M20 16h.01M11 20h.01M4 13h.01',
  rectangle: 'M4 6h16v12H4z',
  eye: 'M2.5 12C5 7.5 8.3 5.5 12 5.5s7 2 9.5 6.5c-2.5 4.5-5.8 6.5-9.5 6.5S5 16.5 2.5 12M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6',
  'eye-off': 'M3 3l18 18M9.5 5.9c.8-.3 1.6-.4 2.5-.4 3.7 0 7 2 9.5 6.5-.9 1.6-1.9 2.9-3 3.9M6 7.7C4.7 8.7 3.5 10.2 2.5 12c2.5 4.5 5.8 6.5 9.5 6.5 1.4 0 2.7-.3 4-.9',
  link: 'M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1',
  wrench: 'M14.5 6.5a4.5 4.5 0 0 1 5.6-2.9l-2.9 2.9.6 2.3 2.3.6 2.9-2.9a4.5 4.5 0 0 1-6.2 5.2L9 19.5a2.4 2.4 0 0 1-3.4-3.4l7.8-7.8c-.1-.6-.1-1.2.1-1.8',
  warning: 'M12 4 2.5 20h19zM12 10v4.5M12 17.3h.01',
  info: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 11v6M12 7.5h.01',
  clock: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18M12 7v5l3.5 2',
  'zoom-in': 'M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13M15.5 15.5l5 5M10.5 7.5v6M7.5 10.5h6',
  'zoom-out': 'M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13M15.5 15.5l5 5M7.5 10.5h6',
  fullscreen: 'M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5',
  note: 'M5 4h14v11l-5 5H5zM14 20v-5h5M8 8h8M8 12h5',
  boxes: 'M3 5h11v9H3zM12 16v3h9v-9h-4',
  sort: 'M7 4v16M4 17l3 3 3-3M13 6h8M13 11h6M13 16h4',
};

/**
 * A pictogram. Without a label it is decoration and silent.
 * @param {string} name
 */
export function icon(name, { label } = {}) {
  const said = label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': 'true' };
  return svg('svg', { class: 'icon', viewBox: '0 0 24 24', ...said }, svg('path', { d: paths[name] ?? '' }));
}

const severityShapes = {
  alert: 'M12 3 22.5 21h-21z',
  detection: 'M12 2l10 10-10 10L2 12z',
  motion: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16',
};

/** The sign of a severity: triangle, diamond or circle, so that colour is never the only difference. */
export function severityIcon(severity, { label = true } = {}) {
  const said = label
    ? { role: 'img', 'aria-label': t(`severity.${severity}`) } : { 'aria-hidden': 'true' };
  return svg('svg', { class: `severity-sign tag-${severity}`, viewBox: '0 0 24 24', ...said },
    label ? svg('title', {}, t(`severity.${severity}`)) : null,
    svg('path', { d: severityShapes[severity] ?? severityShapes.motion }));
}

/** The same sign for a canvas, around a centre. */
export function severityPath(severity, x, y, radius) {
  const path = new Path2D();
  if (severity === 'alert') {
    path.moveTo(x, y - radius);
    path.lineTo(x + radius, y + radius * 0.8);
    path.lineTo(x - radius, y + radius * 0.8);
  } else if (severity === 'detection') {
    path.moveTo(x, y - radius);
    path.lineTo(x + radius, y);
    path.lineTo(x, y + radius);
    path.lineTo(x - radius, y);
  } else {
    path.arc(x, y, radius * 0.85, 0, 2 * Math.PI);
  }
  path.closePath();
  return path;
}

/** The sign of what a person decided. */
export function reviewIcon(state) {
  const names = { reviewed: 'check', true_alarm: 'warning', false_alarm: 'cross' };
  return names[state] ? icon(names[state]) : el('span.icon', { aria: { hidden: 'true' } });
}
