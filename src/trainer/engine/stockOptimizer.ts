import type { StockRule } from '../optimizers/stockRule.ts';
import { tf, type TensorFlow } from '../tf.ts';
import type { StateArray } from './contract.ts';
import { stateArray } from './stateArrays.ts';

/** The weights of a tfjs layer, as the model holds them. */
export type LayerVariable = TensorFlow.layers.Layer['weights'][number];

/** Applies an update rule to a plain tfjs model's weights. */
export class StockOptimizer {
  readonly #rule: StockRule;
  readonly #slots = new Map<string, TensorFlow.Tensor[]>();

  constructor(rule: StockRule) {
    this.#rule = rule;
  }

  /** Updates one weight; its constraint, if it has one, is applied after. */
  apply(variable: LayerVariable, gradient: TensorFlow.Tensor, step: number, rate: number): void {
    const slots = this.#slotsOf(variable);
    const made = tf.tidy(() => {
      const update = this.#rule.update(variable.read(), gradient, slots, step, rate);
      return [update.weight, ...update.slots];
    });
    const [weight, ...next] = made;
    if (weight !== undefined) variable.write(weight);
    weight?.dispose();
    tf.dispose(slots);
    this.#slots.set(
      variable.name,
      next.map((slot) => tf.keep(slot)),
    );
  }

  /** A weight's slots, to be stored; the arrays are copies. */
  exportSlots(variable: LayerVariable): StateArray[] {
    return this.#slotsOf(variable).map((slot, i) => ({
      name: slotName(variable, i),
      shape: slot.shape,
      values: slot.dataSync().slice() as Float32Array,
    }));
  }

  /** Takes a weight's slots from an exported state. @throws RangeError when they do not fit */
  importSlots(variable: LayerVariable, state: readonly StateArray[]): void {
    const slots = this.#slotsOf(variable);
    const next = slots.map((slot, i) =>
      tf.keep(tf.tensor(stateArray(state, slotName(variable, i), slot.shape), slot.shape)),
    );
    tf.dispose(slots);
    this.#slots.set(variable.name, next);
  }

  /** Frees the slots. */
  dispose(): void {
    for (const slots of this.#slots.values()) tf.dispose(slots);
    this.#slots.clear();
  }

  #slotsOf(variable: LayerVariable): TensorFlow.Tensor[] {
    const known = this.#slots.get(variable.name);
    if (known !== undefined) return known;
    const { shape } = variable.read();
    const made = this.#rule.initialSlots.map((fill) => tf.keep(tf.fill(shape, fill)));
    this.#slots.set(variable.name, made);
    return made;
  }
}

function slotName(variable: LayerVariable, index: number): string {
  return `${variable.originalName}/slot${index}`;
}
