import { mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openLab, type Lab } from '../../../src/lab/openLab.ts';
import { FASHION_MNIST } from '../../../src/shared/dataset/fashionMnist.ts';
import type { LabError } from '../../../src/shared/errors.ts';
import { connect } from '../../../src/store/loadSqlite.ts';
import { willingSpawner, type FakeTrainer } from '../queue/fakeTrainer.ts';
import {
  envelopes,
  epochEvent,
  evaluationEvent,
  FINISHED,
  sampleSpec,
  STARTED,
} from '../store/samples.ts';
import { temporaryFolder } from '../store/temporaryStore.ts';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

interface Opened {
  readonly lab: Lab;
  readonly trainers: readonly FakeTrainer[];
  /** What was told that no run can show. */
  readonly faults: readonly LabError[];
}

async function open(home: string): Promise<Opened> {
  const { spawn, trainers } = willingSpawner();
  const faults: LabError[] = [];
  const lab = await openLab({
    home,
    holder: { kind: 'headless' },
    datasetDir: '/data',
    spawnTrainer: spawn,
    onFault: (error) => faults.push(error),
  });
  onTestFinished(() => lab.close());
  return { lab, trainers, faults };
}

/** @param accuracy of the second epoch */
const eventsOf = (accuracy = 0.5, { datasetHash } = FASHION_MNIST) => [
  { ...STARTED, datasetHash },
  epochEvent(1),
  epochEvent(2, accuracy),
  evaluationEvent(),
  FINISHED,
];

/** Lets a run train to its end, with a given accuracy of its second epoch. */
async function train(trainer: FakeTrainer | undefined, runId: string, accuracy?: number) {
  await turn();
  for (const event of eventsOf(accuracy)) trainer?.event(runId, event);
  await turn();
}

/**
 * Lets a run have a completed repetition that nobody compared yet, as if the process had ended between its
 * last event and the comparison. @returns the repetition's id
 */
function repeat(store: Lab['store'], runId: string, name?: string): string {
  const { id } = store.enqueueVerification(runId, { spec: sampleSpec(), name });
  store.transition(id, 'running');
  for (const event of envelopes(id, eventsOf())) store.record(event);
  return id;
}

/** Damages what is recorded of a run's machine. */
function spoil(database: string, runId: string): void {
  const connection = connect(database);
  connection.prepare('UPDATE runs SET environment = ? WHERE id = ?').run('{}', runId);
  connection.close();
}

it('compares a run with its repetition when that is completed', async () => {
  const { lab, trainers } = await open(path.join(temporaryFolder(), 'home'));
  const { id } = lab.queue.enqueue({ spec: sampleSpec(), name: 'base' });
  expect(() => lab.verifyRun(id)).toThrow(
    expect.objectContaining({
      code: 'illegal-state',
      message: 'base is queued: there is no whole record to verify',
    }),
  );
  await turn();
  await train(trainers[0], id);
  const [same, other] = [lab.verifyRun(id), lab.verifyRun(id)];
  expect(same).toMatchObject({ name: 'base · again', state: 'queued' });
  let seen: unknown;
  lab.subscribe((event) => {
    if (event.kind !== 'run' || event.run.id !== same.id || event.run.state !== 'completed') return;
    // Whoever hears that the repetition is completed finds the comparison.
    seen = lab.store.verifications(id)[0]?.result?.firstDifference;
  });
  await train(trainers.at(-1), same.id);
  expect(seen).toBeNull();
  await train(trainers.at(-1), other.id, 0.75);
  expect(lab.store.verifications(id)[1]?.result?.firstDifference).toEqual({
    place: 'epoch 2: valAccuracy',
    first: '0.5',
    second: '0.75',
  });
});

it('settles at the next start what a process could not, and sweeps up its imports', async () => {
  const home = path.join(temporaryFolder(), 'home');
  const first = await open(home);
  const { id } = first.lab.queue.enqueue({ spec: sampleSpec() });
  await turn();
  await train(first.trainers[0], id);
  const { paths, store } = first.lab;
  repeat(store, id);
  expect(store.verifications(id)).toMatchObject([{ result: null }]);
  await first.lab.close();
  mkdirSync(path.join(paths.runs, '.import-1234', 'model'), { recursive: true });
  mkdirSync(paths.run(id), { recursive: true });

  const second = await open(home);
  expect(second.lab.store.verifications(id)).toMatchObject([{ result: { firstDifference: null } }]);
  expect(readdirSync(paths.runs)).toEqual([id]);
});

it('passes over what cannot be read, tells of it once, and settles the others', async () => {
  const home = path.join(temporaryFolder(), 'home');
  const first = await open(home);
  const { store, paths } = first.lab;
  const { id } = first.lab.queue.enqueue({ spec: sampleSpec(), name: 'base' });
  await turn();
  await train(first.trainers[0], id);
  const [bad, good] = [repeat(store, id, 'bad'), repeat(store, id, 'good')];
  await first.lab.close();
  spoil(paths.database, bad);

  const { lab, trainers, faults } = await open(home);
  expect(lab.store.verifications(id)).toMatchObject([
    { repetition: { id: bad }, result: null },
    { repetition: { id: good }, result: { firstDifference: null } },
  ]);
  const [fault] = faults;
  expect(fault).toMatchObject({
    code: 'store-corrupt',
    message:
      '#2 bad cannot be compared with #1 base, which it repeats: A record in the lab’s database is damaged and cannot be read',
    context: { runId: id, repetitionId: bad, detail: expect.stringContaining('appVersion') },
  });

  // Neither does it stand in the way of those that come while the lab is open.
  const later = lab.verifyRun(id);
  const told: unknown[] = [];
  lab.subscribe((event) => told.push(event.kind === 'run' && event.run.state));
  await turn();
  await train(trainers.at(-1), later.id);
  expect(told).toContain('completed');
  expect(lab.store.verifications(id)[2]?.result?.firstDifference).toBeNull();
  expect(faults).toHaveLength(1);
});

it('does not train on other images than the run was trained on', async () => {
  const { lab } = await open(path.join(temporaryFolder(), 'home'));
  const { store } = lab;
  const completed = (datasetId: string, datasetHash: string): string => {
    const spec = sampleSpec();
    const { id } = store.enqueueRun({
      spec: { ...spec, dataset: { ...spec.dataset, id: datasetId } },
    });
    store.transition(id, 'running');
    const events = eventsOf(0.5, { ...FASHION_MNIST, datasetHash });
    for (const event of envelopes(id, events)) store.record(event);
    return id;
  };
  expect(() => lab.verifyRun(completed('birds', 'd'.repeat(64)))).toThrow(
    'There is no data set "birds"',
  );
  expect(() => lab.verifyRun(completed('fashion-mnist', 'd'.repeat(64)))).toThrow(
    expect.objectContaining({
      code: 'dataset-corrupt',
      message: 'tiny · seed 7 was trained on other images than this lab’s Fashion-MNIST',
    }),
  );
  expect(store.queued()).toEqual([]);
});
