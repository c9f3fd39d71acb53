import { BUILT_IN_DATASETS } from '../../../src/shared/dataset/fashionMnist.ts';
import { parseSpec, type ExperimentSpec } from '../../../src/shared/spec/experimentSpec.ts';

const LAYERS = {
  /** Every kind of layer of the study's CNNs, on native kernels. */
  cnn: [
    { type: 'Conv2D', filters: 4, kernelSize: 3, strides: 2, activation: 'relu' },
    { type: 'BatchNormalization', momentum: 0.9 },
    { type: 'MaxPooling2D' },
    { type: 'Dropout', rate: 0.25 },
    { type: 'Flatten' },
    { type: 'Dense', units: 16, activation: 'relu' },
    { type: 'Dense', units: 10, activation: 'softmax' },
  ],
  lstm: [
    { type: 'LSTM', units: 8 },
    { type: 'Dropout', rate: 0.2 },
    { type: 'Dense', units: 10, activation: 'softmax' },
  ],
  /** A layer that may have no native kernel, so that a run must not depend on one. */
  simpleRnn: [
    { type: 'SimpleRNN', units: 8 },
    { type: 'Dense', units: 10, activation: 'softmax' },
  ],
  /** Nothing that would tame a learning rate: no normalisation, no unit that dies. */
  dense: [
    { type: 'Flatten' },
    { type: 'Dense', units: 32 },
    { type: 'Dense', units: 32 },
    { type: 'Dense', units: 10, activation: 'softmax' },
  ],
} as const;

/** What a test wants other than usual. */
export interface SpecChanges {
  readonly seed?: number;
  readonly epochs?: number;
  readonly samples?: number;
  readonly testSamples?: number;
  readonly batchSize?: number;
  readonly optimizer?: Readonly<Record<string, unknown>>;
  /** Any other training option. */
  readonly training?: Readonly<Record<string, unknown>>;
}

/** A spec that trains in moments: 500 images (400 and 100), 100 test images, batches of 64, 2 epochs. */
export function smallSpec(kind: keyof typeof LAYERS, changes: SpecChanges = {}): ExperimentSpec {
  const { samples = 500, testSamples = 100, epochs = 2, batchSize = 64, seed = 1 } = changes;
  return parseSpec(
    {
      version: 1,
      model: kind,
      dataset: { id: 'fashion-mnist', samples, testSamples },
      architecture: {
        input: kind === 'lstm' || kind === 'simpleRnn' ? 'sequence' : 'image',
        layers: LAYERS[kind],
      },
      training: {
        epochs,
        batchSize,
        optimizer: changes.optimizer ?? { type: 'Adam', learningRate: 0.01 },
        loss: 'categoricalCrossentropy',
        ...changes.training,
      },
      seed,
    },
    BUILT_IN_DATASETS,
  );
}
