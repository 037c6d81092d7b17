/** Colours and hatchings of a timeline, from the style sheet's tokens of the current theme. */

import { token } from '../../core/theme.js';

const TOKENS = {
  ground: '--sunken',
  line: '--line',
  lineStrong: '--line-strong',
  text: '--text',
  quiet: '--text-quiet',
  bar: '--bar',
  accent: '--accent',
  alert: '--alert',
  detection: '--detection',
  motion: '--motion',
  keyFrames: '--key-frames',
  raised: '--raised',
  page: '--page',
};

/** How each unseen state is hatched, so that no two depend on colour alone. */
const HATCHINGS = {
  absent: { colour: '--absent', draw: slashes },
  undecodable: { colour: '--undecodable', draw: crosses },
  dropped: { colour: '--dropped', draw: uprights },
  pending: { colour: '--pending', draw: dots },
  purged: { colour: '--absent', draw: levels },
};
const TILE = 8;

/**
 * The palette for one screen density.
 * @param {CanvasRenderingContext2D} context to make patterns with
 * @param {number} density device pixels in a CSS pixel
 * @returns {object} colours by name, and `hatching`: canvas patterns by coverage state
 */
export function palette(context, density) {
  const colours = {};
  for (const [name, variable] of Object.entries(TOKENS)) colours[name] = token(variable);
  colours.font = getComputedStyle(document.documentElement).fontFamily;
  colours.hatching = {};
  for (const state of Object.keys(HATCHINGS)) {
    const pattern = context.createPattern(hatchingTile(state, density), 'repeat');
    pattern.setTransform(new DOMMatrix().scale(1 / density));
    colours.hatching[state] = pattern;
  }
  return colours;
}

/** One tile of a state's hatching, for patterns and for the legend. */
export function hatchingTile(state, density) {
  const tile = document.createElement('canvas');
  tile.width = tile.height = Math.round(TILE * density);
  const context = tile.getContext('2d');
  context.scale(tile.width / TILE, tile.height / TILE);
  const { colour, draw } = HATCHINGS[state];
  context.strokeStyle = context.fillStyle = token(colour);
  context.lineWidth = 1.2;
  context.beginPath();
  draw(context);
  context.stroke();
  return tile;
}

function slashes(context) {
  for (const shift of [-TILE, 0, TILE]) {
    context.moveTo(shift - 1, TILE + 1);
    context.lineTo(shift + TILE + 1, -1);
  }
}

function crosses(context) {
  slashes(context);
  for (const shift of [-TILE, 0, TILE]) {
    context.moveTo(shift - 1, -1);
    context.lineTo(shift + TILE + 1, TILE + 1);
  }
}

function uprights(context) {
  for (const x of [2, 6]) {
    context.moveTo(x, 0);
    context.lineTo(x, TILE);
  }
}

function levels(context) {
  for (const y of [2, 6]) {
    context.moveTo(0, y);
    context.lineTo(TILE, y);
  }
}

function dots(context) {
  for (const [x, y] of [[2, 2], [6, 6]]) context.fillRect(x - 0.8, y - 0.8, 1.6, 1.6);
}
