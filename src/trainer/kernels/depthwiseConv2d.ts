import { activated, gradientBeforeActivation, readsOutput } from './activated.ts';
import type { ActivationFunction } from './activationFunctions.ts';
import { windowAttributes, type WindowOptions } from './conv2d.ts';
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
import { constantInts, execute } from './ops.ts';
import type { Variable } from './variable.ts';

/** What a depthwise convolution is made of. */
export interface DepthwiseConv2DOptions extends WindowOptions {
  /** Kernel [rows, columns, channels, multiplier], then the bias [channels·multiplier] or none. */
  readonly variables: readonly Variable[];
  readonly activation: ActivationFunction | null;
}

/** Convolves each channel with its own kernels. */
export function depthwiseProduct(
  options: WindowOptions,
  input: NativeTensor,
  kernel: NativeTensor,
): NativeTensor {
  const attributes = windowAttributes(options, input.dtype);
  return execute('DepthwiseConv2dNative', attributes, [input, kernel]);
}

/** The gradient of {@link depthwiseProduct} by the kernel. */
export function depthwiseKernelGradient(
  options: WindowOptions,
  input: NativeTensor,
  kernelShape: readonly number[],
  gradient: NativeTensor,
): NativeTensor {
  const attributes = windowAttributes(options, input.dtype);
  const inputs = [input, constantInts(kernelShape), gradient];
  return execute('DepthwiseConv2dNativeBackpropFilter', attributes, inputs);
}

/** The gradient of {@link depthwiseProduct} by the input. */
export function depthwiseInputGradient(
  options: WindowOptions,
  inputShape: readonly number[],
  kernel: NativeTensor,
  gradient: NativeTensor,
): NativeTensor {
  const attributes = windowAttributes(options, gradient.dtype);
  const inputs = [constantInts(inputShape), kernel, gradient];
  return execute('DepthwiseConv2dNativeBackpropInput', attributes, inputs);
}

/** Depthwise convolution over [batch, rows, columns, channels]: activation(x∗W + b). */
export function depthwiseConv2d(options: DepthwiseConv2DOptions): Kernel {
  const { variables, activation } = options;
  const kernel = at(variables, 0);
  const bias = variables[1];

  function forward(inputs: readonly NativeTensor[]): Forward {
    const product = depthwiseProduct(options, only(inputs), kernel.value());
    const linear = bias === undefined ? product : addBias(product, bias.value());
    return activated(linear, activation);
  }

  function backward(given: BackwardInput): Backward {
    const input = only(given.inputs);
    const inner = gradientBeforeActivation(given, activation);
    const byKernel = depthwiseKernelGradient(options, input, kernel.shape, inner);
    const trained = [{ variable: kernel, gradient: byKernel }];
    if (bias !== undefined) trained.push({ variable: bias, gradient: biasGradient(inner) });
    if (!given.needsInputGradient) return { inputs: [], variables: trained };
    const back = depthwiseInputGradient(options, input.shape, kernel.value(), inner);
    return { inputs: [back], variables: trained };
  }

  const keeps = { input: true, output: readsOutput(activation) };
  return { variables, keeps, forward, backward };
}
