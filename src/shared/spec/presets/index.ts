import { BUILT_IN_DATASETS } from '../../dataset/fashionMnist.ts';
import type { ExperimentSpec } from '../experimentSpec.ts';
import { parseSpec } from '../experimentSpec.ts';
import { CNN_ARCHITECTURE } from './cnn.ts';
import { CNN2_ARCHITECTURE } from './cnn2.ts';
import { CNN3_ARCHITECTURE, CNN3_TRAINING } from './cnn3.ts';
import { RNN_ARCHITECTURE } from './rnn.ts';
import { RNN2_ARCHITECTURE, RNN2_TRAINING } from './rnn2.ts';

/** A spec shipped with the app. */
export interface Preset {
  /** What the command line calls it. */
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly spec: ExperimentSpec;
}

/** The study's training: 10 epochs, batch 256, Adam, categorical cross-entropy. */
const STUDY_TRAINING = {
  epochs: 10,
  batchSize: 256,
  optimizer: { type: 'Adam' },
  loss: 'categoricalCrossentropy',
};

/** What a preset differs in from the others. */
interface PresetParts {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly architecture: unknown;
  /** @default as the study trained */
  readonly training?: unknown;
  /** @default in float32 */
  readonly computeType?: 'bfloat16';
}

function preset({ id, title, summary, architecture, training, computeType }: PresetParts): Preset {
  const spec = parseSpec(
    {
      version: 1,
      model: id,
      dataset: { id: 'fashion-mnist' },
      architecture,
      training: training ?? STUDY_TRAINING,
      ...(computeType && { execution: { computeType } }),
      seed: 1,
    },
    BUILT_IN_DATASETS,
  );
  return { id, title, summary, spec };
}

const CNN = preset({
  id: 'cnn',
  title: 'CNN',
  summary: 'Two convolutions and two dense layers',
  architecture: CNN_ARCHITECTURE,
});

const CNN2 = preset({
  id: 'cnn2',
  title: 'CNN 2',
  summary: 'Deeper convolutions with max pooling',
  architecture: CNN2_ARCHITECTURE,
});

const CNN3 = preset({
  id: 'cnn3',
  title: 'CNN 3',
  summary: 'Residual blocks, trained longer on varied images',
  architecture: CNN3_ARCHITECTURE,
  training: CNN3_TRAINING,
  computeType: 'bfloat16',
});

const RNN = preset({
  id: 'rnn',
  title: 'RNN',
  summary: 'An LSTM that reads the image row by row',
  architecture: RNN_ARCHITECTURE,
});

const RNN2 = preset({
  id: 'rnn2',
  title: 'RNN 2',
  summary: 'Two LSTMs in both directions, trained longer',
  architecture: RNN2_ARCHITECTURE,
  training: RNN2_TRAINING,
});

/** The study's three models, in the study's order. */
export const STUDY_PRESETS: readonly Preset[] = [CNN, CNN2, RNN];

/** Every preset: the study's, and beyond them the best of each family. */
export const PRESETS: readonly Preset[] = [CNN, CNN2, CNN3, RNN, RNN2];

/** The preset of a name. */
export function findPreset(id: string): Preset | undefined {
  return PRESETS.find((preset) => preset.id === id);
}
