/** Geometry of polygons on a picture. Points are [x, y] in 0…1 of the displayed picture. */

/** A number kept within 0…1, to a ten-thousandth: finer than any camera's pixel. */
export function withinPicture(value) {
  return Math.round(Math.min(1, Math.max(0, value)) * 10_000) / 10_000;
}

/** The four corners of the rectangle between two points. */
export function rectangle([ax, ay], [bx, by]) {
  const [left, right] = [Math.min(ax, bx), Math.max(ax, bx)];
  const [top, bottom] = [Math.min(ay, by), Math.max(ay, by)];
  return [[left, top], [right, top], [right, bottom], [left, bottom]].map((point) =>
    point.map(withinPicture),
  );
}

/** The whole picture. */
export const WHOLE_PICTURE = Object.freeze([[0, 0], [1, 0], [1, 1], [0, 1]]);

/** Area of a polygon as a share of the picture (shoelace formula). */
export function area(polygon) {
  let twice = 0;
  for (let index = 0; index < polygon.length; index += 1) {
    const [ax, ay] = polygon[index];
    const [bx, by] = polygon[(index + 1) % polygon.length];
    twice += ax * by - bx * ay;
  }
  return Math.abs(twice) / 2;
}

/** Whether two edges of a closed polygon cross, so that it is not clear what is inside. */
export function crossesItself(polygon) {
  const count = polygon.length;
  for (let first = 0; first < count; first += 1) {
    for (let second = first + 1; second < count; second += 1) {
      const areNeighbours = second === first + 1 || (first === 0 && second === count - 1);
      if (areNeighbours) continue;
      const [a, b] = [polygon[first], polygon[(first + 1) % count]];
      const [c, d] = [polygon[second], polygon[(second + 1) % count]];
      if (turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0) return true;
    }
  }
  return false;
}

/** Whether a polygon encloses something: three points or more, and not all on a line. */
export function encloses(polygon) {
  return polygon.length >= 3 && area(polygon) > 0.00002;
}

/** Where to put a label so that it stands outside: the topmost point, or below if at the edge. */
export function labelAnchor(polygon) {
  const top = polygon.reduce((best, point) => (point[1] < best[1] ? point : best));
  if (top[1] > 0.05) return { point: top, isAbove: true };
  const bottom = polygon.reduce((best, point) => (point[1] > best[1] ? point : best));
  return bottom[1] < 0.95 ? { point: bottom, isAbove: false } : { point: top, isAbove: false };
}

function turn([ax, ay], [bx, by], [cx, cy]) {
  return (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
}
