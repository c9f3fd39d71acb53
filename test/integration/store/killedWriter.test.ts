import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openStore } from '../../../src/store/openStore.ts';
import { epochEvent, sampleMatrix } from '../../unit/store/samples.ts';
import { startScript, type Script } from './script.ts';

const KILLS = 10;

/** Reads until so many epochs are acknowledged, kills, and reads what was still on its way. */
async function killAfter(writer: Script, epochs: number): Promise<number> {
  let acknowledged = 0;
  while (acknowledged < epochs) acknowledged = Number(await writer.line());
  await writer.kill();
  for (let line = await writer.line(); line !== undefined; line = await writer.line()) {
    acknowledged = Number(line);
  }
  return acknowledged;
}

it('loses no acknowledged epoch when its process is killed', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'atelier-killed-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  const file = path.join(folder, 'lab.db');

  for (let kill = 1; kill <= KILLS; kill += 1) {
    const writer = startScript('writer.ts', file);
    const runId = String(await writer.line());
    const acknowledged = await killAfter(writer, 1 + kill * 7);

    const store = openStore(file);
    const { summary, epochs, validationConfusions, lastSeq } = store.getRun(runId);
    const done = summary.epochsDone;
    expect(done).toBeGreaterThanOrEqual(acknowledged);
    // One may have been committed and not yet acknowledged; none may be there by half.
    expect(done).toBeLessThanOrEqual(acknowledged + 1);
    expect(lastSeq).toBe(done + 1);
    const numbers = Array.from({ length: done }, (_, index) => index + 1);
    expect(epochs.map(({ epoch, loss }) => [epoch, loss])).toEqual(
      numbers.map((epoch) => [epoch, epochEvent(epoch).loss]),
    );
    expect(validationConfusions).toEqual(numbers.map(sampleMatrix));
    expect(store.integrityCheck()).toEqual({ ok: true, problems: [] });
    store.close();
  }

  const store = openStore(file);
  store.interruptActive();
  const { runs, total } = store.listRuns({
    filter: { kind: 'compare', key: 'state', op: '=', value: 'interrupted' },
  });
  expect([runs.length, total]).toEqual([KILLS, KILLS]);
  store.close();
});
