import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { openStore } from '../../../src/store/openStore.ts';
import type { StoreReader } from '../../../src/store/store.ts';
import { randomStream } from '../../../src/shared/random/randomStream.ts';
import { sampleSpec, wholeRun } from './samples.ts';
import { temporaryFolder } from './temporaryStore.ts';

const FLIPS = 300;

const readAll = (store: StoreReader, runId: string): string =>
  JSON.stringify([
    store.getRun(runId),
    store.listRuns(),
    store.stepMetrics(runId),
    store.predictions(runId),
  ]);

/** Reads a lab that may be damaged. @returns the error that refused it, or null */
function refusal(file: string, runId: string): unknown {
  try {
    const store = openStore(file, { readonly: true });
    try {
      readAll(store, runId);
      return null;
    } finally {
      store.close();
    }
  } catch (error) {
    return error;
  }
}

it('is read or refused by name, whichever bit of a lab is flipped, and left as it is', () => {
  const file = path.join(temporaryFolder(), 'lab.db');
  const store = openStore(file);
  const { id } = store.enqueueRun({ spec: sampleSpec() });
  store.transition(id, 'running');
  for (const event of wholeRun(id)) store.record(event);
  store.close();
  const good = readFileSync(file);
  const random = randomStream(3, 'flips');
  const codes = new Set<unknown>();
  for (let flip = 0; flip < FLIPS; flip += 1) {
    const bytes = Buffer.from(good);
    const place = random.below(bytes.length);
    bytes[place] = (bytes[place] ?? 0) ^ (1 << random.below(8));
    writeFileSync(file, bytes);
    const error = refusal(file, id);
    if (error === null) continue;
    expect(error).toMatchObject({ name: 'LabError' });
    codes.add((error as { code?: unknown }).code);
    expect(readFileSync(file).equals(bytes)).toBe(true);
  }
  expect([...codes]).toContain('store-corrupt');
  writeFileSync(file, good);
  expect(refusal(file, id)).toBeNull();
});
