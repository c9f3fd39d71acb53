import { existsSync } from 'node:fs';
import { LabError } from '../shared/errors.ts';
import { inspectDatabase } from './inspectDatabase.ts';
import { connect, type Database } from './loadSqlite.ts';
import { migrate } from './migrate.ts';
import { latestVersion, MIGRATIONS, type Migration } from './migrations/index.ts';
import { toStoreError } from './storeError.ts';

/** How to open a lab's database. */
export interface OpenDatabaseOptions {
  /**
   * Only read, while another process may hold the lab.
   * @default false
   */
  readonly readonly?: boolean;
  /** The schema's history; tests bring their own. */
  readonly migrations?: readonly Migration[];
}

/** What a commit must survive: SQLite's `synchronous=FULL`. */
const SYNCHRONOUS_FULL = 2;
/** A log larger than this is cut back at the next checkpoint, bytes. */
const WAL_LIMIT = 64 * 1024 * 1024;

/**
 * Opens a lab's database, made or brought to the newest schema when it is opened for writing.
 *
 * @throws LabError `not-found` (read-only, no file), `bad-input` (another program's), `store-from-future`,
 *   `store-corrupt`, `store-unavailable`
 */
export function openDatabase(path: string, options: OpenDatabaseOptions = {}): Database {
  const { readonly = false, migrations = MIGRATIONS } = options;
  try {
    return readonly ? openReader(path, migrations) : openWriter(path, migrations);
  } catch (error) {
    throw toStoreError(error, path);
  }
}

function openReader(path: string, migrations: readonly Migration[]): Database {
  if (!existsSync(path)) {
    throw new LabError({
      code: 'not-found',
      message: `There is no lab at ${path}`,
      hint: 'Train a run to begin one, or choose the lab’s folder with --home',
    });
  }
  const kind = inspectDatabase(path, latestVersion(migrations));
  if (kind !== 'current') {
    throw new LabError({
      code: 'store-unavailable',
      message: `The lab at ${path} has an older schema, or none yet`,
      hint: 'Open it once with the window or a training command, which upgrades it',
      context: { path, kind },
    });
  }
  return configured(connect(path, { readonly: true }), (database) => configure(database));
}

function openWriter(path: string, migrations: readonly Migration[]): Database {
  inspectDatabase(path, latestVersion(migrations));
  return configured(connect(path), (database) => {
    useWriteAheadLog(database, path);
    configure(database);
    useFullSync(database);
    migrate(database, path, migrations);
  });
}

function configured(database: Database, prepare: (database: Database) => void): Database {
  try {
    prepare(database);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function configure(database: Database): void {
  database.pragma('foreign_keys = ON');
  database.pragma('trusted_schema = OFF');
  assertPragma(database, 'foreign_keys', 1);
}

function useWriteAheadLog(database: Database, path: string): void {
  const mode = database.pragma('journal_mode = WAL', { simple: true });
  database.pragma(`journal_size_limit = ${WAL_LIMIT}`);
  if (mode === 'wal') return;
  throw new LabError({
    code: 'store-unavailable',
    message: `SQLite cannot keep a write-ahead log beside ${path}`,
    hint: 'Keep the lab on a local disk, not on a network drive',
    context: { path, journalMode: mode },
  });
}

/** better-sqlite3 is compiled to sync less in WAL, which may lose the last commits at a power cut. */
function useFullSync(database: Database): void {
  database.pragma('synchronous = FULL');
  assertPragma(database, 'synchronous', SYNCHRONOUS_FULL);
}

function assertPragma(database: Database, name: string, expected: number): void {
  const found = database.pragma(name, { simple: true });
  if (found === expected) return;
  throw new LabError({
    code: 'store-unavailable',
    message: `SQLite kept ${name} at ${String(found)} instead of ${expected}`,
    hint: 'Reinstall Atelier: its SQLite binding is not the expected one',
  });
}
