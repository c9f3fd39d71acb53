import { afterAll, describe, expect, it } from 'vitest';
import { studyModelNames, studySpec } from '../../../bench/studyModels.ts';
import {
  createResidentSet,
  createTrainingProgram,
} from '../../../src/trainer/engine/trainingProgram.ts';
import { formulaModel, learningRates } from '../../fixtures/keras/cases.ts';
import { batch, imageCount, imagesAndLabels, steps } from '../../fixtures/keras/formula.ts';
import losses from '../../fixtures/keras/losses.json' with { type: 'json' };
import { adamAt } from './programs.ts';
import { walk } from './syntheticSet.ts';

const { images, labels } = imagesAndLabels();
const train = createResidentSet(images, labels, [28, 28, 1], 10);

afterAll(() => train.dispose());

describe('from the same weights and batches as Keras, without dropout', () => {
  it.each(studyModelNames)('%s: fifty losses agree within 1e-3', (name) => {
    const stored = losses[name];
    // Another architecture would need other losses: test/fixtures/keras/makeLosses.ts makes them.
    expect(studySpec(name, { dropout: false }).architecture).toMatchObject(stored.architecture);
    const model = formulaModel(name);
    const program = createTrainingProgram({
      model,
      train,
      loss: 'categoricalCrossentropy',
      optimizer: adamAt(learningRates[name]),
      seed: 1,
      scale: 1 / 255,
      force: 'native',
    });
    let largest = 0;
    for (let step = 0; step < steps; step += 1) {
      program.trainStep(walk(step, batch, imageCount), step);
      const { lossSum, count } = program.takeSums();
      const expected = stored.losses[step] ?? Number.NaN;
      largest = Math.max(largest, Math.abs(lossSum / count / expected - 1));
    }
    expect(largest).toBeLessThan(1e-3);
    // Over these steps Keras's own loss fell by far more than the tolerance.
    expect((stored.losses[steps - 1] ?? 0) / (stored.losses[0] ?? 0)).toBeLessThan(0.95);
    program.dispose();
    model.dispose();
  });
});
