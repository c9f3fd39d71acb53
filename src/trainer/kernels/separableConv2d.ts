import { activated, gradientBeforeActivation, readsOutput } from './activated.ts';
import { conv2d } from './conv2d.ts';
import {
  depthwiseInputGradient,
  depthwiseKernelGradient,
  depthwiseProduct,
  type DepthwiseConv2DOptions,
} from './depthwiseConv2d.ts';
import {
  at,
  only,
  type Backward,
  type BackwardInput,
  type Forward,
  type Kernel,
  type Pass,
} from './kernel.ts';
import type { NativeTensor } from './nativeTensor.ts';

/** What a separable convolution is made of. */
export interface SeparableConv2DOptions extends DepthwiseConv2DOptions {
  /**
   * Depthwise kernel [rows, columns, channels, multiplier], pointwise kernel
   * [1, 1, channels·multiplier, filters], then the bias [filters] or none.
   */
  readonly variables: DepthwiseConv2DOptions['variables'];
}

/** A depthwise convolution, then a 1×1 convolution that mixes its channels. */
export function separableConv2d(options: SeparableConv2DOptions): Kernel {
  const { variables, activation } = options;
  const depthwise = at(variables, 0);
  const pointwise = conv2d({
    variables: variables.slice(1),
    activation: null,
    padding: 'valid',
    strides: [1, 1],
    dilation: [1, 1],
  });

  function forward(inputs: readonly NativeTensor[], pass: Pass): Forward {
    const middle = depthwiseProduct(options, only(inputs), depthwise.value());
    const { output } = pointwise.forward([middle], pass);
    const end = activated(output, activation);
    return { output: end.output, saved: [...end.saved, middle] };
  }

  function backward(given: BackwardInput): Backward {
    const input = only(given.inputs);
    const gradient = gradientBeforeActivation(given, activation);
    const middle = at(given.saved, given.saved.length - 1);
    const outer = pointwise.backward({
      ...given,
      gradient,
      inputs: [middle],
      saved: [],
      needsInputGradient: true,
    });
    const inner = only(outer.inputs);
    const byDepthwise = depthwiseKernelGradient(options, input, depthwise.shape, inner);
    const trained = [{ variable: depthwise, gradient: byDepthwise }, ...outer.variables];
    if (!given.needsInputGradient) return { inputs: [], variables: trained };
    const back = depthwiseInputGradient(options, input.shape, depthwise.value(), inner);
    return { inputs: [back], variables: trained };
  }

  const keeps = { input: true, output: readsOutput(activation) };
  return { variables, keeps, forward, backward };
}
