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

/** Seconds for one example. */
export interface LayerSeconds {
  /** Forward and backward. */
  readonly train: number;
  /** Forward alone. */
  readonly predict: number;
}

/** Examples in a pass; large enough for every core, small enough for a second in all. */
const BATCH = 128;
/** Passes that count; the first is left out, for it makes constants and workspaces. */
const PASSES = 5;

/** Times a layer's kernel: the quickest of some passes, which nothing else disturbed. */
export function timeLayer({ className, config, inputShape }: ReferenceLayer): LayerSeconds {
  const model = tf.sequential();
  model.add(createLayer(className, { ...config, inputShape: [...inputShape] }));
  const [layer] = model.layers;
  if (layer === undefined) throw new Error('a model lost its only layer');
  const own = layer.getConfig() as LayerConfig;
  const kernel = createKernel({ layer, config: own, place: 0, withoutActivation: false });
  const input = noise([BATCH, ...inputShape]);
  try {
    const predict = quickest(() => forward(kernel, input));
    const train = quickest(() => forwardAndBack(kernel, input));
    return { train: train / BATCH, predict: predict / BATCH };
  } finally {
    release(input);
    for (const variable of kernel.variables) variable.dispose();
    model.dispose();
  }
}

/** The fewest seconds that an action takes, once it has run in. */
export function quickest(action: () => void): number {
  action();
  const seconds = Array.from({ length: PASSES }, () => {
    const before = performance.now();
    action();
    return (performance.now() - before) / 1000;
  });
  return Math.min(...seconds);
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
