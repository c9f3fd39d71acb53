import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExecutionOrder } from '../../../src/shared/contract/execution.ts';
import { FASHION_MNIST } from '../../../src/shared/dataset/fashionMnist.ts';
import { findPreset } from '../../../src/shared/spec/presets/index.ts';
import { makeRunFolders, type RunFolders } from './runFolders.ts';
import { bodiesOf, DATASET, TrainerUnderTest } from './trainerUnderTest.ts';

let trainer: TrainerUnderTest;
let folders: RunFolders;

beforeAll(async () => {
  folders = await makeRunFolders();
  trainer = await TrainerUnderTest.start();
});

afterAll(async () => {
  await trainer.kill();
  await folders.remove();
});

async function train(runId: string, execution: ExecutionOrder) {
  const { spec } = findPreset('rnn')!;
  trainer.send({
    type: 'start',
    runId,
    spec: {
      ...spec,
      dataset: { ...spec.dataset, samples: 200, testSamples: 50 },
      training: { ...spec.training, epochs: 1, batchSize: 64 },
    },
    dataset: FASHION_MNIST,
    datasetDir: DATASET,
    runDir: folders.of(runId),
    execution,
  });
  const events = await trainer.ended(runId);
  const [started] = bodiesOf(events, 'started');
  const [epoch] = bodiesOf(events, 'epoch');
  return { used: started?.environment.execution, loss: epoch?.loss };
}

describe('workers', () => {
  it('are tried at the start of a run, and the record says how fast each was', async () => {
    const { used } = await train('tried', { workers: { trialOf: 2, key: 'work' }, threads: null });
    expect(used?.trial?.key).toBe('work');
    expect(used?.trial?.candidates.map(({ workers }) => workers)).toEqual([1, 2]);
    for (const { millisecondsPerStep } of used?.trial?.candidates ?? []) {
      expect(millisecondsPerStep).toBeGreaterThan(0);
    }
    expect([1, 2]).toContain(used?.workers);
  });

  it('leave no trace of a trial in what is trained', async () => {
    const tried = await train('again', { workers: { trialOf: 2, key: 'work' }, threads: null });
    const fixed = await train('fixed', { workers: tried.used?.workers ?? 0, threads: null });
    expect(fixed.used?.trial).toBeNull();
    expect(fixed.loss).toBe(tried.loss);
  });

  it('draw no initial weights of their own, of which tfjs would warn', async () => {
    await train('drawn', { workers: 2, threads: null });
    await trainer.kill();
    expect(trainer.printed()).not.toContain('initializer');
    trainer = await TrainerUnderTest.start();
  });
});
