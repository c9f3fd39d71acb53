import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../src/shared/spec/canonicalJson.ts';
import { NO_COST } from '../../../src/shared/model/runCost.ts';
import { flattenSpec } from '../../../src/shared/spec/flattenSpec.ts';
import { connect } from '../../../src/store/loadSqlite.ts';
import {
  envelopes,
  epochEvent,
  evaluationEvent,
  FAILED,
  FINISHED,
  progressEvent,
  sampleMatrix,
  sampleSpec,
  STARTED,
  wholeRun,
} from './samples.ts';
import { steppingClock, temporaryStore } from './temporaryStore.ts';

describe('record', () => {
  it('keeps everything a whole run said', () => {
    const store = temporaryStore({ now: steppingClock() });
    const { id } = store.enqueueRun({ spec: sampleSpec() });
    for (const event of wholeRun(id)) store.record(event);

    const { kind: _, predictions, ...evaluation } = evaluationEvent();
    expect(store.getRun(id)).toEqual({
      summary: {
        id,
        number: 1,
        name: 'tiny · seed 7',
        model: 'tiny',
        state: 'completed',
        seed: 7,
        epochs: 2,
        epochsDone: 2,
        parameters: 7850,
        bestValAccuracy: 0.52,
        bestEpoch: 2,
        testAccuracy: 0.875,
        testLoss: 0.5,
        testCount: 99,
        createdAt: '2026-01-01T12:00:01.000Z',
        startedAt: '2026-01-01T12:00:03.000Z',
        finishedAt: '2026-01-01T12:00:09.000Z',
        trainingSeconds: 2.5,
        queuePosition: null,
        favourite: false,
        color: null,
        archivedAt: null,
        experimentId: null,
        tags: [],
        hasNote: false,
        failure: null,
      },
      spec: sampleSpec(),
      specHash: createHash('sha256').update(canonicalJson(sampleSpec())).digest('hex'),
      datasetHash: 'd'.repeat(64),
      splitHash: 'e'.repeat(64),
      environment: STARTED.environment,
      cost: { ...NO_COST, predictedPeakBytes: 573_000_000, peakBytes: 560_000_000 },
      epochs: [1, 2].map((epoch) => {
        const { kind: _kind, confusion: _c, tensors: _t, ...metrics } = epochEvent(epoch);
        return metrics;
      }),
      validationConfusions: [sampleMatrix(1), sampleMatrix(2)],
      evaluation,
      ending: { stoppedEarly: null, keptEpoch: 1 },
      artifacts: [{ path: 'weights.bin', bytes: 31_400, sha256: 'a'.repeat(64) }],
      checkpoints: [],
      lastSeq: 6,
    });
    expect(store.predictions(id)).toEqual(predictions);
    expect(store.validationConfusions(id)).toEqual([sampleMatrix(1), sampleMatrix(2)]);
    expect(store.stepMetrics(id)).toEqual([
      {
        epoch: 1,
        step: 1,
        loss: 1,
        accuracy: 0.5,
        learningRate: 0.01,
        samplesPerSecond: 1000,
        memoryBytes: 1e8,
      },
    ]);
    expect(store.integrityCheck()).toEqual({ ok: true, problems: [] });
  });

  it('records hyperparameters as searchable rows', () => {
    const store = temporaryStore();
    store.enqueueRun({ spec: sampleSpec() });
    const database = connect(store.path, { readonly: true });
    const rows = database.prepare('SELECT key, value FROM run_params').all() as {
      key: string;
      value: unknown;
    }[];
    database.close();
    expect(Object.fromEntries(rows.map(({ key, value }) => [key, value]))).toEqual(
      Object.fromEntries(
        flattenSpec(sampleSpec()).map(({ key, value }) => [
          key,
          typeof value === 'boolean' ? Number(value) : value,
        ]),
      ),
    );
  });

  it('absorbs every replay', () => {
    const store = temporaryStore({ now: steppingClock() });
    const { id } = store.enqueueRun({ spec: sampleSpec() });
    const events = wholeRun(id);
    events.forEach((event, index) => {
      store.record(event);
      const before = store.getRun(id);
      for (const earlier of events.slice(0, index + 1)) store.record(earlier);
      expect(store.getRun(id)).toEqual(before);
    });
  });

  it('refuses a gap, and goes on where it was', () => {
    const store = temporaryStore();
    const { id } = store.enqueueRun({ spec: sampleSpec() });
    const [first, second, third] = wholeRun(id);
    store.record(first!);
    expect(() => store.record(third!)).toThrow(
      expect.objectContaining({
        code: 'trainer-protocol',
        message: 'The trainer of tiny · seed 7 sent event 3 where event 2 was due',
      }),
    );
    store.record(second!);
    expect(store.record(third!).epochsDone).toBe(1);
  });

  it('refuses an epoch out of turn, and changes nothing', () => {
    const store = temporaryStore();
    const { id } = store.enqueueRun({ spec: sampleSpec() });
    for (const event of envelopes(id, [STARTED, epochEvent(1)])) store.record(event);
    const before = store.getRun(id);
    expect(() => store.record({ runId: id, seq: 3, event: epochEvent(1) })).toThrow(
      expect.objectContaining({ code: 'trainer-protocol' }),
    );
    expect(store.getRun(id)).toEqual(before);
    expect(store.record({ runId: id, seq: 3, event: epochEvent(2) }).epochsDone).toBe(2);
  });

  it('commits an evaluation with the final state, or not at all', () => {
    const store = temporaryStore();
    const { id } = store.enqueueRun({ spec: sampleSpec() });
    const [finished, ...rest] = wholeRun(id).reverse();
    for (const event of rest.reverse()) store.record(event);
    expect(store.getRun(id).evaluation).toBeNull();
    expect(store.predictions(id)).toBeNull();
    expect(store.record(finished!)).toMatchObject({ state: 'completed', testAccuracy: 0.875 });
  });

  it('leaves a run without evaluation when its process died before the end', () => {
    const store = temporaryStore({ now: steppingClock() });
    const { id } = store.enqueueRun({ spec: sampleSpec() });
    for (const event of wholeRun(id).slice(0, -1)) store.record(event);
    // The next start of the program.
    const [run] = store.interruptActive();
    expect(run).toMatchObject({
      state: 'interrupted',
      epochsDone: 2,
      testAccuracy: null,
      trainingSeconds: 0.5,
      finishedAt: '2026-01-01T12:00:06.000Z',
    });
    expect(store.interruptActive()).toEqual([]);
  });

  it('follows pauses and failures', () => {
    const store = temporaryStore();
    const { id } = store.enqueueRun({ spec: sampleSpec() });
    const states = envelopes(id, [
      STARTED,
      { kind: 'paused' },
      { kind: 'resumed' },
      epochEvent(1),
      FAILED,
    ]).map((event) => store.record(event).state);
    expect(states).toEqual(['running', 'paused', 'running', 'running', 'failed']);
    expect(store.getSummary(id)).toMatchObject({
      trainingSeconds: 0.25,
      failure: { code: 'non-finite-loss', message: 'The loss became NaN', hint: 'Lower the rate' },
    });
    expect(() => store.record({ runId: id, seq: 6, event: epochEvent(2) })).toThrow(
      expect.objectContaining({ code: 'illegal-state' }),
    );
  });

  it('reads an older record that named its threads twice', () => {
    const store = temporaryStore();
    const { id } = store.enqueueRun({ spec: sampleSpec() });
    const now = { computeType: 'float32', workers: 2, trial: null } as const;
    const execution = { ...now, threads: 1 };
    const started = { ...STARTED, environment: { ...STARTED.environment, execution } };
    for (const event of envelopes(id, [started])) store.record(event);
    expect(store.getRun(id).environment).toEqual({ ...STARTED.environment, execution: now });
  });

  it('keeps why a run paused by itself until it goes on', () => {
    const store = temporaryStore();
    const { id } = store.enqueueRun({ spec: sampleSpec() });
    const reason = { code: 'disk-full', message: 'The disk is full' } as const;
    const told = envelopes(id, [STARTED, { kind: 'paused', reason }, { kind: 'resumed' }]).map(
      (event) => store.record(event),
    );
    expect(told.map(({ state, failure }) => [state, failure])).toEqual([
      ['running', null],
      ['paused', reason],
      ['running', null],
    ]);
  });

  it('keeps the first of equally good epochs as the best', () => {
    const store = temporaryStore();
    const { id } = store.enqueueRun({ spec: sampleSpec() });
    const epochs = [0.5, 0.75, 0.75, 0.25].map((value, index) => epochEvent(index + 1, value));
    for (const event of envelopes(id, [STARTED, ...epochs])) store.record(event);
    expect(store.getSummary(id)).toMatchObject({ bestEpoch: 2, bestValAccuracy: 0.75 });
  });

  it('ends a stopped run with what there is', () => {
    const store = temporaryStore();
    const { id } = store.enqueueRun({ spec: sampleSpec() });
    const stopped = { ...FINISHED, outcome: 'stopped' } as typeof FINISHED;
    for (const event of envelopes(id, [STARTED, epochEvent(1), stopped])) store.record(event);
    expect(store.getRun(id)).toMatchObject({
      summary: { state: 'stopped', epochsDone: 1, testAccuracy: null },
      evaluation: null,
      lastSeq: 3,
    });
  });

  it('thins progress to one moment a second and a hundred an epoch', () => {
    let time = 0;
    const store = temporaryStore({ monotonic: () => time });
    const { id } = store.enqueueRun({ spec: sampleSpec() });
    store.record({ runId: id, seq: 1, event: STARTED });
    for (let step = 1; step <= 1_000; step += 1) {
      time += step <= 100 ? 100 : 2_000;
      store.record({ runId: id, seq: step + 1, event: progressEvent(step, 1, 1_000) });
    }
    const steps = store.stepMetrics(id).map(({ step }) => step);
    expect(steps.slice(0, 3)).toEqual([1, 11, 21]);
    expect(steps.length).toBe(100);
    // What was not stored was still seen: the next number is due, not an earlier one.
    expect(store.record({ runId: id, seq: 1_002, event: epochEvent(1) }).epochsDone).toBe(1);
  });
});

it('keeps what a verification said, with both of its runs', () => {
  const store = temporaryStore();
  const first = store.enqueueRun({ spec: sampleSpec() });
  const again = store.enqueueVerification(first.id, { spec: sampleSpec(), name: 'again' });
  const result = {
    firstDifference: { place: 'epoch 2: loss', first: '0.5', second: '0.6' },
    compared: { epochs: 2, steps: 0, predictions: 3, weightFiles: 1 },
    environment: [],
  };
  const open = {
    run: { id: first.id },
    repetition: { id: again.id, state: 'queued' },
    result: null,
  };
  expect(store.verifications(first.id)).toMatchObject([open]);
  // Nothing to compare before the repetition is completed.
  expect(store.dueVerifications()).toEqual([]);
  store.transition(again.id, 'running');
  for (const event of wholeRun(again.id)) store.record(event);
  expect(store.dueVerifications()).toEqual([{ runId: first.id, repetitionId: again.id }]);
  store.finishVerification(again.id, result);
  expect(store.dueVerifications()).toEqual([]);
  expect(store.verifications(first.id)).toMatchObject([{ repetition: { name: 'again' }, result }]);
  expect(store.verifications(again.id)).toMatchObject([{ run: { id: first.id }, result }]);
  store.deleteRuns([again.id]);
  expect(store.verifications(first.id)).toMatchObject([{ repetition: null, result }]);
});
