import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { expect, it, vi } from 'vitest';
import { DELETION_GRACE_MS, keepDeletionGrace } from '../../../src/lab/deletionGrace.ts';
import { sampleSpec } from '../store/samples.ts';
import { temporaryFolder, temporaryStore } from '../store/temporaryStore.ts';

it('removes rows and folders of what was deleted longer ago than the grace, and nothing else', async () => {
  let time = Date.UTC(2026, 0, 1);
  const store = temporaryStore({ now: () => new Date(time) });
  const folder = temporaryFolder();
  const run = (id: string): string => path.join(folder, id);
  const [old, recent, kept] = [1, 2, 3].map((seed) => {
    const { id } = store.enqueueRun({ spec: sampleSpec({ seed }) });
    mkdirSync(run(id));
    return id;
  }) as [string, string, string];
  const faults: unknown[] = [];
  const look = (): void =>
    keepDeletionGrace({
      store,
      paths: { run },
      onFault: (fault) => faults.push(fault),
      now: () => time,
    })();

  store.deleteRuns([old]);
  time += DELETION_GRACE_MS;
  store.deleteRuns([recent]);
  look();
  expect(existsSync(run(old))).toBe(true);
  time += 1;
  look();
  await vi.waitFor(() => expect(existsSync(run(old))).toBe(false));
  expect([existsSync(run(recent)), existsSync(run(kept))]).toEqual([true, true]);
  expect(store.restoreRuns([recent])).toHaveLength(1);
  expect(faults).toEqual([]);
});
