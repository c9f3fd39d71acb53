import type { Database } from './loadSqlite.ts';

/** What a check of the whole database found. */
export interface IntegrityReport {
  readonly ok: boolean;
  /** In SQLite's words; empty when `ok`. */
  readonly problems: readonly string[];
}

interface Orphan {
  readonly table: string;
  readonly rowid: number | null;
  readonly parent: string;
}

/** Reads every page and follows every reference; takes about a second per gigabyte. */
export function checkIntegrity(database: Database): IntegrityReport {
  const pages = database.prepare<[], string>('PRAGMA integrity_check').pluck().all();
  const orphans = database.pragma('foreign_key_check') as readonly Orphan[];
  const problems = [
    ...pages.filter((line) => line !== 'ok'),
    ...orphans.map(({ table, rowid, parent }) => `${table} ${rowid ?? ''} has no ${parent}`),
  ];
  return { ok: problems.length === 0, problems };
}
