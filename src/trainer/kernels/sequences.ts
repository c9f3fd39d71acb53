import { at } from './kernel.ts';
import { dtype, type NativeTensor } from './nativeTensor.ts';
import {
  concat,
  constantFill,
  constantInts,
  elementwise,
  execute,
  reshape,
  slice,
  transpose,
  typeAttribute,
} from './ops.ts';

/** [batch, time, features] → [time, batch, features], in the order in which steps are processed. */
export function timeMajor(input: NativeTensor, goBackwards: boolean): NativeTensor {
  const sequence = transpose(input, [1, 0, 2]);
  return goBackwards ? reverseTime(sequence) : sequence;
}

/** The inverse of {@link timeMajor}. */
export function batchMajor(sequence: NativeTensor, goBackwards: boolean): NativeTensor {
  return transpose(goBackwards ? reverseTime(sequence) : sequence, [1, 0, 2]);
}

/** Reverses an axis, by default the first. */
export function reverseTime(sequence: NativeTensor, axis = 0): NativeTensor {
  const attributes = [typeAttribute('T', sequence.dtype), typeAttribute('Tidx', dtype.int32)];
  return execute('ReverseV2', attributes, [sequence, constantInts([axis])]);
}

/** The last step of [time, batch, units], as [batch, units]. */
export function lastStep(sequence: NativeTensor): NativeTensor {
  const [steps = 0, batch = 0, units = 0] = sequence.shape;
  return reshape(slice(sequence, [steps - 1, 0, 0], [1, batch, units]), [batch, units]);
}

/** The output of the step before each step, zeros before the first, as rows [time·batch, units]. */
export function previousOutputs(h: NativeTensor): NativeTensor {
  const [steps = 0, batch = 0, units = 0] = h.shape;
  const earlier = slice(h, [0, 0, 0], [steps - 1, batch, units]);
  return reshape(concat([constantFill(0, [1, batch, units]), earlier], 0), [-1, units]);
}

/** The gradient that reaches a step's output from outside: every step's, or the last one's alone. */
export function outputGradientAt(
  gradients: readonly NativeTensor[],
  step: number,
  steps: number,
): NativeTensor | null {
  if (gradients.length === steps) return at(gradients, step);
  return step === steps - 1 ? at(gradients, 0) : null;
}

/** The sum of what is there; `zeros` where nothing is. */
export function addUp(
  a: NativeTensor | null,
  b: NativeTensor | null,
  zeros: NativeTensor,
): NativeTensor {
  if (a === null) return b ?? zeros;
  return b === null ? a : elementwise('AddV2', a, b);
}
