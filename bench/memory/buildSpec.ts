import { BUILT_IN_DATASETS } from '../../src/shared/dataset/fashionMnist.ts';
import { parseSpec, type ExperimentSpec } from '../../src/shared/spec/experimentSpec.ts';
/** A network whose memory is predicted and measured. */
export interface MemorySpec {
  readonly name: string;
  readonly spec: ExperimentSpec;
}

type Layers = readonly Readonly<Record<string, unknown>>[];

export const adam = { type: 'Adam' };
export const plainSgd = { type: 'SGD' };
export const momentum = { type: 'SGD', momentum: 0.9 };
export const rmsprop = { type: 'RMSprop' };

export const softmax = { type: 'Dense', units: 10, activation: 'softmax' };
export const normal = { type: 'BatchNormalization' };
export const flatten = { type: 'Flatten' };
export const pool = { type: 'MaxPooling2D' };
export const drop = { type: 'Dropout', rate: 0.3 };
export const dense = (units: number) => ({ type: 'Dense', units, activation: 'relu' });
export const conv = (filters: number, activation = 'relu', size = 3) => ({
  type: 'Conv2D',
  filters,
  kernelSize: [size, size],
  padding: 'same',
  activation,
});
export const repeat = (times: number, layers: Layers): Layers =>
  Array.from({ length: times }, () => layers).flat();

/** How many steps are trained: enough that every slot and every buffer has been made. */
const STEPS = 4;

/** A network trained for a few steps. */
export function build(
  name: string,
  input: 'image' | 'sequence',
  layers: Layers,
  batchSize: number,
  optimizer: unknown,
): MemorySpec {
  const spec = parseSpec(
    {
      version: 1,
      model: name,
      dataset: {
        id: 'fashion-mnist',
        samples: Math.max(50, Math.ceil((batchSize * STEPS) / 0.8)),
        testSamples: 1000,
      },
      architecture: { input, layers },
      training: { epochs: 1, batchSize, optimizer, loss: 'categoricalCrossentropy' },
      seed: 1,
    },
    BUILT_IN_DATASETS,
  );
  return { name, spec };
}
