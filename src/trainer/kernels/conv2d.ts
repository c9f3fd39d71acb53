import type { OpAttribute } from '../tf.ts';
import { activated, gradientBeforeActivation, readsOutput } from './activated.ts';
import type { ActivationFunction } from './activationFunctions.ts';
import { addBias, biasGradient } from './dense.ts';
import {
  at,
  only,
  type Backward,
  type BackwardInput,
  type Forward,
  type Kernel,
} from './kernel.ts';
import type { NativeTensor } from './nativeTensor.ts';
import {
  constantInts,
  everyNth,
  execute,
  intAttribute,
  oneDnnLabel,
  stringAttribute,
  typeAttribute,
} from './ops.ts';
import { hasOneDnn } from './probe.ts';
import type { Variable } from './variable.ts';

/** Where a window lies: Keras's `padding`, `strides` and `dilationRate`, rows first. */
export interface WindowOptions {
  readonly padding: 'same' | 'valid';
  readonly strides: readonly [number, number];
  readonly dilation: readonly [number, number];
}

/** What a convolution is made of. */
export interface Conv2DOptions extends WindowOptions {
  /** Kernel [rows, columns, channels, filters], then the bias [filters] where there is one. */
  readonly variables: readonly Variable[];
  readonly activation: ActivationFunction | null;
}

/** The attributes that every convolution operation shares. */
export function windowAttributes(options: WindowOptions, type: number): OpAttribute[] {
  return [
    typeAttribute('T', type),
    intAttribute('strides', [1, ...options.strides, 1]),
    stringAttribute('padding', options.padding.toUpperCase()),
    stringAttribute('data_format', 'NHWC'),
    intAttribute('dilations', [1, ...options.dilation, 1]),
  ];
}

/** Two-dimensional convolution over [batch, rows, columns, channels]: activation(x∗W + b). */
export function conv2d(options: Conv2DOptions): Kernel {
  const { variables, activation } = options;
  const kernel = at(variables, 0);
  const bias = variables[1];

  function linear(input: NativeTensor): NativeTensor {
    const attributes = windowAttributes(options, input.dtype);
    const weights = kernel.valueAs(input.dtype);
    if (bias === undefined) return execute('Conv2D', attributes, [input, weights]);
    const shift = bias.valueAs(input.dtype);
    if (hasOneDnn('_MklNativeConv2DWithBias')) {
      const all = [...attributes, oneDnnLabel];
      return execute('_MklNativeConv2DWithBias', all, [input, weights, shift]);
    }
    return addBias(execute('Conv2D', attributes, [input, weights]), shift);
  }

  function forward(inputs: readonly NativeTensor[]): Forward {
    return activated(linear(only(inputs)), activation);
  }

  function backward(given: BackwardInput): Backward {
    const input = only(given.inputs);
    const inner = gradientBeforeActivation(given, activation);
    const attributes = windowAttributes(options, input.dtype);
    const filters = filterGradient(options, kernel.shape, input, inner);
    const trained = [{ variable: kernel, gradient: filters }];
    if (bias !== undefined) trained.push({ variable: bias, gradient: biasGradient(inner) });
    if (!given.needsInputGradient) return { inputs: [], variables: trained };
    const weights = kernel.valueAs(input.dtype);
    const inputSize = constantInts(input.shape);
    const back = execute('Conv2DBackpropInput', attributes, [inputSize, weights, inner]);
    return { inputs: [back], variables: trained };
  }

  const keeps = { input: true, output: readsOutput(activation) };
  return { variables, keeps, forward, backward };
}

/**
 * The gradient by the kernel.
 * oneDNN (in libtensorflow 2.18.1) writes past the end of its buffer for a 1×1 kernel with a stride
 * above 1, so such a convolution is done on the pixels it really reads, with stride 1.
 */
function filterGradient(
  options: WindowOptions,
  kernelShape: readonly number[],
  input: NativeTensor,
  gradient: NativeTensor,
): NativeTensor {
  const size = constantInts(kernelShape);
  const single = kernelShape[0] === 1 && kernelShape[1] === 1;
  const [rowStep, columnStep] = options.strides;
  if (!single || rowStep * columnStep === 1) {
    const attributes = windowAttributes(options, input.dtype);
    return execute('Conv2DBackpropFilter', attributes, [input, size, gradient]);
  }
  const read = everyNth(input, [1, rowStep, columnStep, 1]);
  const attributes = windowAttributes({ ...options, strides: [1, 1] }, input.dtype);
  return execute('Conv2DBackpropFilter', attributes, [read, size, gradient]);
}
