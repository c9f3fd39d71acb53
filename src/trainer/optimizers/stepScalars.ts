import { floatTensor, release, untracked, type NativeTensor } from '../kernels/nativeTensor.ts';

/** float32 scalars that change from step to step, held for one step's updates. */
export class StepScalars {
  #held: NativeTensor[] = [];

  /** Makes the scalars of a step, in the order given. */
  set(values: readonly number[]): void {
    this.clear();
    this.#held = untracked(() => values.map((value) => floatTensor(Float32Array.of(value), [])));
  }

  /** A scalar of this step. @throws Error outside a step */
  get(index: number): NativeTensor {
    const scalar = this.#held[index];
    if (scalar === undefined) throw new Error('an optimiser was applied outside a step');
    return scalar;
  }

  /** Frees this step's scalars. */
  clear(): void {
    for (const scalar of this.#held) release(scalar);
    this.#held = [];
  }
}
