/** A point that is weighed by two figures. */
export interface Weighed {
  readonly x: number;
  readonly y: number;
}

/** Which direction of a figure is better. */
export type Better = 'higher' | 'lower';

/**
 * The points that no other beats: none is as good in both figures and better in one. V. Pareto's optimum.
 *
 * @returns places of the points, by growing x; of equal points all
 */
export function paretoFront(points: readonly Weighed[], x: Better, y: Better): readonly number[] {
  const gain = (better: Better, one: number, other: number): number =>
    better === 'higher' ? one - other : other - one;
  const beats = (one: Weighed, other: Weighed): boolean => {
    const [byX, byY] = [gain(x, one.x, other.x), gain(y, one.y, other.y)];
    return byX >= 0 && byY >= 0 && (byX > 0 || byY > 0);
  };
  return points
    .map((_, index) => index)
    .filter((index) => {
      const own = points[index];
      return own !== undefined && !points.some((other) => beats(other, own));
    })
    .sort((a, b) => (points[a]?.x ?? 0) - (points[b]?.x ?? 0));
}
