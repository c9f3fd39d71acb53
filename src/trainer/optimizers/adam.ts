import { at } from '../kernels/kernel.ts';
import { dtype } from '../kernels/nativeTensor.ts';
import { boolAttribute, constantFloat, executeVoid, typeAttribute } from '../kernels/ops.ts';
import type { Optimizer } from './optimizer.ts';
import type { StockRule } from './stockRule.ts';
import { SlotTable } from './slotTable.ts';
import { StepScalars } from './stepScalars.ts';

/** Adam's settings; `epsilon` is added to √v as Keras has it, not to the corrected √v̂. */
export interface AdamOptions {
  readonly learningRate: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
}

/** βᵗ for step t − 1, in float32 as Keras computes it; 1 − 0.999 differs by 1.3e-5 from the true value there. */
function power(beta: number, step: number): number {
  return Math.fround(Math.fround(beta) ** (step + 1));
}

/**
 * TensorFlow's update takes 1 − β from the float32 β, Keras from the exact one.
 * The quotient of the resulting steps, by which the learning rate makes up for it.
 */
function complementCorrection({ beta1, beta2 }: AdamOptions): number {
  const m = (1 - beta1) / (1 - Math.fround(beta1));
  const v = (1 - beta2) / (1 - Math.fround(beta2));
  return m / Math.sqrt(v);
}

/**
 * Adam (Kingma and Ba 2015, section 2's efficient form, as Keras writes it):
 * w ← w − α·√(1 − β₂ᵗ) / (1 − β₁ᵗ) · m / (√v + ε).
 * The powers of β come from the step number alone, so a resumed run goes on exactly.
 */
export function adam(options: AdamOptions): Optimizer {
  const { beta1, beta2, epsilon } = options;
  const slots = new SlotTable(['m', 'v']);
  const scalars = new StepScalars();
  const correction = complementCorrection(options);
  let learningRate = options.learningRate;

  return {
    begin(step) {
      scalars.set([power(beta1, step), power(beta2, step), learningRate * correction]);
    },
    apply(variable, gradient) {
      variable.letGo();
      const own = slots.of(variable);
      executeVoid(
        'ResourceApplyAdam',
        [
          typeAttribute('T', dtype.float32),
          boolAttribute('use_locking', false),
          boolAttribute('use_nesterov', false),
        ],
        [
          variable.handle,
          at(own, 0).handle,
          at(own, 1).handle,
          scalars.get(0),
          scalars.get(1),
          scalars.get(2),
          constantFloat(beta1),
          constantFloat(beta2),
          constantFloat(epsilon),
          gradient,
        ],
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
export function stockAdam({ beta1, beta2, epsilon }: AdamOptions): StockRule {
  return {
    initialSlots: [0, 0],
    update(weight, gradient, slots, step, learningRate) {
      const m = at(slots, 0)
        .mul(beta1)
        .add(gradient.mul(1 - beta1));
      const v = at(slots, 1)
        .mul(beta2)
        .add(gradient.square().mul(1 - beta2));
      const corrected = Math.sqrt(1 - power(beta2, step)) / (1 - power(beta1, step));
      const rate = learningRate * corrected;
      return { weight: weight.sub(m.mul(rate).div(v.sqrt().add(epsilon))), slots: [m, v] };
    },
  };
}
