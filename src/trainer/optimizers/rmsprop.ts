import { at } from '../kernels/kernel.ts';
import { dtype } from '../kernels/nativeTensor.ts';
import { boolAttribute, constantFloat, executeVoid, typeAttribute } from '../kernels/ops.ts';
import type { Optimizer } from './optimizer.ts';
import { SlotTable } from './slotTable.ts';
import { StepScalars } from './stepScalars.ts';
import type { StockRule } from './stockRule.ts';

/** RMSprop's settings, with Keras's names. */
export interface RmspropOptions {
  readonly learningRate: number;
  readonly rho: number;
  readonly momentum: number;
  readonly epsilon: number;
  readonly centered: boolean;
}

/**
 * RMSprop (Hinton 2012) as Keras 3 has it: ε is added to the mean square, inside the root:
 * v ← ρ·v + (1 − ρ)·g²; d = v, or v − ḡ² when centred; w ← w − α·g / √(d + ε),
 * or with momentum m ← μ·m + α·g / √(d + ε), w ← w − m.
 */
export function rmsprop(options: RmspropOptions): Optimizer {
  const { rho, momentum, epsilon, centered } = options;
  const slots = new SlotTable(centered ? ['mean', 'v', 'momentum'] : ['v', 'momentum']);
  const scalars = new StepScalars();
  const name = centered ? 'ResourceApplyCenteredRMSProp' : 'ResourceApplyRMSProp';
  const attributes = [typeAttribute('T', dtype.float32), boolAttribute('use_locking', false)];
  let learningRate = options.learningRate;

  return {
    begin() {
      scalars.set([learningRate]);
    },
    apply(variable, gradient) {
      variable.letGo();
      executeVoid(name, attributes, [
        variable.handle,
        ...slots.of(variable).map((slot) => slot.handle),
        scalars.get(0),
        constantFloat(rho),
        constantFloat(momentum),
        constantFloat(epsilon),
        gradient,
      ]);
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
export function stockRmsprop({ rho, momentum, epsilon, centered }: RmspropOptions): StockRule {
  return {
    initialSlots: [0, 0, 0],
    update(weight, gradient, slots, _step, learningRate) {
      const v = at(slots, 0)
        .mul(rho)
        .add(gradient.square().mul(1 - rho));
      const mean = at(slots, 1)
        .mul(rho)
        .add(gradient.mul(1 - rho));
      const spread = centered ? v.sub(mean.square()) : v;
      const step = gradient.mul(learningRate).div(spread.add(epsilon).sqrt());
      const total = at(slots, 2).mul(momentum).add(step);
      return { weight: weight.sub(total), slots: [v, mean, total] };
    },
  };
}
