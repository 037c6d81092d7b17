/** A search as it stands in the address, so that it can be kept and sent. */

/**
 * @typedef {object} Search
 * @property {number|null} feed
 * @property {number[][]|null} polygon
 * @property {number|null} sinceUs
 * @property {number|null} untilUs
 * @property {number} minimumShare 1…255: how much of a cell has to move
 * @property {'newest'|'longest'} order
 */

/** Reads a search from an address; what makes no sense is left out. */
export function searchFrom(query) {
  const number = (name) => {
    const text = query.get(name);
    return text !== null && Number.isFinite(Number(text)) ? Number(text) : null;
  };
  const share = number('share') ?? 1;
  return {
    feed: number('feed'),
    polygon: polygonFrom(query.get('polygon')),
    sinceUs: number('since'),
    untilUs: number('until'),
    minimumShare: Math.min(255, Math.max(1, Math.round(share))),
    order: query.get('order') === 'longest' ? 'longest' : 'newest',
  };
}

/** The changes that write a search into the address. */
export function addressOf({ feed, polygon, sinceUs, untilUs, minimumShare, order }) {
  return {
    feed,
    polygon: polygon ? polygon.flat().join(',') : null,
    since: sinceUs,
    until: untilUs,
    share: minimumShare > 1 ? minimumShare : null,
    order: order === 'longest' ? order : null,
  };
}

function polygonFrom(text) {
  const numbers = (text ?? '').split(',').map(Number);
  const isPolygon = numbers.length >= 6 && numbers.length % 2 === 0 &&
    numbers.every((value) => value >= 0 && value <= 1);
  if (!isPolygon) return null;
  return Array.from({ length: numbers.length / 2 }, (_, index) => numbers.slice(2 * index, 2 * index + 2));
}
