import type { NativeTensor } from '../kernels/nativeTensor.ts';
import type { Variable } from '../kernels/variable.ts';

/** The update rule of a run, with whatever it remembers of each variable. */
export interface Optimizer {
  /** Called once before the updates of a step; `step` counts from 0 over the whole run. */
  begin(step: number): void;
  /** Updates one variable in place by the gradient of the mean loss. */
  apply(variable: Variable, gradient: NativeTensor): void;
  /** Called once after the updates of a step. */
  end(): void;
  setLearningRate(value: number): void;
  /** What is remembered of a variable, made when first asked for. */
  slotsOf(variable: Variable): readonly Variable[];
  dispose(): void;
}
