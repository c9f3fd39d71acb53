import { dtype, scoped } from '../kernels/nativeTensor.ts';
import { elementwise, executeVoid, typeAttribute } from '../kernels/ops.ts';
import { adam, stockAdam, type AdamOptions } from './adam.ts';
import type { Optimizer } from './optimizer.ts';
import { StepScalars } from './stepScalars.ts';
import type { StockRule } from './stockRule.ts';

/** Adam's settings and the share of each weight that decays a step, times the learning rate. */
export interface AdamWOptions extends AdamOptions {
  readonly weightDecay: number;
}

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter 2019), as Keras has it:
 * w ← w − α·λ·w, then Adam's update. Every trainable weight decays, biases too.
 */
export function adamW(options: AdamWOptions): Optimizer {
  const inner = adam(options);
  const scalars = new StepScalars();
  let learningRate = options.learningRate;

  return {
    begin(step) {
      scalars.set([learningRate * options.weightDecay]);
      inner.begin(step);
    },
    apply(variable, gradient) {
      scoped(() => {
        const share = elementwise('Mul', variable.value(), scalars.get(0));
        variable.letGo();
        const attributes = [typeAttribute('dtype', dtype.float32)];
        executeVoid('AssignSubVariableOp', attributes, [variable.handle, share]);
        return { keep: [], result: null };
      });
      inner.apply(variable, gradient);
    },
    end() {
      scalars.clear();
      inner.end();
    },
    setLearningRate(value) {
      learningRate = value;
      inner.setLearningRate(value);
    },
    slotsOf: (variable) => inner.slotsOf(variable),
    dispose() {
      scalars.clear();
      inner.dispose();
    },
  };
}

/** The same update in ordinary tfjs operations. */
export function stockAdamW(options: AdamWOptions): StockRule {
  const inner = stockAdam(options);
  return {
    initialSlots: inner.initialSlots,
    update(weight, gradient, slots, step, learningRate) {
      const decayed = weight.sub(weight.mul(learningRate * options.weightDecay));
      return inner.update(decayed, gradient, slots, step, learningRate);
    },
  };
}
