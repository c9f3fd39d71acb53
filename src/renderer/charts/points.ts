/** The points of a line, in columns, equally long; by growing x. */
export interface Points {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** No points. */
export const NO_POINTS: Points = { x: new Float64Array(), y: new Float64Array() };

/** Points that come one by one. @param most how many there may be */
export function collectPoints(most: number) {
  const x = new Float64Array(most);
  const y = new Float64Array(most);
  let count = 0;
  return {
    add(atX: number, value: number): void {
      x[count] = atX;
      y[count] = value;
      count += 1;
    },
    points: (): Points => ({ x: x.subarray(0, count), y: y.subarray(0, count) }),
  };
}

/** One point for each of some things, in their order. */
export function pointsOf<Thing>(
  things: readonly Thing[],
  x: (thing: Thing) => number,
  y: (thing: Thing) => number,
): Points {
  const points = collectPoints(things.length);
  for (const thing of things) points.add(x(thing), y(thing));
  return points.points();
}

/** The points of two lines as one line; where both have the same x, the first's come first. */
export function mergePoints(one: Points, other: Points): Points {
  const merged = collectPoints(one.x.length + other.x.length);
  let left = 0;
  let right = 0;
  while (left < one.x.length || right < other.x.length) {
    const [own, its] = [one.x[left] ?? Infinity, other.x[right] ?? Infinity];
    if (right >= other.x.length || (left < one.x.length && own <= its)) {
      merged.add(own, one.y[left] ?? Number.NaN);
      left += 1;
    } else {
      merged.add(its, other.y[right] ?? Number.NaN);
      right += 1;
    }
  }
  return merged.points();
}

/** Those points that are wanted. */
export function filterPoints(points: Points, wanted: (x: number, y: number) => boolean): Points {
  const kept = collectPoints(points.x.length);
  points.x.forEach((x, index) => {
    const y = points.y[index] ?? Number.NaN;
    if (wanted(x, y)) kept.add(x, y);
  });
  return kept.points();
}

/**
 * Which of some numbers that grow is nearest to another, by binary search; of two equally near the first.
 *
 * @returns its index, or -1 when there are none
 */
export function nearestOf(count: number, at: (index: number) => number, wanted: number): number {
  let low = 0;
  let high = count - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (at(middle) < wanted) low = middle + 1;
    else high = middle;
  }
  if (count > 0 && low > 0 && wanted - at(low - 1) <= at(low) - wanted) return low - 1;
  return count > 0 ? low : -1;
}

/** The point of a line nearest to an x: its index, or -1 when the line is empty. */
export function nearestIndex({ x }: Points, wanted: number): number {
  return nearestOf(x.length, (index) => x[index] ?? Number.NaN, wanted);
}

/** What a line has between two of its points; NaN beyond its ends. */
export function valueAt(points: Points, wanted: number): number {
  const { x, y } = points;
  const near = nearestIndex(points, wanted);
  // At a point itself also where there is but one.
  if (x[near] === wanted) return y[near] ?? Number.NaN;
  const after = (x[near] ?? wanted) < wanted ? near + 1 : near;
  const [fromX, toX, fromY, toY] = [x[after - 1], x[after], y[after - 1], y[after]];
  if (fromX === undefined || toX === undefined || fromX === toX) return Number.NaN;
  if (fromY === undefined || toY === undefined) return Number.NaN;
  return fromY + ((toY - fromY) * (wanted - fromX)) / (toX - fromX);
}
