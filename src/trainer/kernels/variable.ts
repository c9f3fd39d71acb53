import type { TensorFlow } from '../tf.ts';
import {
  dtype,
  floatTensor,
  readFloats,
  release,
  untracked,
  type NativeTensor,
} from './nativeTensor.ts';
import { regularizerOf, type Regularizer } from './regularizer.ts';
import {
  cast,
  constantFloat,
  constantInts,
  execute,
  executeVoid,
  shapeAttribute,
  stringAttribute,
  typeAttribute,
} from './ops.ts';

/** TensorFlow's own name for a resource that is freed with its last handle. */
const anonymousName = 'cd2c89b7-88b7-44c8-ad83-06c2a9158347';

/**
 * A float32 resource variable: a weight, a moving statistic or an optimiser's slot.
 * Reading shares the buffer; every read must be released before an update in place,
 * or TensorFlow copies the whole buffer first.
 */
export class Variable {
  readonly name: string;
  readonly shape: readonly number[];
  readonly trainable: boolean;
  /** What its size adds to the loss. */
  readonly regularizer: Regularizer | null;
  readonly handle: NativeTensor;
  #read: NativeTensor | null = null;
  #narrow: NativeTensor | null = null;

  /** @param values in row-major order, or one number for all, which then never takes JavaScript's memory */
  constructor(
    name: string,
    shape: readonly number[],
    values: Float32Array | number,
    trainable: boolean,
    regularizer: Regularizer | null = null,
  ) {
    this.name = name;
    this.shape = shape;
    this.trainable = trainable;
    this.regularizer = regularizer;
    this.handle = untracked(() =>
      execute(
        'VarHandleOp',
        [
          stringAttribute('container', ''),
          stringAttribute('shared_name', anonymousName),
          typeAttribute('dtype', dtype.float32),
          shapeAttribute('shape', shape),
        ],
        [],
      ),
    );
    if (typeof values === 'number') this.#fill(values);
    else this.write(values);
  }

  /** The value now; stays valid until the next {@link letGo}, and is not the caller's to release. */
  value(): NativeTensor {
    this.#read ??= untracked(() =>
      execute('ReadVariableOp', [typeAttribute('dtype', dtype.float32)], [this.handle]),
    );
    return this.#read;
  }

  /** The value in another type, made once until the next {@link letGo}. */
  valueAs(type: number): NativeTensor {
    if (type === dtype.float32) return this.value();
    this.#narrow ??= untracked(() => cast(this.value(), type));
    return this.#narrow;
  }

  /** Releases the reads, so that an update may happen in place. */
  letGo(): void {
    if (this.#read !== null) release(this.#read);
    if (this.#narrow !== null) release(this.#narrow);
    this.#read = null;
    this.#narrow = null;
  }

  /** Replaces the value by a tensor, sharing its buffer. */
  assign(value: NativeTensor): void {
    this.letGo();
    executeVoid('AssignVariableOp', [typeAttribute('dtype', dtype.float32)], [this.handle, value]);
  }

  /** Replaces the value by a copy of `values`. */
  write(values: Float32Array): void {
    // A copy, because the optimiser updates the buffer in place and it may be JavaScript's own.
    const tensor = untracked(() => floatTensor(values.slice(), this.shape));
    this.assign(tensor);
    release(tensor);
  }

  #fill(value: number): void {
    const filled = untracked(() => {
      const attributes = [
        typeAttribute('T', dtype.float32),
        typeAttribute('index_type', dtype.int32),
      ];
      return execute('Fill', attributes, [constantInts(this.shape), constantFloat(value)]);
    });
    this.assign(filled);
    release(filled);
  }

  /** Copies the value to JavaScript. */
  read(): Float32Array {
    return readFloats(this.value());
  }

  /** Frees the variable. */
  dispose(): void {
    this.letGo();
    release(this.handle);
  }
}

/** Makes variables from a layer's weights, in the layer's own order. */
export function variablesOf(layer: TensorFlow.layers.Layer): Variable[] {
  const config = layer.getConfig();
  return layer.weights.map((weight) => {
    const value = weight.read();
    const trainable = layer.trainable && layer.trainableWeights.includes(weight);
    return new Variable(
      weight.originalName,
      value.shape,
      value.dataSync() as Float32Array,
      trainable,
      regularizerOf(weight, config),
    );
  });
}

/** A slot of zeros beside a variable, for an optimiser. */
export function slotFor(variable: Variable, name: string, fill = 0): Variable {
  return new Variable(`${variable.name}/${name}`, variable.shape, fill, false);
}
