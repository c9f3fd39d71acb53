import { quantile } from '../../shared/stats/quantile.ts';
import { createKernel, type LayerConfig } from '../kernels/createKernel.ts';
import type { Kernel } from '../kernels/kernel.ts';
import { floatTensor, release, scoped, type NativeTensor } from '../kernels/nativeTensor.ts';
import { createLayer } from '../model/createLayer.ts';
import { tf } from '../tf.ts';

/** A layer whose speed stands for others of its kind. */
export interface ReferenceLayer {
  readonly className: string;
  readonly config: Readonly<Record<string, unknown>>;
  /** One example of its input. */
  readonly inputShape: readonly number[];
}

/** Seconds for one example, or for one pass. */
export interface LayerSeconds {
  /** Forward and backward. */
  readonly train: number;
  /** Forward alone. */
  readonly predict: number;
}

/** Examples in a pass; large enough for every core, small enough for a second in all. */
export const BATCH = 128;
/**
 * Passes that count, and for how long: what else a machine does comes in bursts. The first is left out, for it
 * makes constants and workspaces.
 */
const PASSES = { least: 5, most: 500, seconds: 0.08 };
/** Of the passes' times, one that is typical and that nothing else disturbed: threads do not always meet at best. */
const TYPICAL = 0.25;

/** Times a layer's kernel on one example, as it is in a batch. */
export function timeLayer(reference: ReferenceLayer): LayerSeconds {
  const { train, predict } = timePass(reference);
  return { train: train / BATCH, predict: predict / BATCH };
}

/** Times a layer's kernel on a batch. */
export function timePass(
  { className, config, inputShape }: ReferenceLayer,
  batch: number = BATCH,
): LayerSeconds {
  const model = tf.sequential();
  model.add(createLayer(className, { ...config, inputShape: [...inputShape] }));
  const [layer] = model.layers;
  if (layer === undefined) throw new Error('a model lost its only layer');
  const own = layer.getConfig() as LayerConfig;
  const kernel = createKernel({ layer, config: own, place: 0, withoutActivation: false });
  const input = noise([batch, ...inputShape]);
  try {
    const predict = typicalSeconds(() => forward(kernel, input));
    const train = typicalSeconds(() => forwardAndBack(kernel, input));
    return { train, predict };
  } finally {
    release(input);
    for (const variable of kernel.variables) variable.dispose();
    model.dispose();
  }
}

/** The seconds that an action takes, while nothing else disturbs it. */
export function typicalSeconds(action: () => void): number {
  return quantile(timesOf(action), TYPICAL);
}

/** Does something again and again, once it has run in. @returns the seconds of each time */
export function timesOf(action: () => void): readonly number[] {
  action();
  const { least, most, seconds } = PASSES;
  const begin = performance.now();
  const isShort = (): boolean => performance.now() - begin < 1000 * seconds;
  const times: number[] = [];
  while (times.length < least || (times.length < most && isShort())) {
    const before = performance.now();
    action();
    times.push((performance.now() - before) / 1000);
  }
  return times;
}

function forward(kernel: Kernel, input: NativeTensor): void {
  scoped(() => {
    kernel.forward([input], { training: false, step: 0, seed: 0 });
    return { keep: [], result: null };
  });
}

function forwardAndBack(kernel: Kernel, input: NativeTensor): void {
  scoped(() => {
    const pass = { training: true, step: 0, seed: 0 };
    const { output, saved } = kernel.forward([input], pass);
    kernel.backward({
      gradient: output,
      inputs: [input],
      output,
      saved,
      needsInputGradient: true,
      pass,
    });
    return { keep: [], result: null };
  });
}

/** Values as activations have them: tame, and none like the next. */
export function noise(shape: readonly number[]): NativeTensor {
  const length = shape.reduce((product, size) => product * size, 1);
  return floatTensor(
    Float32Array.from({ length }, (_, place) => Math.sin(place * 12.9898)),
    shape,
  );
}
