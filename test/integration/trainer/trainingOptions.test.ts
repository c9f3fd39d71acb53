import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FASHION_MNIST } from '../../../src/shared/dataset/fashionMnist.ts';
import type { TrainerEvent } from '../../../src/shared/contract/trainerProtocol.ts';
import { makeRunFolders, type RunFolders } from './runFolders.ts';
import { smallSpec, type SpecChanges } from './smallSpecs.ts';
import { bodiesOf, DATASET, ONE_WORKER, TrainerUnderTest } from './trainerUnderTest.ts';

let trainer: TrainerUnderTest;
let folders: RunFolders;
let runs = 0;

beforeAll(async () => {
  folders = await makeRunFolders();
  trainer = await TrainerUnderTest.start();
});

afterAll(async () => {
  await trainer.kill();
  await folders.remove();
});

async function train(
  changes: SpecChanges,
  goOn?: { readonly runDir: string; readonly epochsDone: number },
): Promise<readonly TrainerEvent[]> {
  runs += 1;
  const runId = `options-${runs}`;
  const spec = smallSpec('dense', changes);
  trainer.send({
    type: 'start',
    runId,
    spec,
    dataset: FASHION_MNIST,
    execution: ONE_WORKER,
    datasetDir: DATASET,
    runDir: goOn?.runDir ?? folders.of(runId),
    ...(goOn && { resume: { epochsDone: goOn.epochsDone, lastSeq: 0 } }),
  });
  return trainer.ended(runId);
}

const weightsOf = (events: readonly TrainerEvent[]): string | undefined =>
  bodiesOf(events, 'finished')[0]?.artifacts.find(({ path }) => path.endsWith('.bin'))?.sha256;
const lossesOf = (events: readonly TrainerEvent[]): number[] =>
  bodiesOf(events, 'epoch').map(({ loss }) => loss);

/** Gets worse after its first epochs: its rate is far too high. */
const WILD = { optimizer: { type: 'Adam', learningRate: 0.05 }, epochs: 8 } as const;

describe('a schedule', () => {
  it('sets the rate of every step, and the epochs record the last one', async () => {
    const events = await train({ epochs: 3, training: { schedule: { type: 'cosine' } } });
    const rates = bodiesOf(events, 'epoch').map(({ learningRate }) => learningRate);
    // 21 steps in all; each epoch ends with its seventh.
    const expected = [6, 13, 20].map((step) => 0.005 * (1 + Math.cos((Math.PI * step) / 21)));
    rates.forEach((rate, i) => expect(rate).toBeCloseTo(expected[i] ?? Number.NaN, 12));
    expect(bodiesOf(events, 'progress')[0]?.learningRate).toBe(0.01);
    expect(lossesOf(events)).not.toEqual(lossesOf(await train({ epochs: 3 })));
  });

  it('that never changes the rate gives the very weights of a constant one', async () => {
    const still = { schedule: { type: 'step', decayRate: 1 } };
    expect(weightsOf(await train({ training: still }))).toBe(weightsOf(await train({})));
  });

  it('on a plateau lowers the rate after epochs without improvement', async () => {
    const schedule = { type: 'reduceOnPlateau', factor: 0.1, patience: 1, minDelta: 100 };
    const events = await train({ epochs: 3, training: { schedule } });
    const rates = bodiesOf(events, 'epoch').map(({ learningRate }) => learningRate);
    expect(rates[0]).toBe(0.01);
    expect(rates[1]).toBe(0.01);
    expect(rates[2]).toBeCloseTo(0.001, 12);
  });
});

describe('early stopping', () => {
  it('ends the run when validation no longer improves, and says why', async () => {
    const training = { earlyStopping: { patience: 2, minDelta: 100 } };
    const events = await train({ epochs: 8, training });
    expect(bodiesOf(events, 'epoch').length).toBe(3);
    expect(bodiesOf(events, 'evaluation').length).toBe(1);
    expect(bodiesOf(events, 'finished')[0]).toMatchObject({
      outcome: 'completed',
      ending: { stoppedEarly: { epoch: 3, monitor: 'valLoss', waited: 2 }, keptEpoch: null },
    });
  });

  it('is not said of a run that came to its last epoch', async () => {
    const training = { earlyStopping: { patience: 2, minDelta: 100 } };
    const [finished] = bodiesOf(await train({ epochs: 3, training }), 'finished');
    expect(finished?.ending).toEqual({ stoppedEarly: null, keptEpoch: null });
  });
});

describe('keep best', () => {
  it('saves and tests the weights of the best epoch', async () => {
    const whole = await train({ ...WILD, training: { keepBest: 'valLoss' } });
    const losses = bodiesOf(whole, 'epoch').map(({ valLoss }) => valLoss);
    expect(losses.length).toBe(WILD.epochs);
    const best = losses.indexOf(Math.min(...losses)) + 1;
    // Otherwise the last epoch's weights would do.
    expect(best).toBeLessThan(WILD.epochs);
    expect(bodiesOf(whole, 'finished')[0]?.ending?.keptEpoch).toBe(best);

    const upToBest = await train({ ...WILD, epochs: best });
    expect(weightsOf(whole)).toBe(weightsOf(upToBest));
    expect(bodiesOf(whole, 'evaluation')[0]?.accuracy).toBe(
      bodiesOf(upToBest, 'evaluation')[0]?.accuracy,
    );
  });
});

describe('a run that goes on from a checkpoint', () => {
  it('has the rate and the best weights of one that was never interrupted', async () => {
    const schedule = { type: 'reduceOnPlateau', factor: 0.5, patience: 1, minDelta: 100 };
    const changes = { ...WILD, training: { schedule, keepBest: 'valLoss' } } as const;
    const whole = await train(changes);
    const runDir = folders.of(`options-${runs}`);
    const again = await train(changes, { runDir, epochsDone: WILD.epochs - 1 });
    const [last] = bodiesOf(again, 'epoch');
    expect(bodiesOf(again, 'epoch').length).toBe(1);
    expect(last?.learningRate).toBe(bodiesOf(whole, 'epoch').at(-1)?.learningRate);
    expect(last?.loss).toBe(bodiesOf(whole, 'epoch').at(-1)?.loss);
    expect(bodiesOf(again, 'finished')[0]?.ending).toEqual(bodiesOf(whole, 'finished')[0]?.ending);
    expect(weightsOf(again)).toBe(weightsOf(whole));
  });

  it('ends at once where early stopping had ended it already', async () => {
    const training = { earlyStopping: { patience: 1, minDelta: 100 } };
    const whole = await train({ epochs: 8, training });
    const runDir = folders.of(`options-${runs}`);
    const again = await train({ epochs: 8, training }, { runDir, epochsDone: 2 });
    expect(bodiesOf(again, 'epoch')).toEqual([]);
    expect(weightsOf(again)).toBe(weightsOf(whole));
  });
});

describe('the loss', () => {
  it('is smoothed in training and validation alike', async () => {
    const plain = await train({ epochs: 1 });
    const smoothed = await train({ epochs: 1, training: { labelSmoothing: 0.4 } });
    const [before] = bodiesOf(plain, 'epoch');
    const [after] = bodiesOf(smoothed, 'epoch');
    // A label that is spread over ten classes cannot be met with less than its own entropy.
    const entropy = -(0.64 * Math.log(0.64) + 9 * 0.04 * Math.log(0.04));
    expect(after?.valLoss).toBeGreaterThan(entropy);
    expect(before?.valLoss).toBeLessThan(entropy);
  });

  it('is weighted in training alone', async () => {
    const double = await train({ epochs: 1, training: { classWeights: new Array(10).fill(2) } });
    // Adam's steps do not change with the scale of the loss but for epsilon, so the model is nearly the same.
    const [weighted] = bodiesOf(double, 'epoch');
    const [plain] = bodiesOf(await train({ epochs: 1 }), 'epoch');
    expect((weighted?.loss ?? 0) / (plain?.loss ?? 1)).toBeCloseTo(2, 1);
    expect((weighted?.valLoss ?? 0) / (plain?.valLoss ?? 1)).toBeCloseTo(1, 1);
  });
});

describe('augmentation', () => {
  const varied: SpecChanges = {
    epochs: 3,
    training: { augmentation: { shift: 3, horizontalFlip: true, erase: 0.3, rotation: 15 } },
  };

  it('varies the images anew in every epoch, and those to train on alone', async () => {
    const still = { optimizer: { type: 'SGD', learningRate: 1e-7 }, epochs: 3 } as const;
    const plain = bodiesOf(await train(still), 'epoch');
    const events = bodiesOf(await train({ ...varied, ...still }), 'epoch');
    // Hardly learning, every epoch of the same images has nearly the same loss.
    expect(plain[2]?.loss).toBeCloseTo(plain[0]?.loss ?? Number.NaN, 4);
    expect(Math.abs((events[2]?.loss ?? 0) - (events[0]?.loss ?? 0))).toBeGreaterThan(1e-3);
    expect(events[0]?.valLoss).toBeCloseTo(plain[0]?.valLoss ?? Number.NaN, 4);
  });

  it('goes on after a checkpoint as if it had not been interrupted', async () => {
    const whole = await train(varied);
    const runDir = folders.of(`options-${runs}`);
    const rest = await train(varied, { runDir, epochsDone: 2 });
    expect(bodiesOf(rest, 'epoch').length).toBe(1);
    expect(weightsOf(rest)).toBe(weightsOf(whole));
  });
});

describe('every option at once', () => {
  it('gives the same weights again from the same seed', async () => {
    const changes: SpecChanges = {
      epochs: 3,
      optimizer: { type: 'AdamW', learningRate: 0.01 },
      training: {
        schedule: { type: 'oneCycle' },
        labelSmoothing: 0.1,
        classWeights: [2, 1, 1, 1, 1, 1, 1, 1, 1, 0.5],
        clipping: { type: 'globalClipnorm', value: 0.5 },
        earlyStopping: { monitor: 'valAccuracy', patience: 2 },
        keepBest: 'valAccuracy',
      },
    };
    const first = await train(changes);
    const again = await train(changes);
    expect(weightsOf(again)).toBe(weightsOf(first));
    expect(lossesOf(again)).toEqual(lossesOf(first));
  });
});
