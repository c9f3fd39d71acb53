import {
  byteTensor,
  dtype,
  intTensor,
  release,
  untracked,
  type NativeTensor,
} from '../kernels/nativeTensor.ts';
import { cast, constantFloat, elementwise, gather, reshape } from '../kernels/ops.ts';
import type { ResidentSet } from './contract.ts';

/** Images and their labels, as they were given. */
export interface LabelledBytes {
  readonly images: Uint8Array;
  readonly labels: Uint8Array;
}

/** One batch on the native side. */
export interface Batch {
  /** Scaled pixels, float32, in the model's input shape. */
  readonly input: NativeTensor;
  /** int32 class numbers, [batch]. */
  readonly labels: NativeTensor;
}

/** What {@link createResidentSet} makes. */
export class NativeResidentSet implements ResidentSet {
  readonly count: number;
  readonly imageShape: readonly [number, number, number];
  readonly classes: number;
  readonly images: NativeTensor;
  readonly labels: NativeTensor;
  /** The bytes behind the tensors, for other threads to copy. */
  readonly source: LabelledBytes;

  constructor(
    images: NativeTensor,
    labels: NativeTensor,
    imageShape: readonly [number, number, number],
    classes: number,
    source: LabelledBytes,
  ) {
    this.source = source;
    this.count = labels.shape[0] ?? 0;
    this.imageShape = imageShape;
    this.classes = classes;
    this.images = images;
    this.labels = labels;
  }

  dispose(): void {
    release(this.images);
    release(this.labels);
  }
}

/**
 * Puts a data set where TensorFlow can gather from it, as bytes.
 * @param images count × rows × columns × channels; may be shared, so never change it afterwards
 * @param labels one class number an image
 * @throws RangeError when the lengths do not fit, or a label is not below `classes`
 */
export function createResidentSet(
  images: Uint8Array,
  labels: Uint8Array,
  imageShape: readonly [number, number, number],
  classes: number,
): ResidentSet {
  const wrong = labels.findIndex((label) => label >= classes);
  if (wrong >= 0)
    throw new RangeError(`label ${labels[wrong]} at ${wrong} is not below ${classes}`);
  return untracked(
    () =>
      new NativeResidentSet(
        byteTensor(images, [labels.length, ...imageShape]),
        byteTensor(labels, [labels.length]),
        imageShape,
        classes,
        { images, labels },
      ),
  );
}

/**
 * Gathers, converts and scales one batch; call it inside a scope.
 * @param inputShape the model's input without the batch axis: an image, or its rows as a sequence
 * @param type the `TF_DataType` that the layers compute in
 * @throws TypeError when the set was not made by {@link createResidentSet}
 */
export function gatherBatch(
  set: ResidentSet,
  indices: Int32Array,
  inputShape: readonly number[],
  scale: number,
  type: number = dtype.float32,
): Batch {
  if (!(set instanceof NativeResidentSet)) throw new TypeError('not a resident set of this engine');
  const places = intTensor(indices, [indices.length]);
  const pixels = cast(gather(set.images, places), dtype.float32);
  const scaled = elementwise('Mul', pixels, constantFloat(scale));
  const narrow = type === dtype.float32 ? scaled : cast(scaled, type);
  return {
    input: reshape(narrow, [indices.length, ...inputShape]),
    labels: cast(gather(set.labels, places), dtype.int32),
  };
}
