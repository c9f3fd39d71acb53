import { afterAll, describe, expect, it } from 'vitest';
import { binding, tf } from '../../../src/trainer/tf.ts';
import { adamAt, studyProgram, type ProgramOptions } from './programs.ts';
import { syntheticSet, walk } from './syntheticSet.ts';

const train = syntheticSet(300);

afterAll(() => train.dispose());

const sgd = { type: 'SGD', learningRate: 0.1, momentum: 0, nesterov: false } as const;

/** Losses of some steps on the RNN, without dropout, and the weights after them. */
function run(options: ProgramOptions, steps = 5) {
  const { model, program } = studyProgram('rnn', train, { dropout: false, ...options });
  const losses: number[] = [];
  for (let step = 0; step < steps; step += 1) {
    program.trainStep(walk(step, 33, 300), step);
    const { lossSum, count } = program.takeSums();
    losses.push(lossSum / count);
  }
  const weights = program.exportWeights();
  const evaluated = program.evaluate(train, null, 100);
  program.dispose();
  model.dispose();
  return { losses, weights, evaluated };
}

function expectSame(left: ReturnType<typeof run>, right: ReturnType<typeof run>): void {
  left.losses.forEach((loss, i) => {
    expect(Math.abs(loss / (right.losses[i] ?? Number.NaN) - 1)).toBeLessThan(1e-5);
  });
  expect(left.evaluated.loss).toBeCloseTo(right.evaluated.loss, 5);
  left.weights.forEach(({ values }, i) => {
    const other = right.weights[i]?.values;
    const apart = values.reduce(
      (most, value, k) => Math.max(most, Math.abs(value - (other?.[k] ?? Number.NaN))),
      0,
    );
    expect(apart).toBeLessThan(2e-5);
  });
}

const OPTIONS: readonly (readonly [string, ProgramOptions])[] = [
  ['label smoothing', { lossOptions: { labelSmoothing: 0.2, classWeights: null } }],
  [
    'class weights',
    { lossOptions: { labelSmoothing: 0, classWeights: [5, 1, 1, 0.1, 1, 1, 2, 1, 1, 1] } },
  ],
  [
    'smoothing and weights together',
    { lossOptions: { labelSmoothing: 0.1, classWeights: [5, 1, 1, 0.1, 1, 1, 2, 1, 1, 1] } },
  ],
  ['clipnorm', { optimizer: sgd, clipping: { type: 'clipnorm', value: 0.05 } }],
  ['globalClipnorm', { optimizer: sgd, clipping: { type: 'globalClipnorm', value: 0.05 } }],
  ['clipvalue', { optimizer: sgd, clipping: { type: 'clipvalue', value: 0.001 } }],
  [
    'augmentation',
    {
      augmentation: {
        shift: 2,
        horizontalFlip: true,
        verticalFlip: false,
        rotation: 20,
        erase: 0.2,
      },
    },
  ],
];

describe.each(OPTIONS)('%s', (_name, options) => {
  it('trains the same natively and on stock tfjs, and not as without it', () => {
    const native = run({ ...options, force: 'native' });
    expectSame(native, run({ ...options, force: 'stock' }));
    const plain = run({ optimizer: options.optimizer ?? adamAt(1e-3) });
    expect(Math.abs((native.losses[4] ?? 0) / (plain.losses[4] ?? 0) - 1)).toBeGreaterThan(1e-3);
  });

  it('trains the same in two shards', () => {
    expectSame(run({ ...options, shards: 2 }), run(options));
  });
});

describe('clipping', () => {
  it('by a limit no gradient reaches changes nothing', () => {
    for (const type of ['clipnorm', 'globalClipnorm', 'clipvalue'] as const) {
      const clipped = run({ optimizer: sgd, clipping: { type, value: 1e6 } });
      expect(clipped.losses).toEqual(run({ optimizer: sgd }).losses);
    }
  });

  it('globally moves all weights together no further than rate times norm', () => {
    const before = run({ optimizer: sgd }, 0).weights;
    const after = run({ optimizer: sgd, clipping: { type: 'globalClipnorm', value: 0.01 } }, 1);
    const squares = after.weights.flatMap(({ values }, i) =>
      Array.from(values, (value, k) => (value - (before[i]?.values[k] ?? 0)) ** 2),
    );
    const moved = Math.sqrt(squares.reduce((total, square) => total + square, 0));
    expect(moved).toBeCloseTo(0.1 * 0.01, 5);
  });

  it('leaves no tensor behind', () => {
    const { model, program } = studyProgram('rnn', train, {
      clipping: { type: 'globalClipnorm', value: 0.1 },
      lossOptions: { labelSmoothing: 0.1, classWeights: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] },
    });
    const counts = [0, 1, 2, 3].map((step) => {
      program.trainStep(walk(step, 32, 300), step);
      program.takeSums();
      return `${binding.getNumOfTensors()} ${tf.memory().numTensors}`;
    });
    expect(new Set(counts.slice(1)).size).toBe(1);
    program.dispose();
    model.dispose();
  });
});

describe('weights alone', () => {
  it.each(['native', 'stock'] as const)('can be taken and put back: %s', (force) => {
    const { model, program } = studyProgram('rnn', train, { force });
    program.trainStep(walk(0, 32, 300), 0);
    const kept = program.exportWeights();
    const { probabilities } = program.predict(train, walk(0, 20, 300), 20);
    program.trainStep(walk(1, 32, 300), 1);
    expect(program.exportWeights()).not.toEqual(kept);
    program.importWeights(kept);
    expect(program.exportWeights()).toEqual(kept);
    expect(program.predict(train, walk(0, 20, 300), 20).probabilities).toEqual(probabilities);
    program.dispose();
    model.dispose();
  });
});
