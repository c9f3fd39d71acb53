import { release, type NativeTensor } from '../kernels/nativeTensor.ts';

/**
 * Counts who still needs each tensor of a step and frees it with the last.
 * A layer may hand its input through as its output, so one tensor can have several holders.
 */
export class Holdings {
  readonly #held = new Map<number, { readonly tensor: NativeTensor; holders: number }>();

  /** Adds a holder. */
  hold(tensor: NativeTensor): void {
    const entry = this.#held.get(tensor.id);
    if (entry === undefined) this.#held.set(tensor.id, { tensor, holders: 1 });
    else entry.holders += 1;
  }

  /** Takes a holder away; the tensor goes with its last one. */
  drop(tensor: NativeTensor): void {
    const entry = this.#held.get(tensor.id);
    if (entry === undefined) return;
    entry.holders -= 1;
    if (entry.holders > 0) return;
    this.#held.delete(tensor.id);
    release(tensor);
  }

  /** Frees whatever is still held, after an error in the middle of a step. */
  clear(): void {
    for (const { tensor } of this.#held.values()) release(tensor);
    this.#held.clear();
  }
}
