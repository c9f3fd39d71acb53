/** A drawing: grey values, row by row, 0–255. Never changed, only replaced. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly values: Uint8Array;
}

/** An empty drawing. */
export function blank(width: number, height: number): Drawing {
  return { width, height, values: new Uint8Array(width * height) };
}

/**
 * A drawing with a round, soft-edged dab of a pen, or of an eraser.
 *
 * @param x column of its middle, also between pixels
 * @param y row of its middle
 * @param radius pixels
 */
export function dab(
  drawing: Drawing,
  x: number,
  y: number,
  radius: number,
  erase = false,
): Drawing {
  const { width, height } = drawing;
  const values = drawing.values.slice();
  for (let row = Math.max(0, Math.floor(y - radius)); row <= y + radius && row < height; row += 1) {
    const left = Math.max(0, Math.floor(x - radius));
    for (let column = left; column <= x + radius && column < width; column += 1) {
      const distance = Math.hypot(column - x, row - y);
      const cover = Math.min(1, Math.max(0, radius + 0.5 - distance)) * 255;
      const place = row * width + column;
      const before = values[place] ?? 0;
      values[place] = erase ? Math.max(0, before - cover) : Math.max(before, cover);
    }
  }
  return { ...drawing, values };
}

/** A drawing with a stroke from one place to another. */
export function stroke(
  drawing: Drawing,
  from: readonly [number, number],
  to: readonly [number, number],
  radius: number,
  erase = false,
): Drawing {
  const steps = Math.max(1, Math.ceil(2 * Math.hypot(to[0] - from[0], to[1] - from[1])));
  let next = drawing;
  for (let step = 1; step <= steps; step += 1) {
    const part = step / steps;
    const x = from[0] + part * (to[0] - from[0]);
    const y = from[1] + part * (to[1] - from[1]);
    next = dab(next, x, y, radius, erase);
  }
  return next;
}

/** A drawing as a model of a data set takes it: the same grey in every channel. */
export function toPixels({ values }: Drawing, channels: number): number[] {
  return Array.from(values).flatMap((value) => Array<number>(channels).fill(value));
}
