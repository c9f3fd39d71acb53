import type { Database } from '../loadSqlite.ts';
import { migrate0010 } from './0010-initial.ts';
import { migrate0020 } from './0020-training-options.ts';
import { migrate0030 } from './0030-datasets.ts';
import { migrate0040 } from './0040-run-costs.ts';
import { migrate0050 } from './0050-runs-table.ts';
import { migrate0060 } from './0060-comparisons.ts';
import { migrate0070 } from './0070-study.ts';
import { migrate0080 } from './0080-checkpoints.ts';
import { migrate0090 } from './0090-architectures.ts';
import { migrate0100 } from './0100-modelled-parts.ts';

/** One step of the schema's history. */
export interface Migration {
  /** What `user_version` says once it is done; the file's number. */
  readonly version: number;
  readonly name: string;
  /** Runs inside a transaction, with what the version before left. */
  readonly migrate: (database: Database) => void;
}

/** Every step, oldest first. Add to the end; never change one that was released. */
export const MIGRATIONS: readonly Migration[] = [
  { version: 10, name: 'initial', migrate: migrate0010 },
  { version: 20, name: 'training-options', migrate: migrate0020 },
  { version: 30, name: 'datasets', migrate: migrate0030 },
  { version: 40, name: 'run costs', migrate: migrate0040 },
  { version: 50, name: 'runs-table', migrate: migrate0050 },
  { version: 60, name: 'comparisons', migrate: migrate0060 },
  { version: 70, name: 'study', migrate: migrate0070 },
  { version: 80, name: 'checkpoints', migrate: migrate0080 },
  { version: 90, name: 'architectures', migrate: migrate0090 },
  { version: 100, name: 'modelled parts', migrate: migrate0100 },
];

/** The version this program writes. */
export function latestVersion(migrations: readonly Migration[] = MIGRATIONS): number {
  return migrations.at(-1)?.version ?? 0;
}
