import {
  byteTensor,
  dtype,
  intTensor,
  release,
  untracked,
  type NativeTensor,
} from '../kernels/nativeTensor.ts';
import { cast, constantFloat, elementwise, gather, reshape } from '../kernels/ops.ts';
import { varyImages } from '../../shared/augment/varyImages.ts';
import type { Augmentation } from '../../shared/spec/training/augmentation.ts';
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

/** What every batch of a program has in common. */
export interface BatchForm {
  /** The model's input without the batch axis: an image, or its rows as a sequence. */
  readonly inputShape: readonly number[];
  /** Pixels are multiplied by this. */
  readonly scale: number;
}

/** How the images of one training step are varied. */
export interface BatchVariation {
  readonly augmentation: Augmentation;
  readonly seed: number;
  /** Counted from 0 over the whole run. */
  readonly step: number;
}

/**
 * Gathers, converts and scales one batch; call it inside a scope.
 * @param type the `TF_DataType` that the layers compute in
 * @param variation null leaves the images as they are
 * @throws TypeError when the set was not made by {@link createResidentSet}
 */
export function gatherBatch(
  set: ResidentSet,
  indices: Int32Array,
  { inputShape, scale }: BatchForm,
  type: number = dtype.float32,
  variation: BatchVariation | null = null,
): Batch {
  if (!(set instanceof NativeResidentSet)) throw new TypeError('not a resident set of this engine');
  const places = intTensor(indices, [indices.length]);
  const bytes = variation ? variedBytes(set, indices, variation) : gather(set.images, places);
  const pixels = cast(bytes, dtype.float32);
  const scaled = elementwise('Mul', pixels, constantFloat(scale));
  const narrow = type === dtype.float32 ? scaled : cast(scaled, type);
  return {
    input: reshape(narrow, [indices.length, ...inputShape]),
    labels: cast(gather(set.labels, places), dtype.int32),
  };
}

function variedBytes(
  { source, imageShape }: NativeResidentSet,
  indices: Int32Array,
  { augmentation, ...key }: BatchVariation,
): NativeTensor {
  const varied = varyImages(source.images, imageShape, indices, augmentation, key);
  return byteTensor(varied, [indices.length, ...imageShape]);
}

/** How a program varies the images of a step; null when it does not. */
export function variationOf(
  {
    augmentation = null,
    seed,
  }: { readonly augmentation?: Augmentation | null; readonly seed: number },
  step: number,
): BatchVariation | null {
  return augmentation && { augmentation, seed, step };
}
