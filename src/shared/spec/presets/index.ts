import { BUILT_IN_DATASETS } from '../../dataset/fashionMnist.ts';
import type { ExperimentSpec } from '../experimentSpec.ts';
import { parseSpec } from '../experimentSpec.ts';
import { CNN_ARCHITECTURE } from './cnn.ts';
import { CNN2_ARCHITECTURE } from './cnn2.ts';
import { RNN_ARCHITECTURE } from './rnn.ts';

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

function study(id: string, title: string, summary: string, architecture: unknown): Preset {
  const spec = parseSpec(
    {
      version: 1,
      model: id,
      dataset: { id: 'fashion-mnist' },
      architecture,
      training: STUDY_TRAINING,
      seed: 1,
    },
    BUILT_IN_DATASETS,
  );
  return { id, title, summary, spec };
}

/** The study's three models, in the study's order. */
export const PRESETS: readonly Preset[] = [
  study('cnn', 'CNN', 'Two convolutions and two dense layers', CNN_ARCHITECTURE),
  study('cnn2', 'CNN 2', 'Deeper convolutions with max pooling', CNN2_ARCHITECTURE),
  study('rnn', 'RNN', 'An LSTM that reads the image row by row', RNN_ARCHITECTURE),
];

/** The preset of a name. */
export function findPreset(id: string): Preset | undefined {
  return PRESETS.find((preset) => preset.id === id);
}
