import type { CostStage } from './costStages.ts';
import { RECURRENT_TYPES, type RecurrentType } from '../spec/layers/recurrentLayer.ts';
import { sizeOf, type Shape } from '../spec/shape.ts';

/** The kinds of work whose speed is measured on a machine, each in units of its own. */
export const WORK_KINDS = [
  /** Outputs of convolutions, and their multiply-adds. */
  'convolutionValues',
  'convolutionProducts',
  'depthwiseProducts',
  'denseProducts',
  /** Steps times units of recurrent cells, and their multiply-adds. */
  'LSTMValues',
  'LSTMProducts',
  'GRUValues',
  'GRUProducts',
  'SimpleRNNValues',
  'SimpleRNNProducts',
  /** Values that pass through. */
  'batchNormalization',
  'layerNormalization',
  'dropout',
  'pooling',
  'elementwise',
] as const;

/** A kind of work. */
export type WorkKind = (typeof WORK_KINDS)[number];

/** Units of work for one example, forward. */
export type Work = Partial<Record<WorkKind, number>>;

/** Passes over all values that activations made of several operations take. */
const COMPOSED: Readonly<Record<string, number>> = { linear: 0, gelu: 9, swish: 5, hardSigmoid: 5 };

/** What a stage does to one example. */
export function workOf(stage: CostStage): Work {
  return stage.kind === 'layer' ? layerWork(stage) : joinWork(stage);
}

function layerWork(stage: Extract<CostStage, { kind: 'layer' }>): Work {
  const { layer, input, output, multiplyAdds } = stage;
  const size = sizeOf(output);
  switch (layer.type) {
    case 'Conv2D':
      return { ...convolution(size, multiplyAdds), ...activation(layer.activation, size) };
    case 'SeparableConv2D': {
      const pointwise = size * (input.at(-1) ?? 1);
      return {
        ...convolution(size, pointwise),
        depthwiseProducts: multiplyAdds - pointwise,
        ...activation(layer.activation, size),
      };
    }
    case 'DepthwiseConv2D':
      return { depthwiseProducts: multiplyAdds, ...activation(layer.activation, size) };
    case 'Dense':
      return { denseProducts: multiplyAdds, ...activation(layer.activation, size) };
    case 'LSTM':
    case 'GRU':
    case 'SimpleRNN':
      return recurrent(layer.type, input, layer.units, multiplyAdds);
    case 'Bidirectional':
      return recurrent(layer.layer, input, 2 * layer.units, multiplyAdds);
    case 'BatchNormalization':
      return { batchNormalization: size };
    case 'LayerNormalization':
      return { layerNormalization: size };
    case 'Dropout':
      return { dropout: size };
    case 'GaussianNoise':
      return { dropout: 3 * size };
    case 'MaxPooling2D':
    case 'AveragePooling2D':
    case 'GlobalAveragePooling2D':
    case 'GlobalMaxPooling2D':
      return { pooling: sizeOf(input) };
    case 'Flatten':
    case 'Reshape':
      return {};
    case 'Activation':
      return activation(layer.activation, size);
    default:
      return { elementwise: size };
  }
}

/** The sum and its activation, and the projection on the skip. */
function joinWork({ block, output, multiplyAdds }: Extract<CostStage, { kind: 'join' }>): Work {
  const size = sizeOf(output);
  const { elementwise = 0 } = activation(block.activation, size);
  const projected = multiplyAdds > 0;
  return {
    elementwise: elementwise + size,
    ...(projected ? convolution(size, multiplyAdds) : {}),
    ...(projected && block.batchNormalization ? { batchNormalization: size } : {}),
  };
}

function convolution(values: number, products: number): Work {
  return { convolutionValues: values, convolutionProducts: products };
}

function activation(name: string, size: number): Work {
  const passes = COMPOSED[name] ?? 1;
  return passes === 0 ? {} : { elementwise: passes * size };
}

function recurrent(
  type: RecurrentType,
  [steps = 1]: Shape,
  units: number,
  multiplyAdds: number,
): Work {
  return { [`${type}Values`]: steps * units, [`${type}Products`]: multiplyAdds };
}

/** The steps that a stage takes one after another, whatever is in the batch; type is null where there are none. */
export function recurrentSteps(stage: CostStage): {
  readonly type: RecurrentType | null;
  readonly steps: number;
} {
  if (stage.kind === 'join') return { type: null, steps: 0 };
  const { layer, input } = stage;
  const [steps = 1] = input;
  if (layer.type === 'Bidirectional') return { type: layer.layer, steps: 2 * steps };
  const type = RECURRENT_TYPES.find((each) => each === layer.type) ?? null;
  return { type, steps };
}

/** The kind of a network, by what dominates its time: runs of one kind correct each other's estimates. */
export function workFamily(stages: readonly CostStage[]): 'recurrent' | 'convolutional' | 'dense' {
  const types = new Set(
    stages.map((stage) => (stage.kind === 'join' ? 'Conv2D' : stage.layer.type)),
  );
  const recurrentTypes: readonly string[] = [...RECURRENT_TYPES, 'Bidirectional'];
  if ([...types].some((type) => recurrentTypes.includes(type))) return 'recurrent';
  return [...types].some((type) => type.endsWith('Conv2D')) ? 'convolutional' : 'dense';
}
