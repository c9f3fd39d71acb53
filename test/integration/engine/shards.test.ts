import { afterAll, describe, expect, it } from 'vitest';
import {
  predictionTask,
  type PredictedImages,
} from '../../../src/trainer/engine/parallel/predictShard.ts';
import type { NativeResidentSet } from '../../../src/trainer/engine/residentSet.ts';
import { createResidentSet } from '../../../src/trainer/engine/trainingProgram.ts';
import { shardOf, shardSeed } from '../../../src/trainer/engine/parallel/shards.ts';
import { adamAt, studyProgram, type ProgramOptions } from './programs.ts';
import { syntheticImages, syntheticSet, walk } from './syntheticSet.ts';

const train = syntheticSet(300);

afterAll(() => train.dispose());

function run(options: ProgramOptions, steps = 5) {
  const { model, program } = studyProgram('rnn', train, options);
  const losses: number[] = [];
  for (let step = 0; step < steps; step += 1) {
    // 33 does not divide evenly; a last batch of one leaves a shard without images.
    program.trainStep(walk(step, step === steps - 1 ? 1 : 33, 300), step);
    const { lossSum, count } = program.takeSums();
    losses.push(lossSum / count);
  }
  const state = program.exportState();
  const { fallbacks } = program;
  program.dispose();
  model.dispose();
  return { losses, state, fallbacks };
}

describe('shards of a batch', () => {
  it('cover it once, in order', () => {
    const indices = Int32Array.from({ length: 10 }, (_, i) => i * 3);
    const parts = [0, 1, 2].flatMap((index) => [...shardOf(indices, 3, index)]);
    expect(parts).toEqual([...indices]);
    expect(shardSeed(5, 0)).toBe(5);
    expect(shardSeed(5, 1)).not.toBe(5);
  });
});

describe('a program of two shards', () => {
  it('gives the losses of one thread, without dropout', () => {
    const one = run({ dropout: false });
    const two = run({ dropout: false, shards: 2 });
    expect(two.fallbacks).toEqual([]);
    two.losses.forEach((loss, i) => {
      expect(Math.abs(loss / (one.losses[i] ?? Number.NaN) - 1)).toBeLessThan(1e-5);
    });
  });

  it('gives the same bits every time, dropout included', () => {
    const first = run({ shards: 2 });
    expect(run({ shards: 2 })).toEqual(first);
    expect(run({}).losses).not.toEqual(first.losses);
  });

  it('takes a new learning rate and an imported state to every thread', () => {
    const whole = studyProgram('rnn', train, { shards: 2 });
    const again = studyProgram('rnn', train, { shards: 2 });
    for (const step of [0, 1, 2]) whole.program.trainStep(walk(step, 32, 300), step);
    again.program.importState(whole.program.exportState());
    for (const { program } of [whole, again]) {
      program.setLearningRate(1e-4);
      for (const step of [3, 4]) program.trainStep(walk(step, 32, 300), step);
    }
    expect(again.program.exportState()).toEqual(whole.program.exportState());
    for (const { program, model } of [whole, again]) {
      program.dispose();
      model.dispose();
    }
  });

  it.each([
    ['all images', null, 32],
    ['a last batch of one', Int32Array.from({ length: 65 }, (_, i) => 299 - i), 32],
    ['less than a batch', Int32Array.of(7, 3), 32],
    ['none', new Int32Array(0), 32],
  ] as const)('predicts to the bit what one thread predicts: %s', (_name, indices, batchSize) => {
    const { model, program } = studyProgram('rnn', train, { shards: 2 });
    for (const step of [0, 1]) program.trainStep(walk(step, 32, 300), step);
    const two = program.predict(train, indices, batchSize);
    const one = studyProgram('rnn', train, {});
    one.program.importState(program.exportState());
    expect(two).toEqual(one.program.predict(train, indices, batchSize));
    for (const it of [program, model, one.program, one.model]) it.dispose();
  });

  it('sends its threads only images that they do not hold', () => {
    const { images, labels } = syntheticImages(40);
    const [held, beside, part] = [
      createResidentSet(images, labels, [28, 28, 1], 10),
      createResidentSet(images, labels, [28, 28, 1], 10),
      createResidentSet(images.subarray(784), labels.subarray(1), [28, 28, 1], 10),
    ].map((set) => set as NativeResidentSet);
    const indices = Int32Array.of(3, 1);
    const sent = (set: NativeResidentSet | undefined): PredictedImages =>
      predictionTask(set as NativeResidentSet, indices, 32, images).images;
    expect(sent(held)).toEqual({ kind: 'held', indices });
    expect(sent(beside)).toEqual({ kind: 'held', indices });
    const given = sent(part);
    if (given.kind !== 'given') throw new Error('other images were taken for the held ones');
    expect(new Uint8Array(given.bytes, 784)).toEqual(images.subarray(2 * 784, 3 * 784));
    for (const set of [held, beside, part]) set?.dispose();
  });

  it('predicts images that it was not trained on, and trains on after it', () => {
    const other = syntheticSet(100, 8);
    const { model, program } = studyProgram('rnn', train, { shards: 2 });
    const alone = studyProgram('rnn', train, { shards: 2 });
    program.trainStep(walk(0, 32, 300), 0);
    const before = program.predict(other, null, 32);
    const one = studyProgram('rnn', train, {});
    one.program.importState(program.exportState());
    expect(before).toEqual(one.program.predict(other, null, 32));
    program.trainStep(walk(1, 32, 300), 1);
    expect(program.predict(other, null, 32).probabilities).not.toEqual(before.probabilities);
    for (const step of [0, 1]) alone.program.trainStep(walk(step, 32, 300), step);
    expect(program.exportState()).toEqual(alone.program.exportState());
    const all = [program, model, alone.program, alone.model, one.program, one.model, other];
    for (const it of all) it.dispose();
  });

  it('is refused where the whole batch is needed, and says so', () => {
    const { model, program } = studyProgram('cnn2', train, { shards: 2, optimizer: adamAt(1e-4) });
    expect(program.fallbacks.join()).toContain('batch normalisation');
    program.trainStep(walk(0, 16, 300), 0);
    expect(program.takeSums().count).toBe(16);
    program.dispose();
    model.dispose();
  });
});
