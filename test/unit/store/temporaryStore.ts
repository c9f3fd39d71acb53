import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { openStore, type OpenStoreOptions } from '../../../src/store/openStore.ts';
import type { Store } from '../../../src/store/store.ts';

/** A fresh folder, removed with the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'atelier-store-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

/** A store on a real file, closed and removed with the test. */
export function temporaryStore(options: OpenStoreOptions = {}): Store {
  const store = openStore(path.join(temporaryFolder(), 'lab.db'), options);
  onTestFinished(() => store.close());
  return store;
}

/** A clock that starts at noon and advances a second at each look. */
export function steppingClock(): () => Date {
  let milliseconds = Date.UTC(2026, 0, 1, 12);
  return () => new Date((milliseconds += 1_000));
}
