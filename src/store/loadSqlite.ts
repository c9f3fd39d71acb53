import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import type BetterSqlite3 from 'better-sqlite3';
import { LabError } from '../shared/errors.ts';
import { readFrozen } from './frozenDatabase.ts';

/** An open connection. */
export type Database = BetterSqlite3.Database;

/** How to open a connection. */
export interface ConnectOptions {
  /** @default false */
  readonly readonly?: boolean;
  /**
   * How long a statement waits for another connection's lock, milliseconds.
   * @default 5000
   */
  readonly timeout?: number;
}

/** better-sqlite3 13 ships one binary for every runtime with this Node-API, and crashes below it. */
const NODE_API_OF_13 = 10;

const requireNative = createRequire(import.meta.url);

/**
 * Opens a bare connection. The only place that loads SQLite: which of the two bindings serves this
 * runtime is decided here, and the other is never loaded.
 *
 * @throws LabError `store-unavailable` when the runtime needs the older binding and has none,
 *   or the file's folder does not exist
 */
export function connect(path: string, options: ConnectOptions = {}): Database {
  const { readonly = false, timeout = 5_000 } = options;
  assertFolder(path);
  const file = readonly ? (readFrozen(path) ?? path) : path;
  if (Number(process.versions.napi) >= NODE_API_OF_13) {
    const Sqlite = requireNative('better-sqlite3') as typeof BetterSqlite3;
    return new Sqlite(file, { readonly, timeout });
  }
  const nativeBinding = process.env.ATELIER_SQLITE_BINDING;
  if (!nativeBinding) {
    throw new LabError({
      code: 'store-unavailable',
      message: 'This runtime needs a SQLite binding that has not been provisioned',
      hint: 'Start the app with: npm start',
      context: { nodeApi: process.versions.napi, variable: 'ATELIER_SQLITE_BINDING' },
    });
  }
  const Sqlite = requireNative('better-sqlite3-12') as typeof BetterSqlite3;
  return new Sqlite(file, { readonly, timeout, nativeBinding });
}

/** better-sqlite3 answers a missing folder with a bare TypeError. */
function assertFolder(path: string): void {
  const folder = dirname(path);
  if (existsSync(folder)) return;
  throw new LabError({
    code: 'store-unavailable',
    message: `The folder ${folder} does not exist`,
    hint: 'Check that the disk with the lab is connected, or choose another folder',
    context: { path },
  });
}

/** The version of the SQLite library in use, for the list of parts. */
export function sqliteVersion(): string {
  const database = connect(':memory:');
  try {
    return database.prepare('SELECT sqlite_version()').pluck().get() as string;
  } finally {
    database.close();
  }
}
