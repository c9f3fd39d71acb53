import { at } from './kernel.ts';
import { dtype, type NativeTensor } from './nativeTensor.ts';
import {
  cast,
  constantFloat,
  constantFloats,
  constantInt,
  elementwise,
  execute,
  executeAll,
  gather,
  intAttribute,
  reshape,
  sum,
  typeAttribute,
} from './ops.ts';

/** What the loss leaves of one batch. */
export interface LossResult {
  /** Sum of the examples' losses, float32 scalar. */
  readonly lossSum: NativeTensor;
  /** How many examples were classified right, int32 scalar. */
  readonly correct: NativeTensor;
  /** Gradient of the batch's mean loss by the logits, [batch, classes]. */
  readonly gradient: NativeTensor;
}

/** What examples are held against, where it is not just their label. */
export interface LossOptions {
  /** The part of each label that is spread evenly over all classes, 0 to 1. */
  readonly labelSmoothing: number;
  /** What an example's loss is multiplied by, one number a class; null for all alike. */
  readonly classWeights: readonly number[] | null;
}

/** The loss as it is where nothing is asked for. */
export const PLAIN_LOSS: LossOptions = { labelSmoothing: 0, classWeights: null };

/**
 * Softmax and categorical cross-entropy in one, from logits. As in Keras, weighted losses are
 * averaged over the examples, not over their weights.
 * @param logits [batch, classes]
 * @param labels int32 class numbers, [batch]
 */
export function softmaxCrossEntropy(
  logits: NativeTensor,
  labels: NativeTensor,
  { labelSmoothing, classWeights }: LossOptions = PLAIN_LOSS,
): LossResult {
  const wide = logits.dtype === dtype.float32 ? logits : cast(logits, dtype.float32);
  const plain =
    labelSmoothing === 0 ? sparse(wide, labels) : smoothed(wide, labels, labelSmoothing);
  const { losses, difference } =
    classWeights === null ? plain : weighted(plain, labels, classWeights);
  const batch = at(wide.shape, 0);
  const mean = elementwise('Mul', difference, constantFloat(1 / batch));
  return {
    lossSum: sum(losses, [0]),
    correct: countCorrect(wide, labels),
    gradient: logits.dtype === dtype.float32 ? mean : cast(mean, logits.dtype),
  };
}

/** Each example's loss, [batch], and its gradient by the logits, [batch, classes]. */
interface ExampleLosses {
  readonly losses: NativeTensor;
  readonly difference: NativeTensor;
}

function sparse(logits: NativeTensor, labels: NativeTensor): ExampleLosses {
  const attributes = [typeAttribute('T', dtype.float32), typeAttribute('Tlabels', dtype.int32)];
  return lossesOf('SparseSoftmaxCrossEntropyWithLogits', attributes, [logits, labels]);
}

/** Keras's `label_smoothing`: y · (1 − s) + s / classes. */
function smoothed(logits: NativeTensor, labels: NativeTensor, smoothing: number): ExampleLosses {
  const classes = at(logits.shape, 1);
  const rest = smoothing / classes;
  const target = execute(
    'OneHot',
    [typeAttribute('T', dtype.float32), typeAttribute('TI', dtype.int32), intAttribute('axis', -1)],
    [labels, constantInt(classes), constantFloat(1 - smoothing + rest), constantFloat(rest)],
  );
  const attributes = [typeAttribute('T', dtype.float32)];
  return lossesOf('SoftmaxCrossEntropyWithLogits', attributes, [logits, target]);
}

function lossesOf(
  name: string,
  attributes: Parameters<typeof executeAll>[1],
  inputs: readonly NativeTensor[],
): ExampleLosses {
  const [losses, difference] = executeAll(name, attributes, inputs, 2);
  if (losses === undefined || difference === undefined) throw new Error(`${name} made no output`);
  return { losses, difference };
}

function weighted(
  { losses, difference }: ExampleLosses,
  labels: NativeTensor,
  classWeights: readonly number[],
): ExampleLosses {
  const weights = gather(constantFloats(classWeights), labels);
  const column = reshape(weights, [at(weights.shape, 0), 1]);
  return {
    losses: elementwise('Mul', losses, weights),
    difference: elementwise('Mul', difference, column),
  };
}

/** How many rows of `scores` have their largest value at the labelled class; int32 scalar. */
export function countCorrect(scores: NativeTensor, labels: NativeTensor): NativeTensor {
  const predicted = argMax(scores);
  const equal = elementwise('Equal', predicted, labels);
  return sum(cast(equal, dtype.int32), [0]);
}

/** The class of the largest score in each row, the first of equals; int32. */
export function argMax(scores: NativeTensor): NativeTensor {
  const attributes = [
    typeAttribute('T', scores.dtype),
    typeAttribute('Tidx', dtype.int32),
    typeAttribute('output_type', dtype.int32),
  ];
  return execute('ArgMax', attributes, [scores, constantInt(-1)]);
}
