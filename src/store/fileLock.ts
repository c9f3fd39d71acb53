import { connect, type Database } from './loadSqlite.ts';
import { sqliteCode, toStoreError } from './storeError.ts';

/** A lock that is held until released, or until the process ends in any way. */
export interface FileLock {
  release(): void;
}

/**
 * Takes a lock that the kernel frees when its holder dies: an exclusive transaction on a small SQLite
 * file, which locks alike on every platform. Nobody else may open that file: on POSIX, closing any
 * handle on it within the holder's process frees the lock.
 *
 * @param path made when missing; its folder must exist
 * @returns undefined when somebody holds it, be it in this process
 * @throws LabError `store-unavailable`
 */
export function takeFileLock(path: string): FileLock | undefined {
  let database: Database | undefined;
  try {
    database = connect(path, { timeout: 0 });
    database.exec('BEGIN EXCLUSIVE');
    const held = database;
    return { release: () => void held.close() };
  } catch (error) {
    database?.close();
    if (sqliteCode(error)?.startsWith('SQLITE_BUSY')) return undefined;
    throw toStoreError(error, path);
  }
}
