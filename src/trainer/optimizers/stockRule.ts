import type { TensorFlow } from '../tf.ts';

/** One variable's share of an update, in ordinary tfjs operations. */
export interface StockUpdate {
  readonly weight: TensorFlow.Tensor;
  readonly slots: readonly TensorFlow.Tensor[];
}

/** An optimiser's update rule as a pure function, for the stock path. */
export interface StockRule {
  /** What each slot begins with, one entry a slot. */
  readonly initialSlots: readonly number[];
  /** @param step counts from 0 over the whole run */
  update(
    weight: TensorFlow.Tensor,
    gradient: TensorFlow.Tensor,
    slots: readonly TensorFlow.Tensor[],
    step: number,
    learningRate: number,
  ): StockUpdate;
}
