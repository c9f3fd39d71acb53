import {
  at,
  only,
  type Backward,
  type BackwardInput,
  type Forward,
  type Kernel,
  type Pass,
} from './kernel.ts';
import { byteTensor, dtype, untracked, type NativeTensor } from './nativeTensor.ts';
import { cast, constantFloat, elementwise, execute, reshape, slice, typeAttribute } from './ops.ts';
import { randomBytes, type StreamPlace } from './randomBits.ts';

/** The shape of a mask: null stands for the input's own size, 1 for one draw along the axis. */
export type NoiseShape = readonly (number | null)[];

/** What a dropout is made of. */
export interface DropoutOptions {
  readonly rate: number;
  /** The layer's place in the model: with seed and step it fixes the mask. */
  readonly layer: number;
  /** Sizes of the mask, null where it is as large as the input; null for one draw an element. */
  readonly noiseShape: NoiseShape | null;
}

/** The nearest rate that bytes can draw: a multiple of 1/256, below 1. */
export function drawnRate(rate: number): number {
  return Math.min(255, Math.round(rate * 256)) / 256;
}

const thresholds = new Map<number, NativeTensor>();

function threshold(rate: number): NativeTensor {
  const byte = drawnRate(rate) * 256;
  const known = thresholds.get(byte);
  if (known !== undefined) return known;
  const made = untracked(() => byteTensor(Uint8Array.of(byte), []));
  thresholds.set(byte, made);
  return made;
}

/**
 * A 0/1 mask that keeps each element with probability 1 − {@link drawnRate}.
 * @returns a float32 tensor of `shape`
 */
export function dropoutMask(
  shape: readonly number[],
  rate: number,
  place: StreamPlace,
): NativeTensor {
  const count = shape.reduce((product, size) => product * size, 1);
  const bytes = randomBytes(count, place);
  const kept = execute('GreaterEqual', [typeAttribute('T', dtype.uint8)], [bytes, threshold(rate)]);
  const mask = cast(kept, dtype.float32);
  const drawn = Math.ceil(count / 4) * 4;
  if (drawn === count) return reshape(mask, shape);
  return reshape(slice(reshape(mask, [drawn]), [0], [count]), shape);
}

/** The shape of the mask for an input of this shape. */
export function maskShape(
  shape: readonly number[],
  noiseShape: NoiseShape | null,
): readonly number[] {
  return noiseShape === null ? shape : shape.map((size, axis) => noiseShape[axis] ?? size);
}

/** The noise shape of a layer, by its class and configuration; null for one draw an element. */
export function noiseShapeOf(
  className: string,
  config: Readonly<Record<string, unknown>>,
): NoiseShape | null {
  if (className === 'SpatialDropout1D') return [null, 1, null];
  if (className === 'SpatialDropout2D') return [null, 1, 1, null];
  const own = config['noiseShape'];
  return Array.isArray(own) ? (own as readonly (number | null)[]) : null;
}

/** Whether a class of layer is a dropout that {@link dropout} knows. */
export function isDropout(className: string): boolean {
  return /^(Spatial)?Dropout([12]D)?$/.test(className);
}

/** Dropout: in training, zeroes a share of its input and scales the rest by 1 / (1 − rate). */
export function dropout({ rate, layer, noiseShape }: DropoutOptions): Kernel {
  const idle = drawnRate(rate) === 0;

  function forward(inputs: readonly NativeTensor[], pass: Pass): Forward {
    const input = only(inputs);
    if (!pass.training || idle) return { output: input, saved: [] };
    const shape = maskShape(input.shape, noiseShape);
    const drawn = dropoutMask(shape, rate, { ...pass, layer });
    // Scaled once here, so that neither the forward nor the backward pass pays for the scale.
    const scaled = elementwise('Mul', drawn, constantFloat(1 / (1 - drawnRate(rate))));
    const mask = scaled.dtype === input.dtype ? scaled : cast(scaled, input.dtype);
    return { output: elementwise('Mul', input, mask), saved: [mask] };
  }

  function backward({ gradient, saved }: BackwardInput): Backward {
    if (idle) return { inputs: [gradient], variables: [] };
    return { inputs: [elementwise('Mul', gradient, at(saved, 0))], variables: [] };
  }

  return { variables: [], keeps: { input: false, output: false }, forward, backward };
}
