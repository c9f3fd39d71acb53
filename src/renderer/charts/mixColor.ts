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

/** Lines of charts stand at least so much against the page: WCAG 2, success criterion 1.4.11. */
const LINE_CONTRAST = 3;

/**
 * The lighter of a run's two colours: as near to the page as it may be and still be seen.
 *
 * @param color `rgb(r, g, b)`
 * @param page the colour behind it
 */
export function lighterColor(color: string, page: string): string {
  for (let share = 0.4; share > 0; share -= 0.02) {
    const mixed = mixColor(color, page, share);
    if (contrastRatio(mixed, page) >= LINE_CONTRAST) return mixed;
  }
  return color;
}

/** WCAG 2's contrast of two colours, 1 to 21. */
export function contrastRatio(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = channels(color).map((channel) => {
    const value = channel / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function channels(color: string): number[] {
  return (color.match(/[\d.]+/g) ?? ['128', '128', '128']).slice(0, 3).map(Number);
}
