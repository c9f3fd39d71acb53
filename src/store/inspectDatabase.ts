import { existsSync, statSync } from 'node:fs';
import { LabError } from '../shared/errors.ts';
import { connect, type Database } from './loadSqlite.ts';
import { APPLICATION_ID, schemaVersion } from './migrate.ts';

/** What a path holds before it is opened as a lab. */
export type DatabaseKind = 'new' | 'older' | 'current';

/**
 * Looks at a database without changing it.
 *
 * @param latest the version this program writes
 * @throws LabError `bad-input` for another program's database, `store-from-future` for a newer Atelier's
 * @throws SqliteError what SQLite says of a damaged one
 */
export function inspectDatabase(path: string, latest: number): DatabaseKind {
  if (!existsSync(path) || statSync(path).size === 0) return 'new';
  // Read-only, because closing a writer would fold its log into a file that may not be ours.
  const database = connect(path, { readonly: true });
  try {
    return judge(database, path, latest);
  } finally {
    database.close();
  }
}

function judge(database: Database, path: string, latest: number): DatabaseKind {
  const id = database.pragma('application_id', { simple: true }) as number;
  const version = schemaVersion(database);
  const objects = database.prepare('SELECT count(*) FROM sqlite_schema').pluck().get() as number;
  // What a process leaves that is killed between making the file and its first transaction.
  if (id === 0 && version === 0 && objects === 0) return 'new';
  if (id !== APPLICATION_ID) {
    throw new LabError({
      code: 'bad-input',
      message: `${path} is a database of another program`,
      hint: 'Choose another folder for the lab',
      context: { path, applicationId: id },
    });
  }
  if (version > latest) {
    throw new LabError({
      code: 'store-from-future',
      message: `The lab was written by a newer Atelier (schema ${version}; this one knows ${latest})`,
      hint: 'Open it with the newer Atelier; this one has not changed it',
      context: { path, version, latest },
    });
  }
  return version === latest ? 'current' : 'older';
}
