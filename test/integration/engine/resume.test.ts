import { afterAll, describe, expect, it } from 'vitest';
import type { OptimizerSettings } from '../../../src/trainer/engine/trainingProgram.ts';
import { adamAt, studyProgram } from './programs.ts';
import { syntheticSet, walk } from './syntheticSet.ts';

const train = syntheticSet(256);

afterAll(() => train.dispose());

const optimizers: readonly OptimizerSettings[] = [
  adamAt(1e-3),
  { ...adamAt(1e-3), type: 'AdamW', weightDecay: 0.01 } as OptimizerSettings,
  { type: 'SGD', learningRate: 0.01, momentum: 0.9, nesterov: true },
  { type: 'RMSprop', learningRate: 1e-3, rho: 0.9, momentum: 0.5, epsilon: 1e-7, centered: true },
  { type: 'Adagrad', learningRate: 1e-2, initialAccumulatorValue: 0.1, epsilon: 1e-7 },
];

describe.each(['native', 'stock'] as const)('a %s program', (force) => {
  it.each(optimizers)('goes on exactly from an exported state: $type', (optimizer) => {
    const whole = studyProgram('rnn', train, { force, optimizer });
    const first = studyProgram('rnn', train, { force, optimizer });
    const second = studyProgram('rnn', train, { force, optimizer });
    for (let step = 0; step < 6; step += 1) whole.program.trainStep(walk(step, 16, 256), step);
    for (let step = 0; step < 3; step += 1) first.program.trainStep(walk(step, 16, 256), step);
    second.program.importState(first.program.exportState());
    for (let step = 3; step < 6; step += 1) second.program.trainStep(walk(step, 16, 256), step);
    expect(second.program.exportState()).toEqual(whole.program.exportState());
    // The first half alone is not yet there, so the equality above means something.
    expect(first.program.exportState()).not.toEqual(whole.program.exportState());
    for (const { model, program } of [whole, first, second]) {
      program.dispose();
      model.dispose();
    }
  });

  it('refuses a state of another model', () => {
    const rnn = studyProgram('rnn', train, { force });
    const cnn = studyProgram('cnn2', train, { force });
    expect(() => rnn.program.importState(cnn.program.exportState())).toThrow(RangeError);
    for (const { model, program } of [rnn, cnn]) {
      program.dispose();
      model.dispose();
    }
  });
});
