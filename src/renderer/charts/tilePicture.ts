/** Numbers to be seen as tiles: pictures of the same size, each value a square. */
export interface Tiles {
  readonly count: number;
  readonly rows: number;
  readonly columns: number;
  readonly valueAt: (tile: number, row: number, column: number) => number;
}

/** A picture as a canvas takes it. */
export interface TilePicture {
  readonly width: number;
  readonly height: number;
  /** Four bytes for each pixel; what is 0 is transparent. */
  readonly rgba: Uint8ClampedArray<ArrayBuffer>;
  /** The largest absolute value, which has the full colour. */
  readonly most: number;
}

/** A colour, 0–255 each. */
export type Rgb = readonly [number, number, number];

/** Free pixels between two tiles. */
const GAP = 1;

/**
 * Draws tiles side by side, on a scale that diverges from 0: one colour for what is positive, another for
 * what is negative, the more opaque the larger.
 *
 * @param across tiles in a row
 */
export function drawTiles(tiles: Tiles, across: number, positive: Rgb, negative: Rgb): TilePicture {
  const { count, rows, columns, valueAt } = tiles;
  const inRow = Math.max(1, Math.min(across, count));
  const lines = Math.max(1, Math.ceil(count / inRow));
  const width = inRow * (columns + GAP) - GAP;
  const height = lines * (rows + GAP) - GAP;
  const rgba = new Uint8ClampedArray(width * height * 4);
  const most = largest(tiles);
  for (let tile = 0; tile < count; tile += 1) {
    const left = (tile % inRow) * (columns + GAP);
    const top = Math.floor(tile / inRow) * (rows + GAP);
    for (let row = 0; row < rows; row += 1) {
      for (let column = 0; column < columns; column += 1) {
        const value = valueAt(tile, row, column);
        const [red, green, blue] = value < 0 ? negative : positive;
        const alpha = most === 0 ? 0 : (Math.abs(value) / most) * 255;
        rgba.set([red, green, blue, alpha], 4 * ((top + row) * width + left + column));
      }
    }
  }
  return { width, height, rgba, most };
}

function largest({ count, rows, columns, valueAt }: Tiles): number {
  let most = 0;
  for (let tile = 0; tile < count; tile += 1) {
    for (let row = 0; row < rows; row += 1) {
      for (let column = 0; column < columns; column += 1) {
        const size = Math.abs(valueAt(tile, row, column));
        if (size > most) most = size;
      }
    }
  }
  return most;
}

/** How many values of a vector stand in a row. */
const STRIP = 64;

/**
 * What a layer made of an image, as tiles: a channel each of a feature map; time downwards and units
 * across; a vector in rows of 64.
 *
 * @param shape as in LayerActivations: [rows, columns, channels], [time, units] or [units]
 */
export function activationTiles(shape: readonly number[], values: Float32Array): Tiles {
  const [rows = 1, columns = 1, channels = 1] = shape;
  if (shape.length === 3) {
    return {
      count: channels,
      rows,
      columns,
      valueAt: (tile, row, column) => values[(row * columns + column) * channels + tile] ?? 0,
    };
  }
  const across = shape.length === 2 ? columns : Math.min(STRIP, rows);
  return {
    count: 1,
    rows: Math.ceil(values.length / Math.max(1, across)),
    columns: across,
    valueAt: (_tile, row, column) => values[row * across + column] ?? 0,
  };
}

/** Filters × rows × columns as tiles. */
export function filterTiles(rows: number, columns: number, values: Float32Array): Tiles {
  return {
    count: Math.floor(values.length / (rows * columns)),
    rows,
    columns,
    valueAt: (tile, row, column) => values[(tile * rows + row) * columns + column] ?? 0,
  };
}

/** A colour as `rgb(…)` says it. */
export function toRgb(color: string): Rgb {
  const [red = 0, green = 0, blue = 0] = (color.match(/[\d.]+/g) ?? []).map(Number);
  return [red, green, blue];
}
