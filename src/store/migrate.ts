import { closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import type { Database } from './loadSqlite.ts';
import { MIGRATIONS, type Migration } from './migrations/index.ts';

/** `PRAGMA application_id` of a lab: "Atel". */
export const APPLICATION_ID = 0x4174656c;

/** The schema's version in a database. */
export function schemaVersion(database: Database): number {
  return database.pragma('user_version', { simple: true }) as number;
}

/**
 * Brings a database to the newest schema, all or nothing; one that holds an older schema is first copied
 * to `<path>.v<version>.backup`.
 *
 * @param path the database's file
 * @param migrations every step, oldest first
 * @returns the backup's path, or undefined when none was needed
 */
export function migrate(
  database: Database,
  path: string,
  migrations: readonly Migration[] = MIGRATIONS,
): string | undefined {
  const before = schemaVersion(database);
  const pending = migrations.filter(({ version }) => version > before);
  if (pending.length === 0) return undefined;
  const backup = before > 0 ? backUp(database, `${path}.v${before}.backup`) : undefined;
  database
    .transaction(() => {
      database.pragma(`application_id = ${APPLICATION_ID}`);
      for (const { version, migrate: step } of pending) {
        step(database);
        database.pragma(`user_version = ${version}`);
      }
    })
    .immediate();
  return backup;
}

/** Complete or absent: written beside, synced, renamed. */
function backUp(database: Database, path: string): string {
  const draft = `${path}.part`;
  rmSync(draft, { force: true });
  database.prepare('VACUUM INTO ?').run(draft);
  // Windows syncs only what is open for writing.
  const file = openSync(draft, 'r+');
  fsyncSync(file);
  closeSync(file);
  renameSync(draft, path);
  return path;
}
