import { slotFor, type Variable } from '../kernels/variable.ts';

/** An optimiser's memory: named slots beside each variable, made when first asked for. */
export class SlotTable {
  readonly #names: readonly string[];
  readonly #fill: number;
  readonly #slots = new Map<Variable, readonly Variable[]>();

  constructor(names: readonly string[], fill = 0) {
    this.#names = names;
    this.#fill = fill;
  }

  /** The slots of a variable, in the order of the names. */
  of(variable: Variable): readonly Variable[] {
    const known = this.#slots.get(variable);
    if (known !== undefined) return known;
    const made = this.#names.map((name) => slotFor(variable, name, this.#fill));
    this.#slots.set(variable, made);
    return made;
  }

  /** Frees every slot. */
  dispose(): void {
    for (const slot of [...this.#slots.values()].flat()) slot.dispose();
    this.#slots.clear();
  }
}
