import type { OpAttribute } from '../tf.ts';
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
import {
  boolAttribute,
  constantInts,
  execute,
  executeAll,
  intAttribute,
  oneDnnLabel,
  stringAttribute,
  typeAttribute,
} from './ops.ts';
import { hasOneDnn } from './probe.ts';

/** Where a pooling window lies, rows first. */
export interface PoolingOptions {
  readonly poolSize: readonly [number, number];
  readonly strides: readonly [number, number];
  readonly padding: 'same' | 'valid';
}

function poolAttributes(options: PoolingOptions, type: number): OpAttribute[] {
  return [
    typeAttribute('T', type),
    intAttribute('ksize', [1, ...options.poolSize, 1]),
    intAttribute('strides', [1, ...options.strides, 1]),
    stringAttribute('padding', options.padding.toUpperCase()),
    stringAttribute('data_format', 'NHWC'),
  ];
}

/** Max pooling; with oneDNN the winners are remembered in a workspace, which makes the gradient cheap. */
export function maxPooling2d(options: PoolingOptions): Kernel {
  const withWorkspace = [boolAttribute('workspace_enabled', true), oneDnnLabel];
  const quick = hasOneDnn('_MklNativeMaxPool');

  function forward(inputs: readonly NativeTensor[], pass: Pass): Forward {
    const input = only(inputs);
    const attributes = poolAttributes(options, input.dtype);
    if (!quick || !pass.training) {
      return { output: execute('MaxPool', attributes, [input]), saved: [] };
    }
    const all = [...attributes, ...withWorkspace];
    const [output, workspace] = executeAll('_MklNativeMaxPool', all, [input], 2);
    if (output === undefined || workspace === undefined)
      throw new Error('max pooling made no workspace');
    return { output, saved: [workspace] };
  }

  function backward({ gradient, inputs, output, saved }: BackwardInput): Backward {
    const input = only(inputs);
    const attributes = poolAttributes(options, input.dtype);
    if (!quick) {
      return {
        inputs: [execute('MaxPoolGrad', attributes, [input, output, gradient])],
        variables: [],
      };
    }
    const all = [...attributes, ...withWorkspace];
    const inner = [input, output, gradient, at(saved, 0)];
    return { inputs: [execute('_MklNativeMaxPoolGrad', all, inner)], variables: [] };
  }

  return { variables: [], keeps: { input: true, output: true }, forward, backward };
}

/** Average pooling; windows over the edge average what lies inside. */
export function averagePooling2d(options: PoolingOptions): Kernel {
  function forward(inputs: readonly NativeTensor[]): Forward {
    const input = only(inputs);
    return { output: execute('AvgPool', poolAttributes(options, input.dtype), [input]), saved: [] };
  }

  function backward({ gradient, inputs }: BackwardInput): Backward {
    const input = only(inputs);
    const attributes = poolAttributes(options, input.dtype);
    const size = constantInts(input.shape);
    return { inputs: [execute('AvgPoolGrad', attributes, [size, gradient])], variables: [] };
  }

  return { variables: [], keeps: { input: true, output: false }, forward, backward };
}
