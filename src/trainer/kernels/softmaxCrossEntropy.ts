import { at } from './kernel.ts';
import { dtype, type NativeTensor } from './nativeTensor.ts';
import {
  cast,
  constantFloat,
  constantInt,
  elementwise,
  execute,
  executeAll,
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

/**
 * Softmax and categorical cross-entropy in one, from logits.
 * @param logits [batch, classes]
 * @param labels int32 class numbers, [batch]
 */
export function softmaxCrossEntropy(logits: NativeTensor, labels: NativeTensor): LossResult {
  const wide = logits.dtype === dtype.float32 ? logits : cast(logits, dtype.float32);
  const attributes = [typeAttribute('T', dtype.float32), typeAttribute('Tlabels', dtype.int32)];
  const name = 'SparseSoftmaxCrossEntropyWithLogits';
  const [losses, difference] = executeAll(name, attributes, [wide, labels], 2);
  if (losses === undefined || difference === undefined) throw new Error(`${name} made no output`);
  const batch = at(wide.shape, 0);
  const mean = elementwise('Mul', difference, constantFloat(1 / batch));
  return {
    lossSum: sum(losses, [0]),
    correct: countCorrect(wide, labels),
    gradient: logits.dtype === dtype.float32 ? mean : cast(mean, logits.dtype),
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
