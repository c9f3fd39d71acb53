import {
  at,
  only,
  sizeAt,
  type Backward,
  type BackwardInput,
  type Forward,
  type Kernel,
  type VariableGradient,
} from './kernel.ts';
import type { NativeTensor } from './nativeTensor.ts';
import { constantFloat, elementwise, mean, reshape, sum } from './ops.ts';
import type { Variable } from './variable.ts';

/** What a layer normalisation over the last axis is made of. */
export interface LayerNormalizationOptions {
  /** Gamma and beta, each [features], where the layer has them. */
  readonly variables: readonly Variable[];
  readonly center: boolean;
  readonly scale: boolean;
  readonly epsilon: number;
}

/** Layer normalisation (Ba, Kiros and Hinton 2016) over the last axis. */
export function layerNormalization(options: LayerNormalizationOptions): Kernel {
  const { variables, epsilon } = options;
  const gamma = options.scale ? at(variables, 0) : null;
  const beta = options.center ? at(variables, options.scale ? 1 : 0) : null;

  function forward(inputs: readonly NativeTensor[]): Forward {
    const input = only(inputs);
    const last = [input.shape.length - 1];
    const centred = elementwise('Sub', input, mean(input, last, true));
    const variance = mean(elementwise('Square', centred), last, true);
    const inverse = elementwise('Rsqrt', elementwise('AddV2', variance, constantFloat(epsilon)));
    const normal = elementwise('Mul', centred, inverse);
    const scaled = gamma === null ? normal : elementwise('Mul', normal, gamma.value());
    const output = beta === null ? scaled : elementwise('AddV2', scaled, beta.value());
    return { output, saved: [normal, inverse] };
  }

  function backward({ gradient, saved }: BackwardInput): Backward {
    const [normal, inverse] = [at(saved, 0), at(saved, 1)];
    const last = [gradient.shape.length - 1];
    const inner = gamma === null ? gradient : elementwise('Mul', gradient, gamma.value());
    const along = mean(elementwise('Mul', inner, normal), last, true);
    const centred = elementwise('Sub', inner, mean(inner, last, true));
    const rest = elementwise('Sub', centred, elementwise('Mul', normal, along));
    return { inputs: [elementwise('Mul', rest, inverse)], variables: trained(gradient, normal) };
  }

  function trained(gradient: NativeTensor, normal: NativeTensor): VariableGradient[] {
    const rows = (tensor: NativeTensor) => reshape(tensor, [-1, sizeAt(tensor, -1)]);
    const gradients: VariableGradient[] = [];
    if (gamma !== null) {
      const product = elementwise('Mul', gradient, normal);
      gradients.push({ variable: gamma, gradient: sum(rows(product), [0]) });
    }
    if (beta !== null) gradients.push({ variable: beta, gradient: sum(rows(gradient), [0]) });
    return gradients;
  }

  return { variables, keeps: { input: false, output: false }, forward, backward };
}
