import { accessSync, constants, existsSync, readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** In a database's header: the form of its journal for writers and for readers; 1 is without a log. */
const JOURNAL_FORM = [18, 19] as const;
const WITHOUT_LOG = 1;

/**
 * The bytes of a database that SQLite refuses to open where it lies: one with a write-ahead log needs an
 * index of that log beside it, also to be read, and in a folder that nobody may write there can be none.
 *
 * @returns null for a database that SQLite can open; else a copy that needs no such index, with all that
 *   was ever committed, since what is closed in order leaves nothing in its log
 */
export function readFrozen(path: string): Buffer | null {
  if (!existsSync(path) || isWritable(dirname(path)) || hasLog(path)) return null;
  const bytes = readFileSync(path);
  for (const place of JOURNAL_FORM) if (place < bytes.length) bytes[place] = WITHOUT_LOG;
  return bytes;
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function hasLog(path: string): boolean {
  return (statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0;
}
