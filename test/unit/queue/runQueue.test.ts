import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Executor, Job, RunningJob } from '../../../src/queue/executor.ts';
import { RunQueue } from '../../../src/queue/runQueue.ts';
import type {
  TrainerEvent,
  TrainerEventBody,
} from '../../../src/shared/contract/trainerProtocol.ts';
import { LabError } from '../../../src/shared/errors.ts';
import type { RunSummary } from '../../../src/shared/model/run.ts';
import { openStore } from '../../../src/store/openStore.ts';
import type { Store } from '../../../src/store/store.ts';
import {
  epochEvent,
  evaluationEvent,
  FAILED,
  FINISHED,
  progressEvent,
  sampleSpec,
  STARTED,
} from '../store/samples.ts';
import { temporaryFolder } from '../store/temporaryStore.ts';

const STOPPED = { ...FINISHED, outcome: 'stopped' } as typeof FINISHED;

/** A job in the test's hands. */
class FakeJob implements RunningJob {
  readonly asked: string[] = [];
  readonly done: Promise<void>;
  readonly runId: string;
  readonly #listener: (event: TrainerEvent) => void;
  #seq = 0;
  #resolve: () => void = () => undefined;

  constructor({ runId }: Job, listener: (event: TrainerEvent) => void) {
    this.runId = runId;
    this.#listener = listener;
    this.done = new Promise((resolve) => {
      this.#resolve = resolve;
    });
  }
  stop = () => void this.asked.push('stop');
  stopAfterEpoch = () => void this.asked.push('stopAfterEpoch');
  pause = () => void this.asked.push('pause');
  resume = () => void this.asked.push('resume');

  tell(...events: readonly TrainerEventBody[]): void {
    for (const event of events) {
      this.#listener({ runId: this.runId, seq: (this.#seq += 1), event });
    }
  }
  async end(...events: readonly TrainerEventBody[]): Promise<void> {
    this.tell(...events);
    this.#resolve();
    // One turn for the queue to notice, one to take the next run.
    await new Promise((resolve) => setImmediate(resolve));
  }
}

class FakeExecutor implements Executor {
  readonly jobs: FakeJob[] = [];
  isDisposed = false;
  onDispose: () => Promise<void> = async () => undefined;

  execute(job: Job, listener: (event: TrainerEvent) => void): RunningJob {
    const fake = new FakeJob(job, listener);
    this.jobs.push(fake);
    return fake;
  }
  get job(): FakeJob {
    return this.jobs.at(-1)!;
  }
  async dispose(): Promise<void> {
    this.isDisposed = true;
    await this.onDispose();
  }
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function setUp(file = path.join(temporaryFolder(), 'lab.db')) {
  const store = openStore(file);
  onTestFinished(() => store.close());
  const executor = new FakeExecutor();
  const runs: RunSummary[] = [];
  const events: TrainerEvent[] = [];
  const faults: LabError[] = [];
  const queue = new RunQueue({
    store,
    executor,
    onRun: (run) => runs.push(run),
    onEvent: (event) => events.push(event),
    onFault: (error) => faults.push(error),
  });
  const add = (name: string): string => queue.enqueue({ spec: sampleSpec(), name }).id;
  return { file, store, executor, queue, runs, events, faults, add };
}

const states = (store: Store): Record<string, string> =>
  Object.fromEntries(store.listRuns().runs.map(({ name, state }) => [name, state]));

describe('RunQueue', () => {
  it('trains queued runs one at a time, in their order', async () => {
    const { queue, executor, store, add, runs, events } = setUp();
    queue.start();
    add('a');
    add('b');
    await turn();
    expect(executor.jobs.length).toBe(1);
    expect(states(store)).toEqual({ a: 'running', b: 'queued' });
    await executor.job.end(STARTED, progressEvent(1), epochEvent(1), evaluationEvent(), FINISHED);
    expect(states(store)).toEqual({ a: 'completed', b: 'running' });
    await executor.job.end(STARTED, FAILED);
    await queue.idle();
    expect(
      runs.map(({ name, state, queuePosition, epochsDone }) => [
        name,
        state,
        queuePosition,
        epochsDone,
      ]),
    ).toEqual([
      ['a', 'queued', 1, 0],
      ['b', 'queued', 2, 0],
      ['a', 'running', null, 0],
      ['b', 'queued', 1, 0],
      ['a', 'running', null, 0],
      ['a', 'running', null, 1],
      ['a', 'running', null, 1],
      ['a', 'completed', null, 1],
      ['b', 'running', null, 0],
      ['b', 'running', null, 0],
      ['b', 'failed', null, 0],
    ]);
    expect(events.map(({ seq, event }) => [seq, event.kind])).toEqual([
      [1, 'started'],
      [2, 'progress'],
      [3, 'epoch'],
      [4, 'evaluation'],
      [5, 'finished'],
      [1, 'started'],
      [2, 'failed'],
    ]);
  });

  it('survives a restart: leftovers are interrupted, the others go on in their order', async () => {
    const first = setUp();
    first.queue.start();
    for (const name of ['a', 'b', 'c']) first.add(name);
    first.queue.move(first.store.findRun('c'), 1);
    await turn();
    // 'c' trains; now its process dies with the file as it is.
    first.executor.job.tell(STARTED, epochEvent(1), evaluationEvent());

    const second = setUp(first.file);
    second.queue.start();
    await turn();
    expect(states(second.store)).toEqual({ a: 'running', b: 'queued', c: 'interrupted' });
    expect(second.store.getSummary(second.store.findRun('c')).epochsDone).toBe(1);
    expect(second.runs.slice(0, 1).map(({ name, state }) => [name, state])).toEqual([
      ['c', 'interrupted'],
    ]);
  });

  it('changes the order and tells of every run whose place changed', async () => {
    const { queue, store, runs, add } = setUp();
    for (const name of ['a', 'b', 'c', 'd']) add(name);
    runs.length = 0;
    queue.move(store.findRun('c'), 1);
    expect(runs.map(({ name, queuePosition }) => [name, queuePosition])).toEqual([
      ['c', 1],
      ['a', 2],
      ['b', 3],
    ]);
    await queue.idle();
    expect(store.nextQueued()?.name).toBe('c');
  });

  it('stops queued runs at once and training runs when they say so', async () => {
    const { queue, executor, store, add } = setUp();
    queue.start();
    const a = add('a');
    const b = add('b');
    await turn();
    expect((await queue.stop(b)).state).toBe('stopped');
    const stopped = queue.stop(a);
    await turn();
    expect(executor.job.asked).toEqual(['stop']);
    expect(store.getSummary(a).state).toBe('running');
    await executor.job.end(STARTED, STOPPED);
    expect((await stopped).state).toBe('stopped');
    await expect(queue.stop(a)).rejects.toMatchObject({ code: 'illegal-state' });
    await queue.idle();
  });

  it('lets the run that trains end with its epoch, and no other', async () => {
    const { queue, executor, store, add } = setUp();
    queue.start();
    const a = add('a');
    const b = add('b');
    await turn();
    executor.job.tell(STARTED);
    expect(queue.stopAfterEpoch(a).state).toBe('running');
    expect(() => queue.stopAfterEpoch(b)).toThrow(
      expect.objectContaining({ code: 'illegal-state' }),
    );
    await executor.job.end(epochEvent(1), STOPPED);
    expect(executor.jobs[0]!.asked).toEqual(['stopAfterEpoch']);
    expect(states(store)).toEqual({ a: 'stopped', b: 'running' });
  });

  it('pauses and resumes when the trainer has done so', async () => {
    const { queue, executor, add } = setUp();
    queue.start();
    const a = add('a');
    const b = add('b');
    await turn();
    executor.job.tell(STARTED);
    const paused = queue.pause(a);
    executor.job.tell({ kind: 'paused' });
    expect((await paused).state).toBe('paused');
    await expect(queue.pause(a)).rejects.toMatchObject({ code: 'illegal-state' });
    await expect(queue.pause(b)).rejects.toMatchObject({ code: 'illegal-state' });
    const resumed = queue.resume(a);
    executor.job.tell({ kind: 'resumed' });
    expect((await resumed).state).toBe('running');
    // It ends before it could pause.
    const late = queue.pause(a);
    await executor.job.end(FAILED);
    expect((await late).state).toBe('failed');
    expect(executor.jobs[0]!.asked).toEqual(['pause', 'resume', 'pause']);
  });

  it('trains what it is asked for without taking the rest', async () => {
    const { queue, executor, store, add } = setUp();
    add('a');
    const b = add('b');
    const over = queue.train(b);
    await turn();
    expect(states(store)).toEqual({ a: 'queued', b: 'running' });
    await executor.job.end(STARTED, FINISHED);
    expect((await over).state).toBe('completed');
    await queue.idle();
    expect(executor.jobs.length).toBe(1);
    expect(states(store)).toEqual({ a: 'queued', b: 'completed' });
  });

  it('deletes queued runs and tells who waited', async () => {
    const { queue, store, add, runs } = setUp();
    const a = add('a');
    add('b');
    const over = queue.whenOver(a);
    runs.length = 0;
    expect(queue.remove([a])).toEqual([a]);
    await expect(over).rejects.toMatchObject({ code: 'not-found' });
    expect(runs.map(({ name, queuePosition }) => [name, queuePosition])).toEqual([['b', 1]]);
    expect(store.listRuns().total).toBe(1);
  });
});

describe('RunQueue and faults', () => {
  it('interrupts a run that the store cannot record, and takes the next', async () => {
    const { queue, executor, store, add } = setUp();
    queue.start();
    const a = add('a');
    add('b');
    await turn();
    const { record } = store;
    store.record = () => {
      throw new LabError({ code: 'store-unavailable', message: 'It is locked' });
    };
    const first = executor.job;
    first.tell(STARTED);
    expect(store.getSummary(a)).toMatchObject({
      state: 'interrupted',
      failure: { code: 'store-unavailable', message: 'It is locked' },
    });
    expect(first.asked).toEqual(['stop']);
    store.record = record;
    // What the trainer still says of it no longer counts.
    await first.end(epochEvent(1), STOPPED);
    expect(states(store)).toEqual({ a: 'interrupted', b: 'running' });
  });

  it('rests when the disk is full, and later records what it could not', async () => {
    const { queue, executor, store, add } = setUp();
    queue.start();
    const a = add('a');
    add('b');
    await turn();
    const { record, transition } = store;
    const full = (): never => {
      throw new LabError({ code: 'disk-full', message: 'The disk is full' });
    };
    Object.assign(store, { record: full, transition: full });
    const refused = expect(queue.whenOver(a)).rejects.toMatchObject({ code: 'disk-full' });
    await executor.job.end(STARTED, FINISHED);
    await refused;
    expect(executor.jobs.length).toBe(1);

    Object.assign(store, { record, transition });
    queue.refresh();
    await turn();
    expect(store.getSummary(a)).toMatchObject({
      state: 'interrupted',
      failure: { code: 'disk-full' },
    });
    expect(states(store)).toEqual({ a: 'interrupted', b: 'running' });
  });

  it('fails a run whose events have a gap', async () => {
    const { queue, executor, store, add } = setUp();
    queue.start();
    const a = add('a');
    await turn();
    executor.job.tell(STARTED, epochEvent(2));
    expect(store.getSummary(a)).toMatchObject({
      state: 'failed',
      failure: { code: 'trainer-protocol' },
    });
  });

  it('does not let a listener end a run', async () => {
    const lab = setUp();
    const queue = new RunQueue({
      store: lab.store,
      executor: lab.executor,
      onRun: () => {
        throw new Error('the window is gone');
      },
      onEvent: () => {
        throw new Error('the window is gone');
      },
      onFault: () => {
        throw new Error('and so is this');
      },
    });
    queue.start();
    const { id } = queue.enqueue({ spec: sampleSpec() });
    await turn();
    await lab.executor.job.end(STARTED, FINISHED);
    expect(lab.store.getSummary(id).state).toBe('completed');
  });

  it('fails a run whose executor ends it silently, or cannot take it', async () => {
    const { queue, executor, store, add } = setUp();
    queue.start();
    add('a');
    await turn();
    await executor.job.end(STARTED);
    const { execute } = executor;
    executor.execute = () => {
      throw new Error('no');
    };
    add('b');
    await turn();
    executor.execute = execute;
    add('c');
    await turn();
    expect(states(store)).toEqual({ a: 'failed', b: 'failed', c: 'running' });
  });

  it('rests when the store refuses to begin a run, and goes on when asked', async () => {
    const { queue, executor, store, add, faults } = setUp();
    queue.start();
    const { transition } = store;
    store.transition = () => {
      throw new LabError({ code: 'store-unavailable', message: 'The disk is full' });
    };
    const a = add('a');
    await queue.idle();
    expect(faults.map(({ code }) => code)).toEqual(['store-unavailable']);
    await expect(queue.train(a)).rejects.toMatchObject({ message: 'The disk is full' });
    store.transition = transition;
    add('b');
    await turn();
    expect(executor.job.runId).toBe(a);
  });
});

describe('RunQueue.dispose', () => {
  it('interrupts what trains and leaves the rest queued', async () => {
    const { queue, executor, store, add } = setUp();
    queue.start();
    const a = add('a');
    const b = add('b');
    await turn();
    const job = executor.job;
    executor.onDispose = () => job.end(epochEvent(1), STOPPED);
    job.tell(STARTED);
    const overs = Promise.all([queue.whenOver(a), queue.whenOver(b)]);
    await queue.dispose();
    expect((await overs).map(({ state }) => state)).toEqual(['interrupted', 'queued']);
    expect(executor.isDisposed).toBe(true);
    expect(executor.jobs.length).toBe(1);
    expect(states(store)).toEqual({ a: 'interrupted', b: 'queued' });
    await queue.dispose();
    await queue.idle();
  });

  it.each([
    ['stopped', STOPPED],
    ['interrupted', FAILED],
  ] as const)('leaves a run that was being stopped %s', async (state, last) => {
    const { queue, executor, add } = setUp();
    queue.start();
    const a = add('a');
    await turn();
    const job = executor.job;
    job.tell(STARTED);
    const stopped = queue.stop(a);
    executor.onDispose = () => job.end(last);
    await queue.dispose();
    expect((await stopped).state).toBe(state);
  });
});
