/**
 * A colour moved towards another.
 *
 * @param color `rgb(r, g, b)`, as computed styles give it
 * @param towards the same
 * @param share 0 leaves the colour, 1 gives the other
 */
export function mixColor(color: string, towards: string, share: number): string {
  const from = channels(color);
  const to = channels(towards);
  const mixed = from.map((value, index) => Math.round(value + ((to[index] ?? 0) - value) * share));
  return `rgb(${mixed.join(', ')})`;
}

function channels(color: string): number[] {
  return (color.match(/[\d.]+/g) ?? ['128', '128', '128']).slice(0, 3).map(Number);
}
