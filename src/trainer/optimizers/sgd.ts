import { at } from '../kernels/kernel.ts';
import { dtype } from '../kernels/nativeTensor.ts';
import { boolAttribute, constantFloat, executeVoid, typeAttribute } from '../kernels/ops.ts';
import type { Optimizer } from './optimizer.ts';
import { SlotTable } from './slotTable.ts';
import { StepScalars } from './stepScalars.ts';
import type { StockRule } from './stockRule.ts';

/** Gradient descent's settings. */
export interface SgdOptions {
  readonly learningRate: number;
  readonly momentum: number;
  readonly nesterov: boolean;
}

const common = [typeAttribute('T', dtype.float32), boolAttribute('use_locking', false)];

/**
 * Gradient descent, with momentum as Keras has it:
 * a ← μ·a − α·g, w ← w + a, or with Nesterov w ← w + μ·a − α·g.
 */
export function sgd(options: SgdOptions): Optimizer {
  const { momentum, nesterov } = options;
  const slots = new SlotTable(momentum === 0 ? [] : ['momentum']);
  const scalars = new StepScalars();
  let learningRate = options.learningRate;

  return {
    begin() {
      scalars.set([learningRate]);
    },
    apply(variable, gradient) {
      variable.letGo();
      const rate = scalars.get(0);
      if (momentum === 0) {
        executeVoid('ResourceApplyGradientDescent', common, [variable.handle, rate, gradient]);
        return;
      }
      const velocity = at(slots.of(variable), 0).handle;
      executeVoid(
        'ResourceApplyKerasMomentum',
        [...common, boolAttribute('use_nesterov', nesterov)],
        [variable.handle, velocity, rate, gradient, constantFloat(momentum)],
      );
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
export function stockSgd({ momentum, nesterov }: SgdOptions): StockRule {
  return {
    initialSlots: momentum === 0 ? [] : [0],
    update(weight, gradient, slots, _step, learningRate) {
      const step = gradient.mul(learningRate);
      if (momentum === 0) return { weight: weight.sub(step), slots: [] };
      const velocity = at(slots, 0).mul(momentum).sub(step);
      const move = nesterov ? velocity.mul(momentum).sub(step) : velocity;
      return { weight: weight.add(move), slots: [velocity] };
    },
  };
}
