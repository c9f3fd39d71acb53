import { dtype, intTensor, type NativeTensor } from './nativeTensor.ts';
import { constantInt, constantInts, execute, typeAttribute } from './ops.ts';

/** Philox, TensorFlow's counter-based generator, by its number in `StatelessRandom*V2`. */
const philox = 1;

/** Where in a run a random stream belongs. */
export interface StreamPlace {
  readonly seed: number;
  /** The layer's place in the model. */
  readonly layer: number;
  readonly step: number;
}

/**
 * Uniform random bytes, four to a 32-bit draw.
 * A pure function of the place: the key is (seed, layer), the counter (0, step).
 * @returns a uint8 tensor [ceil(count / 4), 4]
 */
export function randomBytes(count: number, place: StreamPlace): NativeTensor {
  const words = Math.ceil(count / 4);
  const key = unsigned(place.seed, place.layer, 1);
  const counter = unsigned(0, place.step, 2);
  const attributes = [typeAttribute('dtype', dtype.int32), typeAttribute('Tshape', dtype.int32)];
  const bits = execute('StatelessRandomUniformFullIntV2', attributes, [
    constantInts([words]),
    key,
    counter,
    constantInt(philox),
  ]);
  return execute(
    'Bitcast',
    [typeAttribute('T', dtype.int32), typeAttribute('type', dtype.uint8)],
    [bits],
  );
}

/**
 * Standard normal numbers, float32: a pure function of the place like {@link randomBytes}.
 */
export function randomNormal(shape: readonly number[], place: StreamPlace): NativeTensor {
  const attributes = [typeAttribute('dtype', dtype.float32), typeAttribute('Tshape', dtype.int32)];
  return execute('StatelessRandomNormalV2', attributes, [
    constantInts(shape),
    unsigned(place.seed, place.layer, 1),
    unsigned(0, place.step, 2),
    constantInt(philox),
  ]);
}

/**
 * Makes a uint64 tensor [length] whose first element is `high`·2³² + `low` and whose others are 0.
 * JavaScript cannot hand over uint64, but a bitcast of int32 pairs can.
 */
function unsigned(high: number, low: number, length: number): NativeTensor {
  const words = new Int32Array(length * 2);
  words[0] = low;
  words[1] = high;
  const pairs = intTensor(words, [length, 2]);
  return execute(
    'Bitcast',
    [typeAttribute('T', dtype.int32), typeAttribute('type', dtype.uint64)],
    [pairs],
  );
}
