import type { PlainLayer } from '../spec/layers/index.ts';
import { GATES, type RecurrentType } from '../spec/layers/recurrentLayer.ts';
import { sizeOf, type Shape } from '../spec/shape.ts';
import type { CostStage } from './costStages.ts';

/**
 * What a layer's kernel holds beside its input and its output, in float32 values for one example.
 * It follows `src/trainer/kernels`: a kernel that saves more, or frees earlier, changes it.
 */
export interface LayerMemory {
  /** Whether the backward pass reads the input, and the output. */
  readonly keepsInput: boolean;
  readonly keepsOutput: boolean;
  /** The output is the input under another shape, in the same buffer. */
  readonly sharesInput: boolean;
  /** Kept from the forward to the backward pass. */
  readonly saved: number;
  /** Only there while the layer goes forward, or backward. */
  readonly forward: number;
  readonly backward: number;
}

const NOTHING: LayerMemory = {
  keepsInput: false,
  keepsOutput: false,
  sharesInput: false,
  saved: 0,
  forward: 0,
  backward: 0,
};

/** Temporary tensors, as large as the output, of activations whose gradient reads the input. */
const INPUT_READERS: Readonly<
  Record<string, { readonly forward: number; readonly backward: number }>
> = { gelu: { forward: 4, backward: 9 }, swish: { forward: 1, backward: 5 } };

/** What a stage of some kind needs. */
export function stageMemory(stage: CostStage): LayerMemory {
  return stage.kind === 'layer'
    ? layerMemory(stage.layer, stage.input, stage.output)
    : joinMemory(stage);
}

/** The block's input waits for the join; a projected and normalised skip leaves what it was made of. */
function joinMemory({ block, input, output }: Extract<CostStage, { kind: 'join' }>): LayerMemory {
  const [before, after] = [sizeOf(input), sizeOf(output)];
  const own = activated(block.activation, after);
  const projected = block.shortcut === 'projection' && block.batchNormalization ? after : 0;
  return {
    ...own,
    saved: own.saved + before + projected,
    forward: own.forward + 2 * after,
    backward: own.backward + after + before,
  };
}

function layerMemory(layer: PlainLayer, input: Shape, output: Shape): LayerMemory {
  const size = { input: sizeOf(input), output: sizeOf(output) };
  switch (layer.type) {
    case 'Conv2D':
    case 'Dense':
      return weighted(layer.activation, size.output, 0);
    case 'DepthwiseConv2D':
      return weighted(layer.activation, size.output, size.output);
    case 'SeparableConv2D':
      return separable(layer.activation, size, input.at(-1) ?? 1, layer.filters);
    case 'BatchNormalization':
    case 'AveragePooling2D':
      return { ...NOTHING, keepsInput: true };
    case 'MaxPooling2D':
      return { ...NOTHING, keepsInput: true, keepsOutput: true, saved: size.output / 4 };
    case 'GlobalMaxPooling2D':
      return { ...NOTHING, keepsInput: true, keepsOutput: true, backward: 2 * size.input };
    case 'LayerNormalization':
      return {
        ...NOTHING,
        saved: size.output,
        forward: 3 * size.output,
        backward: 6 * size.output,
      };
    case 'Dropout':
      return { ...NOTHING, saved: size.output, forward: 1.5 * size.output };
    case 'SpatialDropout2D':
      return { ...NOTHING, saved: output.at(-1) ?? 0 };
    case 'GaussianNoise':
      return { ...NOTHING, forward: 4 * size.output };
    case 'Activation':
      return activated(layer.activation, size.output);
    case 'LeakyReLU':
      return { ...NOTHING, keepsOutput: true };
    case 'Flatten':
    case 'Reshape':
      return { ...NOTHING, sharesInput: true };
    case 'LSTM':
    case 'GRU':
    case 'SimpleRNN':
      return recurrent(layer.type, input, layer.units, layer.returnSequences);
    case 'Bidirectional':
      return bidirectional(
        recurrent(layer.layer, input, layer.units, layer.returnSequences),
        size.output,
      );
    default:
      return NOTHING;
  }
}

/** A product with weights, then perhaps an activation. */
function weighted(activation: string, output: number, extra: number): LayerMemory {
  const own = activated(activation, output);
  const linear = activation === 'linear' ? 0 : output;
  const inLayer = own.saved > 0 ? 0 : linear;
  return {
    ...own,
    keepsInput: true,
    forward: own.forward + inLayer + extra,
    backward: own.backward + linear,
  };
}

function activated(activation: string, output: number): LayerMemory {
  if (activation === 'linear') return NOTHING;
  const reader = INPUT_READERS[activation];
  if (reader === undefined) return { ...NOTHING, keepsOutput: true };
  const { forward, backward } = reader;
  return { ...NOTHING, saved: output, forward: forward * output, backward: backward * output };
}

/** The depthwise product in the middle is kept, and its gradient made. */
function separable(
  activation: string,
  size: { readonly input: number; readonly output: number },
  channels: number,
  filters: number,
): LayerMemory {
  const outer = weighted(activation, size.output, 0);
  const middle = (size.output / filters) * channels;
  return {
    ...outer,
    saved: outer.saved + middle,
    backward: outer.backward + middle,
  };
}

/**
 * Values that each kind of cell keeps for a step and unit, holds for its way forward, and makes on its
 * way back, the gradients of its gates and of its state. Cutting a sequence into steps makes no copies.
 */
const CELLS: Readonly<
  Record<
    RecurrentType,
    { readonly saved: number; readonly forward: number; readonly backward: number }
  >
> = {
  LSTM: { saved: 7, forward: 0, backward: 2 * GATES.LSTM + 4 },
  GRU: { saved: 5, forward: 24, backward: 24 },
  SimpleRNN: { saved: 1, forward: 6, backward: 5 },
};

function recurrent(
  type: RecurrentType,
  input: Shape,
  units: number,
  returnSequences: boolean,
): LayerMemory {
  const [steps = 1, inputs = 1] = input;
  const cell = CELLS[type];
  const sequence = steps * units;
  return {
    ...NOTHING,
    saved: steps * inputs + cell.saved * sequence,
    forward: cell.forward * sequence,
    backward: 2 * steps * inputs + (cell.backward + (returnSequences ? 1 : 0)) * sequence,
  };
}

function bidirectional(one: LayerMemory, output: number): LayerMemory {
  return {
    ...one,
    saved: 2 * one.saved,
    forward: 2 * one.forward + 2 * output,
    backward: 2 * one.backward + 2 * output,
  };
}
