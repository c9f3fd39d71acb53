import { activated, gradientBeforeActivation, readsOutput } from './activated.ts';
import type { ActivationFunction } from './activationFunctions.ts';
import {
  at,
  only,
  sizeAt,
  type Backward,
  type BackwardInput,
  type Forward,
  type Kernel,
} from './kernel.ts';
import type { NativeTensor } from './nativeTensor.ts';
import { batchMatMul, execute, matMul, reshape, stringAttribute, typeAttribute } from './ops.ts';
import type { Variable } from './variable.ts';

/** Adds a bias along the last axis. */
export function addBias(input: NativeTensor, bias: NativeTensor): NativeTensor {
  const attributes = [typeAttribute('T', input.dtype), stringAttribute('data_format', 'NHWC')];
  return execute('BiasAdd', attributes, [input, bias]);
}

/** Sums a gradient over all but the last axis: the gradient of a bias. */
export function biasGradient(gradient: NativeTensor): NativeTensor {
  const attributes = [typeAttribute('T', gradient.dtype), stringAttribute('data_format', 'NHWC')];
  return execute('BiasAddGrad', attributes, [gradient]);
}

/** What a dense layer is made of. */
export interface DenseOptions {
  /** Kernel [inputs, units], then the bias [units] where there is one. */
  readonly variables: readonly Variable[];
  readonly activation: ActivationFunction | null;
}

/** Fully connected layer over the last axis: activation(x·W + b). */
export function dense({ variables, activation }: DenseOptions): Kernel {
  const kernel = at(variables, 0);
  const bias = variables[1];

  function forward(inputs: readonly NativeTensor[]): Forward {
    const input = only(inputs);
    const rows = asRows(input);
    const product = matMul(rows, kernel.valueAs(input.dtype));
    const biased = bias === undefined ? product : addBias(product, bias.valueAs(input.dtype));
    const shape = [...input.shape.slice(0, -1), sizeAt(biased, -1)];
    return activated(input === rows ? biased : reshape(biased, shape), activation);
  }

  function backward(given: BackwardInput): Backward {
    const input = only(given.inputs);
    const rows = asRows(gradientBeforeActivation(given, activation));
    const trained = [{ variable: kernel, gradient: matMul(asRows(input), rows, true, false) }];
    if (bias !== undefined) trained.push({ variable: bias, gradient: biasGradient(rows) });
    if (!given.needsInputGradient) return { inputs: [], variables: trained };
    const back = batchMatMul(rows, kernel.valueAs(input.dtype), false, true);
    const inputGradient =
      back.shape.length === input.shape.length ? back : reshape(back, input.shape);
    return { inputs: [inputGradient], variables: trained };
  }

  const keeps = { input: true, output: readsOutput(activation) };
  return { variables, keeps, forward, backward };
}

function asRows(input: NativeTensor): NativeTensor {
  return input.shape.length === 2 ? input : reshape(input, [-1, sizeAt(input, -1)]);
}
