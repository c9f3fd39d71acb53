import {
  at,
  only,
  sizeAt,
  type Backward,
  type BackwardInput,
  type Forward,
  type Kernel,
  type Pass,
  type VariableGradient,
} from './kernel.ts';
import { dtype, type NativeTensor } from './nativeTensor.ts';
import {
  boolAttribute,
  constantFill,
  constantFloat,
  elementwise,
  executeAll,
  floatAttribute,
  reshape,
  stringAttribute,
  typeAttribute,
} from './ops.ts';
import type { Variable } from './variable.ts';

/** What a batch normalisation over the last axis is made of. */
export interface BatchNormalizationOptions {
  /** The layer's weights: gamma and beta where the layer has them, moving mean, moving variance. */
  readonly variables: readonly Variable[];
  readonly center: boolean;
  readonly scale: boolean;
  readonly momentum: number;
  readonly epsilon: number;
  /** A frozen layer normalises with its moving statistics even in training, as Keras has it. */
  readonly frozen: boolean;
}

/**
 * Batch normalisation over every axis but the last.
 * Keras 3's moving variance is the batch's biased variance; TensorFlow's fused kernel would put
 * Bessel's correction into it, so the statistics are moved from the saved batch values instead.
 */
export function batchNormalization(options: BatchNormalizationOptions): Kernel {
  const { variables, momentum, epsilon } = options;
  const gamma = options.scale ? at(variables, 0) : null;
  const beta = options.center ? at(variables, options.scale ? 1 : 0) : null;
  const movingMean = at(variables, variables.length - 2);
  const movingVariance = at(variables, variables.length - 1);
  const channels = movingMean.shape;

  const scale = () => gamma?.value() ?? constantFill(1, channels);
  const shift = () => beta?.value() ?? constantFill(0, channels);
  const common = (type: number, training: boolean) => [
    typeAttribute('T', type),
    typeAttribute('U', dtype.float32),
    floatAttribute('epsilon', epsilon),
    stringAttribute('data_format', 'NHWC'),
    boolAttribute('is_training', training),
  ];

  function forward(inputs: readonly NativeTensor[], pass: Pass): Forward {
    const input = only(inputs);
    const training = pass.training && !options.frozen;
    const attributes = [
      ...common(input.dtype, training),
      floatAttribute('exponential_avg_factor', 1),
    ];
    const statistics = training
      ? [constantFill(0, [0]), constantFill(0, [0])]
      : [movingMean.value(), movingVariance.value()];
    const all = [asImages(input), scale(), shift(), ...statistics];
    const outputs = executeAll('FusedBatchNormV3', attributes, all, 6);
    const saved = outputs.slice(3);
    if (training) {
      move(movingMean, at(saved, 0), momentum);
      move(movingVariance, at(saved, 1), momentum);
    }
    return { output: likeInput(at(outputs, 0), input), saved };
  }

  function backward({ gradient, inputs, saved }: BackwardInput): Backward {
    const input = only(inputs);
    const all = [asImages(gradient), asImages(input), scale(), ...saved];
    const attributes = common(input.dtype, !options.frozen);
    const outputs = executeAll('FusedBatchNormGradV3', attributes, all, 5);
    const trained: VariableGradient[] = [];
    if (gamma !== null) trained.push({ variable: gamma, gradient: at(outputs, 1) });
    if (beta !== null) trained.push({ variable: beta, gradient: at(outputs, 2) });
    return { inputs: [likeInput(at(outputs, 0), input)], variables: trained };
  }

  return { variables, keeps: { input: true, output: false }, forward, backward };
}

/** new = old + (batch − old)·(1 − momentum) */
function move(statistic: Variable, batch: NativeTensor, momentum: number): void {
  const difference = elementwise('Sub', batch, statistic.value());
  const share = elementwise('Mul', difference, constantFloat(1 - momentum));
  statistic.assign(elementwise('AddV2', statistic.value(), share));
}

function asImages(input: NativeTensor): NativeTensor {
  if (input.shape.length === 4) return input;
  return reshape(input, [-1, 1, 1, sizeAt(input, -1)]);
}

function likeInput(output: NativeTensor, input: NativeTensor): NativeTensor {
  return input.shape.length === 4 ? output : reshape(output, input.shape);
}
