import { at } from '../kernels/kernel.ts';
import { dtype } from '../kernels/nativeTensor.ts';
import { boolAttribute, constantFloat, executeVoid, typeAttribute } from '../kernels/ops.ts';
import type { Optimizer } from './optimizer.ts';
import { SlotTable } from './slotTable.ts';
import { StepScalars } from './stepScalars.ts';
import type { StockRule } from './stockRule.ts';

/** Adagrad's settings. */
export interface AdagradOptions {
  readonly learningRate: number;
  readonly initialAccumulatorValue: number;
  readonly epsilon: number;
}

/**
 * Adagrad (Duchi, Hazan and Singer 2011): a ← a + g², w ← w − α·g / √(a + ε), as Keras 3 has it.
 * TensorFlow's update would add ε outside the root, so the accumulator begins with ε in it instead.
 */
export function adagrad(options: AdagradOptions): Optimizer {
  const { initialAccumulatorValue, epsilon } = options;
  const slots = new SlotTable(['accumulator'], initialAccumulatorValue + epsilon);
  const scalars = new StepScalars();
  let learningRate = options.learningRate;

  return {
    begin() {
      scalars.set([learningRate]);
    },
    apply(variable, gradient) {
      variable.letGo();
      const attributes = [
        typeAttribute('T', dtype.float32),
        boolAttribute('use_locking', false),
        boolAttribute('update_slots', true),
      ];
      const accumulator = at(slots.of(variable), 0).handle;
      const inputs = [variable.handle, accumulator, scalars.get(0), constantFloat(0), gradient];
      executeVoid('ResourceApplyAdagradV2', attributes, inputs);
    },
    end: () => scalars.clear(),
    setLearningRate(value) {
      learningRate = value;
    },
    slotsOf: (variable) => slots.of(variable),
    dispose() {
      scalars.clear();
      slots.dispose();
    },
  };
}

/** The same update in ordinary tfjs operations. */
export function stockAdagrad({ initialAccumulatorValue, epsilon }: AdagradOptions): StockRule {
  return {
    initialSlots: [initialAccumulatorValue + epsilon],
    update(weight, gradient, slots, _step, learningRate) {
      const total = at(slots, 0).add(gradient.square());
      const step = gradient.mul(learningRate).div(total.sqrt());
      return { weight: weight.sub(step), slots: [total] };
    },
  };
}
