import { dirname } from 'node:path';
import { z } from 'zod';
import { LabError, type LabErrorCode } from '../shared/errors.ts';

interface Explanation {
  readonly code: LabErrorCode;
  readonly message: string;
  readonly hint: string;
}

/** By the beginning of SQLite's code: extended codes share it. */
const EXPLANATIONS: readonly (readonly [string, Explanation])[] = [
  [
    'SQLITE_CORRUPT',
    {
      code: 'store-corrupt',
      message: 'The lab’s database is damaged',
      hint: 'Keep lab.db, lab.db-wal and lab.db-shm together, and restore a backup',
    },
  ],
  [
    'SQLITE_NOTADB',
    {
      code: 'store-corrupt',
      message: 'The file is not a database, or its beginning is damaged',
      hint: 'Move it away to begin a new lab, or restore a backup',
    },
  ],
  [
    'SQLITE_FULL',
    {
      code: 'disk-full',
      message: 'The disk is full: there is no room for the lab’s database',
      hint: 'Make room on the disk that holds the lab; what was recorded before is kept',
    },
  ],
  [
    'SQLITE_READONLY',
    {
      code: 'store-unavailable',
      message: 'The lab’s database cannot be written',
      hint: 'Check the permissions of the lab’s folder',
    },
  ],
  [
    'SQLITE_CANTOPEN',
    {
      code: 'store-unavailable',
      message: 'The lab’s database cannot be opened',
      hint: 'Check that the lab’s folder exists and may be written',
    },
  ],
  [
    'SQLITE_BUSY',
    {
      code: 'store-unavailable',
      message: 'Another program keeps the lab’s database locked',
      hint: 'Close the other program and try again',
    },
  ],
  [
    'SQLITE_IOERR',
    {
      code: 'store-unavailable',
      message: 'The disk failed to read or write the lab’s database',
      hint: 'Check the disk, and that the lab is not on a network drive',
    },
  ],
];

/** A full disk is named by the folder that needs room. */
function messageOf(found: Explanation | undefined, path: string): string | undefined {
  return found?.code === 'disk-full' ? `${found.message} in ${dirname(path)}` : found?.message;
}

/** SQLite's own code of an error, or undefined when it is none of SQLite's. */
export function sqliteCode(thrown: unknown): string | undefined {
  if (!(thrown instanceof Error) || !('code' in thrown)) return undefined;
  const { code } = thrown;
  return typeof code === 'string' && code.startsWith('SQLITE_') ? code : undefined;
}

/** Whether a row was read that does not hold what it was written with. */
function isUnreadable(thrown: unknown): thrown is SyntaxError | z.ZodError {
  return thrown instanceof SyntaxError || thrown instanceof z.ZodError;
}

function unreadable(cause: SyntaxError | z.ZodError, path: string): LabError {
  return new LabError({
    code: 'store-corrupt',
    message: 'A record in the lab’s database is damaged and cannot be read',
    hint: 'Delete the run whose record it is, or restore a backup of lab.db',
    context: { path, detail: cause.message },
    cause,
  });
}

/**
 * Turns what SQLite threw, or a row that makes no sense, into a {@link LabError} a person can act on;
 * anything else passes unchanged.
 *
 * @param path the database's file
 */
export function toStoreError(thrown: unknown, path: string): unknown {
  if (isUnreadable(thrown)) return unreadable(thrown, path);
  const code = sqliteCode(thrown);
  if (code === undefined) return thrown;
  const found = EXPLANATIONS.find(([prefix]) => code.startsWith(prefix))?.[1];
  const detail = (thrown as Error).message;
  return new LabError({
    code: found?.code ?? 'internal',
    message: messageOf(found, path) ?? `The lab’s database refused a statement: ${detail}`,
    ...(found && { hint: found.hint }),
    context: { path, sqlite: code, detail },
    cause: thrown,
  });
}
