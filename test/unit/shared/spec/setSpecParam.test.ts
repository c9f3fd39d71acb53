import { describe, expect, it } from 'vitest';
import { BUILT_IN_DATASETS } from '../../../../src/shared/dataset/fashionMnist.ts';
import { parseSpec } from '../../../../src/shared/spec/experimentSpec.ts';
import { setSpecParam } from '../../../../src/shared/spec/setSpecParam.ts';
import { presetSpec } from './specs.ts';

const rnn = presetSpec('rnn');
const trainingOf = (...changes: readonly (readonly [string, unknown])[]) =>
  parseSpec(
    changes.reduce<unknown>((spec, [path, value]) => setSpecParam(spec, path, value), rnn),
    BUILT_IN_DATASETS,
  ).training;

describe('setSpecParam', () => {
  it('sets an option as setParam does', () => {
    expect(trainingOf(['training.batchSize', 32]).batchSize).toBe(32);
  });

  it('gives another schedule its own defaults, whose options can then be set', () => {
    const training = trainingOf(
      ['training.schedule.type', 'cosine'],
      ['training.schedule.warmupEpochs', 2],
    );
    expect(training.schedule).toEqual({ type: 'cosine', warmupEpochs: 2, alpha: 0 });
  });

  it('keeps the options when the type stays', () => {
    const training = trainingOf(
      ['training.optimizer.learningRate', 0.01],
      ['training.optimizer.type', 'Adam'],
    );
    expect(training.optimizer.learningRate).toBe(0.01);
  });

  it('gives another optimiser Keras’s defaults', () => {
    expect(trainingOf(['training.optimizer.type', 'AdamW']).optimizer).toEqual({
      type: 'AdamW',
      learningRate: 0.001,
      weightDecay: 0.004,
      beta1: 0.9,
      beta2: 0.999,
      epsilon: 1e-7,
    });
  });

  it('switches a group on by any option of it', () => {
    const training = trainingOf(
      ['training.augmentation.shift', 2],
      ['training.augmentation.horizontalFlip', true],
      ['training.earlyStopping.patience', 5],
      ['training.clipping.value', 0.5],
    );
    expect(training).toMatchObject({
      augmentation: { shift: 2, horizontalFlip: true, verticalFlip: false, rotation: 0, erase: 0 },
      earlyStopping: { monitor: 'valLoss', patience: 5, minDelta: 0 },
      clipping: { type: 'globalClipnorm', value: 0.5 },
    });
  });

  it('fills in what a spec of an older version lacks before it sets', () => {
    const { schedule: _schedule, ...older } = rnn.training;
    const spec = setSpecParam({ ...rnn, training: older }, 'training.schedule.type', 'step');
    expect(parseSpec(spec, BUILT_IN_DATASETS).training.schedule).toMatchObject({ type: 'step' });
  });

  it('leaves a type that does not exist to be named by the schema', () => {
    expect(() => trainingOf(['training.schedule.type', 'linear'])).toThrow(
      /training\.schedule\.type: schedule type must be one of constant, .*reduceOnPlateau/,
    );
  });

  it('names an option that does not exist and those that do', () => {
    expect(() => trainingOf(['training.augmentation.zoom', 2])).toThrow(
      expect.objectContaining({
        message: 'training.augmentation.zoom: there is no "zoom"',
        hint: 'Use one of shift, horizontalFlip, verticalFlip, rotation, erase',
      }),
    );
  });
});
