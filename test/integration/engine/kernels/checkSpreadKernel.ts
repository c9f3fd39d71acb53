import { expect } from 'vitest';
import { conv2d, type WindowOptions } from '../../../../src/trainer/kernels/conv2d.ts';
import { floatTensor, readFloats, scoped } from '../../../../src/trainer/kernels/nativeTensor.ts';
import { Variable } from '../../../../src/trainer/kernels/variable.ts';
import { randomFloats } from '../randomFloats.ts';
import { relativeError } from './checkLayer.ts';

/** Two convolutions that must be equal: one special, one ordinary with zeros in its kernel. */
export interface SpreadKernelCase {
  readonly inputShape: readonly [number, number, number, number];
  readonly filters: number;
  /** The special one's kernel is taps × taps. */
  readonly taps: number;
  readonly special: WindowOptions;
  /** The ordinary one's kernel is this large, with a tap every `step`. */
  readonly size: readonly [number, number];
  readonly step: readonly [number, number];
  readonly ordinary: WindowOptions;
  readonly seed: number;
}

interface Run {
  readonly output: Float32Array;
  readonly input: Float32Array;
  readonly kernel: Float32Array;
}

function run(
  of: SpreadKernelCase,
  window: WindowOptions,
  shape: readonly number[],
  values: Float32Array,
): Run {
  const kernel = new Variable('kernel', shape, values, true);
  const { seed, inputShape } = of;
  const layer = conv2d({ variables: [kernel], activation: null, ...window });
  const pass = { training: true, step: 0, seed: 0 };
  const result = scoped(() => {
    const input = floatTensor(randomFloats(inputShape, seed), inputShape);
    const { output, saved } = layer.forward([input], pass);
    const gradient = floatTensor(randomFloats(output.shape, seed + 1), output.shape);
    const back = layer.backward({
      gradient,
      inputs: [input],
      output,
      saved,
      needsInputGradient: true,
      pass,
    });
    const [byInput] = back.inputs;
    const [byKernel] = back.variables;
    if (byInput === undefined || byKernel === undefined) throw new Error('a gradient is missing');
    const result = {
      output: readFloats(output),
      input: readFloats(byInput),
      kernel: readFloats(byKernel.gradient),
    };
    return { keep: [], result };
  });
  kernel.dispose();
  return result;
}

/** Pairs each element of the small kernel with its place in the large one. */
function eachTap(of: SpreadKernelCase, visit: (small: number, large: number) => void): void {
  const depth = of.inputShape[3] * of.filters;
  for (let row = 0; row < of.taps; row += 1) {
    for (let column = 0; column < of.taps; column += 1) {
      const small = (row * of.taps + column) * depth;
      const large = (row * of.step[0] * of.size[1] + column * of.step[1]) * depth;
      for (let i = 0; i < depth; i += 1) visit(small + i, large + i);
    }
  }
}

/**
 * Expects a special convolution to equal an ordinary one whose kernel has zeros in the gaps.
 * For what stock tfjs cannot show: it has no gradient for dilation, and its gradient of a strided
 * 1×1 kernel runs into a memory error of oneDNN's. The ordinary one is checked against it elsewhere.
 */
export function checkSpreadKernel(of: SpreadKernelCase): void {
  const channels = of.inputShape[3];
  const smallShape = [of.taps, of.taps, channels, of.filters];
  const largeShape = [...of.size, channels, of.filters];
  const small = randomFloats(smallShape, of.seed + 2);
  const large = new Float32Array(largeShape.reduce((product, size) => product * size, 1));
  eachTap(of, (from, to) => {
    large[to] = small[from] ?? Number.NaN;
  });
  const actual = run(of, of.special, smallShape, small);
  const expected = run(of, of.ordinary, largeShape, large);
  const picked = new Float32Array(small.length);
  eachTap(of, (from, to) => {
    picked[from] = expected.kernel[to] ?? Number.NaN;
  });
  expect(relativeError(actual.output, expected.output)).toBeLessThan(1e-6);
  expect(relativeError(actual.input, expected.input)).toBeLessThan(1e-5);
  expect(relativeError(actual.kernel, picked)).toBeLessThan(1e-5);
}
