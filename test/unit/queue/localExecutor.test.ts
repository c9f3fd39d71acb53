import { FASHION_MNIST } from '../../../src/shared/dataset/fashionMnist.ts';
import { describe, expect, it } from 'vitest';
import type { RunningJob } from '../../../src/queue/executor.ts';
import { LocalExecutor } from '../../../src/queue/localExecutor.ts';
import type { TrainerEvent } from '../../../src/shared/contract/trainerProtocol.ts';
import {
  epochEvent,
  FAILED,
  FINISHED,
  sampleRates,
  sampleSpec,
  STARTED,
} from '../store/samples.ts';
import { FakeTimers, fakeSpawner, type FakeTrainer } from './fakeTrainer.ts';

/** An executor on fake trainers, and what its jobs were told. */
function setUp() {
  const { spawn, trainers } = fakeSpawner();
  const timers = new FakeTimers();
  const executor = new LocalExecutor({
    spawnTrainer: spawn,
    locate: () => ({ description: FASHION_MNIST, directory: '/data' }),
    runDir: (runId) => `/runs/${runId}`,
    plan: ({ seed }) => ({ workers: 1, threads: seed === 1 ? 1 : null }),
    startTimer: timers.start,
  });
  const told: TrainerEvent[] = [];
  const run = async (runId: string, spec = sampleSpec()): Promise<RunningJob> => {
    const job = executor.execute({ runId, spec }, (event) => told.push(event));
    await Promise.resolve();
    return job;
  };
  /** The last thing told, without what differs by wording. */
  const last = () => {
    const { runId, seq, event } = told.at(-1)!;
    return 'error' in event ? [runId, seq, event.kind, event.error.code] : [runId, seq, event.kind];
  };
  return { executor, trainers, timers, told, run, last };
}

async function training(lab: ReturnType<typeof setUp>): Promise<[FakeTrainer, RunningJob]> {
  const job = await lab.run('one');
  const trainer = lab.trainers.at(-1)!;
  trainer.ready();
  trainer.event('one', STARTED);
  return [trainer, job];
}

describe('LocalExecutor', () => {
  it('starts a trainer with the first run and keeps it warm', async () => {
    const lab = setUp();
    expect(lab.trainers).toEqual([]);
    const first = await lab.run('one');
    const trainer = lab.trainers[0]!;
    expect(trainer.heard).toEqual([]);
    trainer.ready();
    expect(trainer.posted).toEqual([
      {
        type: 'start',
        runId: 'one',
        spec: sampleSpec(),
        dataset: FASHION_MNIST,
        datasetDir: '/data',
        runDir: '/runs/one',
        execution: { workers: 1, threads: null },
      },
    ]);
    for (const event of [STARTED, epochEvent(1), FINISHED]) trainer.event('one', event);
    await first.done;
    await lab.run('two');
    expect(lab.trainers.length).toBe(1);
    expect(trainer.heard).toEqual(['start', 'start']);
    expect(lab.told.map(({ runId, seq, event }) => [runId, seq, event.kind])).toEqual([
      ['one', 1, 'started'],
      ['one', 2, 'epoch'],
      ['one', 3, 'finished'],
    ]);
    // The second run's signs of life are waited for, and nothing else.
    expect(lab.timers.pending).toBe(1);
  });

  it('trains one run at a time', async () => {
    const lab = setUp();
    await lab.run('one');
    expect(() =>
      lab.executor.execute({ runId: 'two', spec: sampleSpec() }, () => undefined),
    ).toThrow(expect.objectContaining({ code: 'illegal-state' }));
  });

  it('passes control on, and what came early in its order', async () => {
    const lab = setUp();
    const job = await lab.run('one');
    job.pause();
    job.resume();
    job.pause();
    const trainer = lab.trainers[0]!;
    trainer.ready();
    job.resume();
    job.stopAfterEpoch();
    job.stop();
    expect(trainer.heard).toEqual([
      'start',
      'pause',
      'resume',
      'pause',
      'resume',
      'stopAfterEpoch',
      'stop',
    ]);
    trainer.event('one', { ...FINISHED, outcome: 'stopped' } as typeof FINISHED);
    await job.done;
    job.stop();
    job.pause();
    expect(trainer.heard.length).toBe(7);
  });

  it('stops a run that the trainer does not know of yet', async () => {
    const lab = setUp();
    const job = await lab.run('one');
    job.stop();
    await job.done;
    expect(lab.told).toEqual([
      {
        runId: 'one',
        seq: 1,
        event: { kind: 'finished', outcome: 'stopped', artifacts: [], seconds: 0, peakBytes: null },
      },
    ]);
    lab.trainers[0]!.ready();
    expect(lab.trainers[0]!.heard).toEqual([]);
    await lab.run('two');
    expect(lab.trainers[0]!.heard).toEqual(['start']);
  });

  it.each([
    [{ code: null, signal: 'SIGABRT' }, 'was ended by SIGABRT while training', 'run out of memory'],
    [{ code: null, signal: 'SIGSEGV' }, 'was ended by SIGSEGV while training', 'doctor'],
    [{ code: 134, signal: null }, 'ended with exit code 134 while training', 'run out of memory'],
    [{ code: 11, signal: null }, 'ended with exit code 11 while training', 'doctor'],
    [{ code: null, signal: null }, 'ended while training', 'doctor'],
  ])('fails the run whose trainer crashes with %j', async (exit, message, hint) => {
    const lab = setUp();
    const [trainer, job] = await training(lab);
    trainer.exit(exit);
    await job.done;
    expect(lab.told.at(-1)).toEqual({
      runId: 'one',
      seq: 2,
      event: {
        kind: 'failed',
        error: {
          code: 'trainer-crashed',
          message: `The trainer ${message}`,
          hint: expect.stringContaining(hint),
          context: { exitCode: exit.code, signal: exit.signal },
        },
      },
    });
    // Some runtimes tell of one exit twice; and nothing may be posted any more.
    trainer.exit(exit);
    job.stop();
    expect(lab.told.length).toBe(2);

    await lab.run('two');
    expect(lab.trainers.length).toBe(2);
    lab.trainers[1]!.ready();
    lab.trainers[1]!.event('two', STARTED);
    expect(lab.last()).toEqual(['two', 1, 'started']);
    // The dead one's exit, told again, is not the living one's.
    trainer.exit(exit);
    expect(lab.last()).toEqual(['two', 1, 'started']);
  });

  it.each([
    [{ code: null, signal: 'SIGKILL' }, 'was ended by SIGKILL'],
    [{ code: null, signal: 'SIGTERM' }, 'was ended by SIGTERM'],
    [{ code: 9, signal: null }, 'was ended by SIGKILL'],
    [{ code: 143, signal: null }, 'was ended by SIGTERM'],
  ])('interrupts the run whose trainer something else ended, with %j', async (exit, message) => {
    const lab = setUp();
    const [trainer, job] = await training(lab);
    trainer.exit(exit);
    await job.done;
    expect(lab.told.at(-1)?.event).toEqual({
      kind: 'interrupted',
      error: {
        code: 'trainer-killed',
        message: `The trainer ${message} while training`,
        hint: expect.stringContaining('can be resumed, from its last checkpoint'),
        context: { exitCode: exit.code, signal: exit.signal },
      },
    });
  });

  it.each([
    ['SIGKILL', 'interrupted'],
    ['SIGABRT', 'failed'],
  ])(
    'calls it out of memory when a run that was forced to try ends by %s',
    async (signal, kind) => {
      const lab = setUp();
      const spec = sampleSpec();
      lab.executor.execute({ runId: 'one', spec, force: true }, (event) => lab.told.push(event));
      await Promise.resolve();
      const trainer = lab.trainers[0]!;
      trainer.ready();
      expect(trainer.posted[0]).toMatchObject({ type: 'start', runId: 'one', force: true });
      trainer.event('one', STARTED);
      trainer.exit({ code: null, signal });
      expect(lab.last()).toEqual(['one', 2, kind, 'out-of-memory']);
    },
  );

  it('fails the run whose trainer ends before it is ready', async () => {
    const lab = setUp();
    await lab.run('one');
    lab.trainers[0]!.exit({ code: 1, signal: null });
    expect(lab.last()).toEqual(['one', 1, 'failed', 'trainer-crashed']);
    expect(lab.timers.pending).toBe(0);
  });

  it('replaces a warm trainer when a run needs another number of threads', async () => {
    const lab = setUp();
    const [first, job] = await training(lab);
    first.event('one', FINISHED);
    await job.done;
    await lab.run('two', { ...sampleSpec(), seed: 1 });
    const [, second] = lab.trainers;
    expect(first.heard).toEqual(['start', 'shutdown']);
    second!.ready();
    expect(second!.posted).toMatchObject([{ runId: 'two', execution: { workers: 1, threads: 1 } }]);
    // The old one's end is no longer the run's business.
    first.exit({ code: 0, signal: null });
    expect(lab.last()).toEqual(['one', 2, 'finished']);
  });

  it('fails the run whose trainer cannot be started', async () => {
    const told: TrainerEvent[] = [];
    const executor = new LocalExecutor({
      spawnTrainer: () => {
        throw new Error('no such file');
      },
      locate: () => ({ description: FASHION_MNIST, directory: '' }),
      runDir: String,
      plan: () => ({ workers: 1, threads: null }),
    });
    await executor.execute({ runId: 'one', spec: sampleSpec() }, (event) => told.push(event)).done;
    expect(told).toMatchObject([
      { seq: 1, event: { error: { message: 'The trainer could not be started: no such file' } } },
    ]);
  });

  it('gives up a trainer that never becomes ready', async () => {
    const lab = setUp();
    await lab.run('one');
    lab.timers.advance(60_000);
    expect(lab.last()).toEqual(['one', 1, 'failed', 'trainer-crashed']);
    expect(lab.trainers[0]!.killed).toEqual(['SIGKILL']);
    lab.trainers[0]!.ready();
    expect(lab.trainers[0]!.heard).toEqual([]);
  });

  it('refuses a trainer of another version', async () => {
    const lab = setUp();
    await lab.run('one');
    lab.trainers[0]!.ready(99);
    expect(lab.last()).toEqual(['one', 1, 'failed', 'trainer-protocol']);
    expect(lab.trainers[0]!.killed).toEqual(['SIGKILL']);
  });

  const nonsense: [string, (trainer: FakeTrainer) => void][] = [
    ['text', (trainer) => trainer.say('hello')],
    ['nothing', (trainer) => trainer.say(undefined)],
    [
      'an unknown kind',
      (trainer) =>
        trainer.say({ type: 'event', event: { runId: 'one', seq: 2, event: { kind: 'x' } } }),
    ],
    ['a NaN', (trainer) => trainer.event('one', { ...epochEvent(1), loss: NaN })],
    ['another run’s event', (trainer) => trainer.event('two', STARTED)],
    ['a gap', (trainer) => trainer.event('one', epochEvent(1), 3)],
  ];
  it.each(nonsense)('ends a trainer that says %s', async (_, speak) => {
    const lab = setUp();
    const [trainer, job] = await training(lab);
    speak(trainer);
    await job.done;
    expect(lab.last()).toEqual(['one', 2, 'failed', 'trainer-protocol']);
    expect(trainer.killed).toEqual(['SIGKILL']);

    trainer.event('one', epochEvent(1), 2);
    trainer.exit({ code: null, signal: 'SIGKILL' });
    expect(lab.told.length).toBe(2);
    await lab.run('two');
    expect(lab.trainers.length).toBe(2);
  });

  it('absorbs an event that comes twice', async () => {
    const lab = setUp();
    const [trainer] = await training(lab);
    trainer.event('one', STARTED, 1);
    trainer.event('one', epochEvent(1), 2);
    expect(lab.told.map(({ seq }) => seq)).toEqual([1, 2]);
  });

  it('replaces a trainer that speaks with no run in hand, or ended meanwhile', async () => {
    const lab = setUp();
    const [trainer, job] = await training(lab);
    trainer.event('one', FAILED);
    await job.done;
    trainer.event('one', epochEvent(1));
    expect(trainer.killed).toEqual(['SIGKILL']);
    await lab.run('two');
    const second = lab.trainers[1]!;
    second.ready();
    second.event('two', FINISHED);
    second.exit({ code: 0, signal: null });
    await lab.run('three');
    expect(lab.trainers.length).toBe(3);
    expect(lab.told.length).toBe(3);
  });
});

describe('LocalExecutor.dispose', () => {
  it('asks first and waits for the end', async () => {
    const lab = setUp();
    const [trainer, job] = await training(lab);
    const disposed = lab.executor.dispose();
    expect(trainer.heard).toEqual(['start', 'stop', 'shutdown']);
    trainer.event('one', { ...FINISHED, outcome: 'stopped' } as typeof FINISHED);
    trainer.exit({ code: 0, signal: null });
    await disposed;
    await job.done;
    expect(lab.last()).toEqual(['one', 2, 'finished']);
    expect(trainer.killed).toEqual([]);
    expect(lab.timers.pending).toBe(0);
  });

  it('insists after three seconds, and again', async () => {
    const lab = setUp();
    const [trainer] = await training(lab);
    const disposed = lab.executor.dispose();
    lab.timers.advance(2_999);
    expect(trainer.killed).toEqual([]);
    lab.timers.advance(1);
    expect(trainer.killed).toEqual(['SIGTERM']);
    lab.timers.advance(3_000);
    expect(trainer.killed).toEqual(['SIGTERM', 'SIGKILL']);
    trainer.exit({ code: null, signal: 'SIGKILL' });
    await disposed;
    expect(lab.last()).toEqual(['one', 2, 'interrupted', 'trainer-killed']);
    expect(lab.timers.pending).toBe(0);
  });

  it('does not wait for ever', async () => {
    const lab = setUp();
    await training(lab);
    const disposed = lab.executor.dispose();
    lab.timers.advance(9_000);
    await disposed;
    expect(lab.last()).toEqual(['one', 2, 'failed', 'trainer-crashed']);
  });

  it('ends a trainer that is still starting, and takes nothing more', async () => {
    const lab = setUp();
    const job = await lab.run('one');
    const disposed = lab.executor.dispose();
    expect(lab.trainers[0]!.killed).toEqual(['SIGTERM']);
    lab.trainers[0]!.exit({ code: null, signal: 'SIGTERM' });
    await disposed;
    await job.done;
    await (
      await lab.run('two')
    ).done;
    expect(lab.last()).toEqual(['two', 1, 'failed', 'trainer-crashed']);
    expect(lab.trainers.length).toBe(1);
  });

  it('has nothing to do without a trainer', async () => {
    const lab = setUp();
    await lab.executor.dispose();
    expect(lab.trainers).toEqual([]);
  });

  it('ends a trainer that has gone silent with a run in hand, and fails the run by name', async () => {
    const lab = setUp();
    const [trainer, job] = await training(lab);
    // A sign of life of any kind will do, also while the run is paused.
    lab.timers.advance(299_000);
    trainer.say({ type: 'alive' });
    lab.timers.advance(299_000);
    trainer.event('one', { kind: 'paused' });
    lab.timers.advance(299_000);
    expect(trainer.killed).toEqual([]);
    // A machine that slept: the timer comes first, the message right behind it.
    lab.timers.advance(2_000);
    trainer.say({ type: 'alive' });
    lab.timers.advance(20_000);
    expect(trainer.killed).toEqual([]);

    lab.timers.advance(300_000);
    lab.timers.advance(15_000);
    await job.done;
    expect(trainer.killed).toEqual(['SIGKILL']);
    expect(lab.last()).toEqual(['one', 3, 'failed', 'trainer-silent']);
    expect(lab.timers.pending).toBe(0);
    await lab.run('two');
    expect(lab.trainers.length).toBe(2);
  });

  it('expects nothing of a trainer without a run', async () => {
    const lab = setUp();
    const [trainer] = await training(lab);
    trainer.event('one', FINISHED);
    lab.timers.advance(3_600_000);
    expect(trainer.killed).toEqual([]);
  });

  it('calibrates in the trainer while nothing trains, another than the last run had', async () => {
    const lab = setUp();
    (await training(lab))[0].event('one', FINISHED);
    const asked = [1, 2].map(() => lab.executor.calibrate(1));
    const trainer = lab.trainers[1]!;
    trainer.ready();
    expect(trainer.heard).toEqual(['calibrate']);
    const calibration = { machine: 'this', rates: sampleRates() };
    trainer.say({ type: 'calibrated', calibration });
    expect(await Promise.all(asked)).toEqual([calibration, calibration]);

    const third = lab.executor.calibrate(1);
    expect(trainer.heard).toEqual(['calibrate', 'calibrate']);
    trainer.exit({ code: 1, signal: null });
    await expect(third).rejects.toMatchObject({ code: 'trainer-crashed' });
    await lab.run('two');
    await expect(lab.executor.calibrate(1)).rejects.toMatchObject({ code: 'illegal-state' });
  });
});
