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

/** What a dropout is made of. */
export interface DropoutOptions {
  readonly rate: number;
  /** The layer's place in the model: with seed and step it fixes the mask. */
  readonly layer: number;
  /** Drops whole feature maps of [batch, rows, columns, channels]. */
  readonly spatial: boolean;
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

/** The shape of the mask for an input: one draw for each element, or for each feature map. */
export function maskShape(shape: readonly number[], spatial: boolean): readonly number[] {
  return spatial ? [shape[0] ?? 1, 1, 1, shape.at(-1) ?? 1] : shape;
}

/** Dropout: in training, zeroes a share of its input and scales the rest by 1 / (1 − rate). */
export function dropout({ rate, layer, spatial }: DropoutOptions): Kernel {
  const idle = drawnRate(rate) === 0;

  function forward(inputs: readonly NativeTensor[], pass: Pass): Forward {
    const input = only(inputs);
    if (!pass.training || idle) return { output: input, saved: [] };
    const shape = maskShape(input.shape, spatial);
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
