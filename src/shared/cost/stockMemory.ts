import type { PlainLayer } from '../spec/layers/index.ts';
import { sizeOf, type Shape } from '../spec/shape.ts';
import type { CostStage } from './costStages.ts';

/**
 * How many tensors as large as its output a layer leaves on ordinary tfjs, where everything that a step
 * makes lives until its end. Fitted to the runs of docs/performance.md, allocator's losses included.
 */
const COPIES: Readonly<Partial<Record<PlainLayer['type'], number>>> = {
  Conv2D: 5.8,
  DepthwiseConv2D: 5.8,
  SeparableConv2D: 6.3,
  Dense: 5.8,
  BatchNormalization: 11.5,
  LayerNormalization: 11.5,
  MaxPooling2D: 6,
  AveragePooling2D: 6,
  Dropout: 8,
  SpatialDropout2D: 7,
  GaussianNoise: 7,
  Activation: 3,
  LeakyReLU: 8,
  Flatten: 0,
  Reshape: 0,
  LSTM: 48,
  GRU: 55,
  SimpleRNN: 28,
  Bidirectional: 62,
};

/** A layer that nobody measured. */
const OTHER = 6;

/** What gelu and swish, made of single operations, leave beside the layer's own. */
const COMPOSED = 12;

/** What the skip of a block leaves: its projection, its normalisation and the sum. */
const JOIN = { projected: 5.8, normalized: 11.5, sum: 3 };

/** Float32 values that a stage leaves for one example on ordinary tfjs. */
export function stockValues(stage: CostStage): number {
  const output = sizeOf(stage.output);
  if (stage.kind === 'layer') {
    const { layer } = stage;
    const copies = (COPIES[layer.type] ?? OTHER) + (isComposed(layer) ? COMPOSED : 0);
    return copies * stepsMade(layer, stage.input) * output;
  }
  const { shortcut, batchNormalization } = stage.block;
  const projected = shortcut === 'projection' ? JOIN.projected : 0;
  const normalized = projected > 0 && batchNormalization ? JOIN.normalized : 0;
  return (JOIN.sum + projected + normalized) * output;
}

function isComposed(layer: PlainLayer): boolean {
  return 'activation' in layer && (layer.activation === 'gelu' || layer.activation === 'swish');
}

/** A recurrent layer makes the output of every step, whether or not the next layer sees it. */
function stepsMade(layer: PlainLayer, input: Shape): number {
  const hidesSteps = 'returnSequences' in layer && !layer.returnSequences;
  return hidesSteps ? (input[0] ?? 1) : 1;
}
