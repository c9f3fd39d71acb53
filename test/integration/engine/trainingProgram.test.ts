import { createHash } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import type { StudyModelName } from '../../../bench/studyModels.ts';
import { createTrainingProgram } from '../../../src/trainer/engine/trainingProgram.ts';
import { binding, tf } from '../../../src/trainer/tf.ts';
import { adamAt, studyProgram, type ProgramOptions } from './programs.ts';
import { syntheticImages, syntheticSet, walk } from './syntheticSet.ts';

const train = syntheticSet(512);
const batch = 32;

afterAll(() => train.dispose());

function lossesOf(name: StudyModelName, steps: number, options: ProgramOptions): number[] {
  const { model, program } = studyProgram(name, train, options);
  const losses: number[] = [];
  for (let step = 0; step < steps; step += 1) {
    program.trainStep(walk(step, batch, train.count), step);
    const { lossSum, count } = program.takeSums();
    losses.push(lossSum / count);
  }
  program.dispose();
  model.dispose();
  return losses;
}

/** A hash of every bit of the weights after some steps. */
function weightsAfter(name: StudyModelName, steps: number, options: ProgramOptions): string {
  const { model, program } = studyProgram(name, train, options);
  for (let step = 0; step < steps; step += 1) program.trainStep(walk(step, batch, 512), step);
  program.writeBack();
  const hash = createHash('sha256');
  for (const weight of model.weights) hash.update(weight.read().dataSync() as Float32Array);
  program.dispose();
  model.dispose();
  return hash.digest('hex');
}

describe('the native path against the stock path, without dropout', () => {
  // Batch normalisation's sums carry rounding errors of 3e-5 on either side; a step far enough to
  // push preactivations across ReLU's corner would show those as differences of a percent.
  const cases = [
    { name: 'cnn', rate: 1e-6, tolerance: 1e-4 },
    { name: 'cnn2', rate: 1e-6, tolerance: 1e-4 },
    { name: 'rnn', rate: 1e-3, tolerance: 1e-5 },
  ] as const;

  it.each(cases)('$name: ten steps give the same losses', ({ name, rate, tolerance }) => {
    const options = { dropout: false, optimizer: adamAt(rate) };
    const native = lossesOf(name, 10, { ...options, force: 'native' });
    const stock = lossesOf(name, 10, { ...options, force: 'stock' });
    const still = lossesOf(name, 10, { ...options, optimizer: adamAt(0), force: 'native' });
    native.forEach((loss, step) => {
      expect(Math.abs(loss / (stock[step] ?? Number.NaN) - 1)).toBeLessThan(tolerance);
    });
    // Training moved the losses much further than the tolerance, so the agreement means something.
    const moved = Math.abs((native[9] ?? 0) / (still[9] ?? 0) - 1);
    expect(moved).toBeGreaterThan(20 * tolerance);
  });

  it('draws the same dropout masks on both paths', () => {
    const options = { optimizer: adamAt(1e-4) };
    const native = lossesOf('rnn', 5, { ...options, force: 'native' });
    const stock = lossesOf('rnn', 5, { ...options, force: 'stock' });
    native.forEach((loss, step) => {
      expect(Math.abs(loss / (stock[step] ?? Number.NaN) - 1)).toBeLessThan(1e-5);
    });
  });
});

describe('determinism', () => {
  it.each(['cnn', 'cnn2', 'rnn'] as const)(
    '%s: the same seed gives bit-identical weights',
    (name) => {
      expect(weightsAfter(name, 6, {})).toEqual(weightsAfter(name, 6, {}));
    },
  );

  it('another seed draws other masks', () => {
    expect(weightsAfter('rnn', 2, { seed: 1 })).not.toEqual(weightsAfter('rnn', 2, { seed: 2 }));
  });
});

describe('memory', () => {
  it.each(['cnn', 'cnn2', 'rnn'] as const)('%s: no tensor is left behind', (name) => {
    const { model, program } = studyProgram(name, train);
    const counts: [number, number][] = [];
    for (let step = 0; step < 6; step += 1) {
      program.trainStep(walk(step, batch, 512), step);
      program.trainStep(walk(step, 7, 512), step);
      program.takeSums();
      program.evaluate(train, null, 200);
      program.predict(train, walk(0, 50, 512), 32);
      program.writeBack();
      counts.push([binding.getNumOfTensors(), tf.memory().numTensors]);
    }
    expect(new Set(counts.slice(2).map(String)).size).toBe(1);
    program.dispose();
    model.dispose();
  });

  it('gives everything back when it is disposed', () => {
    const cycle = () => {
      const { model, program } = studyProgram('rnn', train);
      program.trainStep(walk(0, batch, 512), 0);
      program.dispose();
      model.dispose();
      return [binding.getNumOfTensors(), tf.memory().numTensors];
    };
    cycle();
    const before = cycle();
    expect(cycle()).toEqual(before);
  });
});

describe('what was trained', () => {
  it.each(['cnn', 'rnn'] as const)(
    '%s: the plain model predicts the same after writeBack',
    (name) => {
      const { model, program } = studyProgram(name, train);
      for (let step = 0; step < 4; step += 1) program.trainStep(walk(step, batch, 512), step);
      const indices = walk(0, 40, 512);
      const { probabilities, classes, confidences } = program.predict(train, indices, 16);
      program.writeBack();
      const shape = name === 'rnn' ? [40, 28, 28] : [40, 28, 28, 1];
      const expected = tf.tidy(() => {
        const images = Float32Array.from(syntheticImages(40).images, (pixel) => pixel / 255);
        return (model.predict(tf.tensor(images, shape)) as ReturnType<typeof tf.tensor>).dataSync();
      });
      probabilities.forEach((value, i) => expect(value).toBeCloseTo(expected[i] ?? Number.NaN, 5));
      classes.forEach((predicted, i) => {
        expect(confidences[i]).toBe(probabilities[i * 10 + predicted]);
        expect(confidences[i]).toBe(Math.max(...probabilities.subarray(i * 10, i * 10 + 10)));
      });
      program.dispose();
      model.dispose();
    },
  );

  it('evaluates as the mean over every example, whatever the batch', () => {
    const { model, program } = studyProgram('rnn', train);
    for (let step = 0; step < 20; step += 1) program.trainStep(walk(step, batch, 512), step);
    const whole = program.evaluate(train, null, 512);
    const uneven = program.evaluate(train, null, 100);
    const stock = studyProgram('rnn', train, { force: 'stock' });
    expect(uneven.accuracy).toBe(whole.accuracy);
    expect(uneven.loss).toBeCloseTo(whole.loss, 5);
    expect(whole.accuracy).toBeGreaterThan(stock.program.evaluate(train, null, 512).accuracy);
    let batches = 0;
    program.evaluate(train, null, 100, () => {
      batches += 1;
      return batches < 2;
    });
    expect(batches).toBe(2);
    for (const used of [program, stock.program, model, stock.model]) used.dispose();
  });

  it('shows a loss that is no number', () => {
    const { model, program } = studyProgram('rnn', train, { optimizer: adamAt(Number.NaN) });
    program.trainStep(walk(0, batch, 512), 0);
    program.trainStep(walk(1, batch, 512), 1);
    expect(program.takeSums().lossSum).toBeNaN();
    expect(program.takeSums()).toEqual({ lossSum: 0, correct: 0, count: 0 });
    program.dispose();
    model.dispose();
  });
});

describe('what is not native', () => {
  it('runs on stock tfjs and says why', () => {
    const layers = [
      tf.layers.flatten({ inputShape: [28, 28, 1] }),
      tf.layers.dense({ units: 10, kernelConstraint: 'nonNeg' }),
      tf.layers.activation({ activation: 'softmax' }),
    ];
    const model = tf.sequential({ layers });
    const input = {
      model,
      train,
      loss: 'categoricalCrossentropy',
      optimizer: adamAt(1e-3),
      seed: 1,
      scale: 1 / 255,
    } as const;
    const program = createTrainingProgram(input);
    expect(program.kind).toBe('stock');
    expect(program.fallbacks.join()).toContain('kernelConstraint');
    expect(() => createTrainingProgram({ ...input, force: 'native' })).toThrow('kernelConstraint');
    program.trainStep(walk(0, 32, 512), 0);
    const first = program.takeSums();
    for (let step = 1; step < 30; step += 1) program.trainStep(walk(0, 32, 512), step);
    program.takeSums();
    program.trainStep(walk(0, 32, 512), 30);
    expect(program.takeSums().lossSum).toBeLessThan(first.lossSum * 0.8);
    program.dispose();
    model.dispose();
  });
});
