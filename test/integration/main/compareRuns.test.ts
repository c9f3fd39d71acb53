import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { answerCall } from '../../../src/main/ipc/answerCall.ts';
import { compareHandlers } from '../../../src/main/ipc/compareHandlers.ts';
import type { Handlers } from '../../../src/main/ipc/handlers.ts';
import type { Comparison, Disagreements } from '../../../src/shared/contract/comparison.ts';
import type { Answer } from '../../../src/shared/contract/labApi.ts';
import { labPaths } from '../../../src/lab/labPaths.ts';
import { openStore } from '../../../src/store/openStore.ts';
import type { Store } from '../../../src/store/store.ts';
import { tinyDataset } from '../../helpers/tinyDataset.ts';
import {
  envelopes,
  epochEvent,
  evaluationEvent,
  FINISHED,
  sampleSpec,
  STARTED,
} from '../../unit/store/samples.ts';

const TEST_IMAGES = 400;
const data = tinyDataset(20, TEST_IMAGES);

let database: string;

/** A lab of its own on the disk. */
beforeEach(() => {
  const home = mkdtempSync(path.join(tmpdir(), 'atelier-compare-'));
  onTestFinished(() => rmSync(home, { recursive: true, force: true, maxRetries: 5 }));
  database = labPaths(home).database;
});

interface Trained {
  readonly name: string;
  /** Whether the run has an image wrong; it then takes it for the next class. */
  readonly wrong: (index: number) => boolean;
  readonly indices?: readonly number[];
  readonly datasetHash?: string;
}

/** Records a whole run, as a trainer's events do. */
function record(store: Store, { name, wrong, indices, datasetHash = 'ff' }: Trained): string {
  const { id } = store.enqueueRun({ spec: sampleSpec({ epochs: 1 }), name });
  store.transition(id, 'running');
  const images = indices ?? Array.from({ length: TEST_IMAGES }, (_, index) => index);
  const predictions = {
    indices: Uint32Array.from(images),
    classes: Uint8Array.from(images, (index) => (index + (wrong(index) ? 1 : 0)) % 10),
    confidences: Float32Array.from(images, (index) => 0.5 + index / 1_000),
  };
  const bodies = [
    { ...STARTED, epochs: 1, datasetHash },
    epochEvent(1),
    { ...evaluationEvent(), predictions },
    FINISHED,
  ];
  for (const event of envelopes(id, bodies)) store.record(event);
  return id;
}

/** Records runs, closes the lab, and opens it again to read: nothing but the file is left. */
function lab(...runs: readonly Trained[]) {
  const store = openStore(database);
  const ids = runs.map((run) => record(store, run));
  const waiting = store.enqueueRun({ spec: sampleSpec(), name: 'waiting' }).id;
  store.close();
  const reader = openStore(database, { readonly: true });
  onTestFinished(() => reader.close());
  const handlers = compareHandlers(
    () => Promise.resolve(reader),
    () => Promise.resolve(data),
  ) as Handlers;
  const ask = <T>(channel: 'runs:compare' | 'runs:disagreements', payload: unknown) =>
    answerCall(handlers, { channel, payload, trusted: true }, () => undefined) as Promise<
      Answer<T>
    >;
  return {
    ids,
    waiting,
    compare: async (runIds: readonly string[]) => ask<Comparison>('runs:compare', { runIds }),
    disagreements: async (query: object) => ask<Disagreements>('runs:disagreements', query),
  };
}

const BASE: Trained = { name: 'base', wrong: (index) => index < 80 };
const BETTER: Trained = { name: 'better', wrong: (index) => index >= 50 && index < 90 };
const ALIKE: Trained = { name: 'alike', wrong: (index) => index >= 3 && index < 82 };

describe('runs:compare', () => {
  it('judges every pair from what is stored, the baseline’s first', async () => {
    const { ids, compare } = lab(BASE, BETTER, ALIKE);
    const answer = await compare(ids);
    expect(answer).toMatchObject({
      ok: true,
      value: {
        testLooks: 3,
        verdicts: [
          { kind: 'better', onlyA: 10, onlyB: 50, bothRight: 310, bothWrong: 30, family: 3 },
          { kind: 'noise', onlyA: 2, onlyB: 3 },
          { kind: 'worse', onlyA: 47, onlyB: 8 },
        ],
      },
    });
    if (!answer.ok) throw new Error('refused');
    expect(answer.value.verdicts.map(({ words }) => words)).toEqual([
      'better is better: 40 more images right of 400; a difference this large would be rare if they were equal (p < 0.0001, corrected for 3 pairs).',
      'Within noise: alike has 1 more image right of 400, but a difference this large would not be rare if they were equal (p = 0.69, corrected for 3 pairs).',
      'better is better: 39 more images right of 400; a difference this large would be rare if they were equal (p < 0.0001, corrected for 3 pairs).',
    ]);
  });

  it('says by name why a pair is not judged', async () => {
    const half = Array.from({ length: 200 }, (_, index) => index);
    const { ids, waiting, compare } = lab(
      BASE,
      { name: 'half', wrong: () => false, indices: half },
      { name: 'foreign', wrong: () => false, datasetHash: 'other' },
    );
    const answer = await compare([...ids, waiting]);
    if (!answer.ok) throw new Error('refused');
    expect(answer.value.verdicts.slice(0, 3).map(({ words }) => words)).toEqual([
      'No verdict on half against base: they were not tested on the same images.',
      'No verdict on foreign against base: they were tested on different data.',
      'No verdict on waiting against base: waiting has no test evaluation.',
    ]);
  });

  it('tells runs of the same name apart by their numbers', async () => {
    const { ids, compare } = lab(BASE, { ...BETTER, name: 'base' });
    const answer = await compare(ids);
    expect(answer).toMatchObject({
      value: { verdicts: [{ words: expect.stringMatching(/^base #2 is better/) as string }] },
    });
  });

  it.each([
    ['one run', (ids: readonly string[]) => ids.slice(0, 1)],
    ['a run twice', (ids: readonly string[]) => [ids[0] ?? '', ids[0] ?? '']],
    ['what is no run', (ids: readonly string[]) => [...ids, 'nonsense']],
  ])('refuses %s', async (_what, choose) => {
    const { ids, compare } = lab(BASE);
    expect(await compare(choose(ids))).toMatchObject({ ok: false, error: { code: 'bad-input' } });
  });

  it('names a run that is gone', async () => {
    const { ids, compare } = lab(BASE);
    const answer = await compare([...ids, '01ARZ3NDEKTSV4RRFFQ69G5FAV']);
    expect(answer).toMatchObject({ ok: false, error: { code: 'not-found' } });
  });
});

describe('runs:disagreements', () => {
  it('gives the images with their pixels, the surest mistakes first, up to a limit', async () => {
    const { ids, disagreements } = lab(BASE, BETTER);
    const [a, b] = ids;
    const answer = await disagreements({ a, b, kind: 'broken', limit: 3 });
    if (!answer.ok) throw new Error('refused');
    expect(answer.value.total).toBe(10);
    expect(answer.value.images.map(({ index }) => index)).toEqual([89, 88, 87]);
    expect(answer.value.images[0]).toMatchObject({ label: 9, a: { class: 9 }, b: { class: 0 } });
    // Images of class 9 are all of the grey value 90.
    expect(answer.value.images[0]?.pixels).toEqual(new Uint8Array(784).fill(90));
  });

  it('restricts to a cell', async () => {
    const { ids, disagreements } = lab(BASE, BETTER);
    const [a, b] = ids;
    const cell = { a, b, trueClass: 3, predictedClass: 4, limit: 100 };
    expect(await disagreements({ ...cell, kind: 'fixed' })).toMatchObject({ value: { total: 5 } });
    expect(await disagreements({ ...cell, kind: 'both-wrong' })).toMatchObject({
      value: { total: 3 },
    });
    expect(await disagreements({ ...cell, kind: 'fixed', predictedClass: 5 })).toMatchObject({
      value: { total: 0, images: [] },
    });
  });

  it('says why two runs cannot be laid beside each other', async () => {
    const { ids, waiting, disagreements } = lab(BASE);
    const answer = await disagreements({ a: ids[0], b: waiting, kind: 'fixed', limit: 1 });
    expect(answer).toMatchObject({
      ok: false,
      error: { code: 'illegal-state', message: expect.stringContaining('no test evaluation') },
    });
  });
});
