import type { Shape } from '../shape.ts';

/** A tensor as a box seen from the front, the right and above, in pixels. */
export interface Box {
  /** Along the network: its channels, or its features. */
  readonly thickness: number;
  readonly height: number;
  /** Into the picture: its width as an image. */
  readonly depth: number;
}

/** The faces of a box as SVG paths. */
export interface Faces {
  readonly front: string;
  readonly top: string;
  readonly side: string;
}

const LARGEST_SIDE = 120;
const SMALLEST_SIDE = 8;
const PLATE = 6;

/** How far a pixel of depth goes to the right and up. */
const SLANT = 0.38;

/**
 * The box of a tensor. Heights and widths of images are to scale; channels and the lengths of vectors
 * go by their logarithm, or nothing else would be seen.
 *
 * @param largest the longest height or width of any tensor in the picture
 * @param plate whether it only changes values: a thin plate of the same height
 */
export function boxOf(shape: Shape, largest: number, plate: boolean): Box {
  const side = (length: number): number =>
    Math.max(SMALLEST_SIDE, (LARGEST_SIDE * length) / largest);
  const [first = 1, second = 1, third = 1] = shape;
  if (shape.length === 3) {
    return {
      thickness: plate ? PLATE : logarithmic(third),
      height: side(first),
      depth: side(second),
    };
  }
  if (shape.length === 2) {
    return { thickness: plate ? PLATE : logarithmic(second), height: side(first), depth: PLATE };
  }
  const height = Math.min(LARGEST_SIDE * 1.25, 24 + 10 * Math.log2(first));
  return { thickness: plate ? PLATE : 2 * PLATE, height, depth: PLATE };
}

function logarithmic(length: number): number {
  return 4 + 5 * Math.log2(1 + length);
}

/** How far a box reaches to the right of its front, and above it. */
export function reach({ depth }: Box): number {
  return depth * SLANT;
}

/**
 * The three visible faces.
 *
 * @param x left edge of the front
 * @param middle the box's middle, half of its depth counted
 */
export function facesOf(box: Box, x: number, middle: number): Faces {
  const { thickness, height } = box;
  const far = reach(box);
  const top = middle - (height - far) / 2;
  const [left, right, bottom] = [x, x + thickness, top + height];
  return {
    front: path([left, top], [right, top], [right, bottom], [left, bottom]),
    top: path([left, top], [right, top], [right + far, top - far], [left + far, top - far]),
    side: path(
      [right, top],
      [right + far, top - far],
      [right + far, bottom - far],
      [right, bottom],
    ),
  };
}

function path(...corners: readonly (readonly [number, number])[]): string {
  return `M${corners.map(([x, y]) => `${round(x)} ${round(y)}`).join('L')}Z`;
}

/** To a tenth of a pixel, so that saved files stay small. */
export function round(value: number): number {
  return Math.round(value * 10) / 10;
}
