/** The sheet that lists the keys which hold at present. */

import { openDialog } from './dialog.js';
import { el } from './dom.js';
import { activeKeys } from './keys.js';
import { t } from './words.js';

const signs = {
  ArrowLeft: '←', ArrowRight: '→', ArrowUp: '↑', ArrowDown: '↓', Escape: 'Esc', Enter: '↵',
};

function keyName(key) {
  const parts = key.split('+').filter(Boolean);
  if (key === '+') return '+';
  return parts.map((part) => part === 'Space' ? t('key.space') : signs[part]
    ?? (part.length === 1 ? part.toUpperCase() : part)).join(' ');
}

let isOpen = false;

/** Opens the sheet. */
export async function openKeySheet() {
  if (isOpen) return;
  isOpen = true;
  const groups = new Map();
  for (const { label, bindings } of activeKeys()) {
    groups.set(label, [...(groups.get(label) ?? []), ...bindings]);
  }
  const body = el('div.key-sheet', {}, [...groups].map(([label, bindings]) => el('section', {},
    el('h3', {}, label),
    el('dl', {}, bindings.map((binding) => el('div', {},
      el('dt', {}, binding.keys.map((key) => el('kbd', {}, keyName(key)))),
      el('dd', {}, binding.label)))))));
  await openDialog({ title: t('keys.title'), body, width: '46rem' });
  isOpen = false;
}
