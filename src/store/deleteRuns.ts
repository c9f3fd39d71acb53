import { LabError } from '../shared/errors.ts';
import type { RunSummary } from '../shared/model/run.ts';
import { isActive } from '../shared/model/runState.ts';
import type { Database } from './loadSqlite.ts';
import type { Tables } from './tables.ts';

interface DeletedRow {
  readonly id: string;
  readonly number: number;
  readonly fromQueue: number;
}

/** Deleting runs in two steps, so that it can be taken back; callers bring the transaction. */
export type Deletions = ReturnType<typeof createDeletions>;

/** Prepares deleting runs, taking it back, and removing for good what was deleted long ago. */
export function createDeletions(database: Database, tables: Tables) {
  const hide = database.prepare<[string, number]>(
    'UPDATE runs SET deleted_at = ? WHERE number = ?',
  );
  const leaveQueue = database.prepare<[number]>(
    `UPDATE runs SET state = 'stopped', queue_position = NULL, deleted_from_queue = 1 WHERE number = ?`,
  );
  const select = database.prepare<[string], DeletedRow>(
    `SELECT id, number, deleted_from_queue AS fromQueue FROM runs
     WHERE id = ? AND deleted_at IS NOT NULL`,
  );
  const show = database.prepare<[number]>(
    'UPDATE runs SET deleted_at = NULL, deleted_from_queue = 0 WHERE number = ?',
  );
  const joinQueue = database.prepare<[number, number]>(
    `UPDATE runs SET state = 'queued', queue_position = ?, finished_at = NULL WHERE number = ?`,
  );
  const selectByNumber = database
    .prepare<[string], string>(
      `SELECT id FROM runs WHERE '#' || number = ? AND deleted_at IS NOT NULL`,
    )
    .pluck();
  const overdue = database
    .prepare<[string], string>('SELECT id FROM runs WHERE deleted_at < ? ORDER BY number')
    .pluck();
  const remove = database.prepare<[string]>('DELETE FROM runs WHERE id = ?');

  return {
    /**
     * Puts runs out of sight, or none of them. A queued one leaves the queue.
     *
     * @param at ISO 8601 in UTC
     * @returns their ids
     * @throws LabError `illegal-state` when one is training, `not-found`
     */
    delete(ids: readonly string[], at: string): readonly string[] {
      const unique = [...new Set(ids)];
      assertInactive(unique.map(tables.runs.get));
      for (const id of unique) {
        // Read anew: each one that leaves the queue moves those behind it.
        const { number, queuePosition } = tables.runs.get(id);
        if (queuePosition !== null) {
          leaveQueue.run(number);
          tables.positions.close(queuePosition);
        }
        hide.run(at, number);
      }
      return unique;
    },
    /** Removes runs at once and for good, for what should never have been. @throws LabError `not-found` */
    erase(ids: readonly string[], at: string): void {
      for (const id of this.delete(ids, at)) remove.run(id);
    },
    /** The ULID of a deleted run by its number (with or without #) or ULID. @throws LabError `not-found` */
    find(reference: string): string {
      const wanted = reference.trim().toUpperCase();
      const id = selectByNumber.get(`#${wanted.replace('#', '')}`) ?? select.get(wanted)?.id;
      return id ?? gone(reference);
    },
    /**
     * Takes back the deletion of runs, or of none. One that was queued waits at the end of the queue.
     *
     * @throws LabError `not-found` when one was not deleted, or is gone for good
     */
    restore(ids: readonly string[]): readonly RunSummary[] {
      const rows = [...new Set(ids)].map((id) => select.get(id) ?? gone(id));
      for (const { number, fromQueue } of rows) {
        if (fromQueue === 1) joinQueue.run(tables.positions.last() + 1, number);
        show.run(number);
      }
      return rows.map(({ id }) => tables.runs.get(id));
    },
    /**
     * Removes for good, with all that hangs on them, the runs deleted before a moment.
     *
     * @param before ISO 8601 in UTC
     * @returns the names of their folders, to be removed once the rows are gone
     */
    purge(before: string): readonly string[] {
      const ids = overdue.all(before);
      for (const id of ids) remove.run(id);
      return ids;
    },
  };
}

function assertInactive(runs: readonly RunSummary[]): void {
  const active = runs.filter(({ state }) => isActive(state));
  if (active.length === 0) return;
  throw new LabError({
    code: 'illegal-state',
    message: `${active.map(({ name }) => name).join(', ')} cannot be deleted while training`,
    hint: 'Stop it first',
    context: { runIds: active.map(({ id }) => id) },
  });
}

function gone(id: string): never {
  throw new LabError({
    code: 'not-found',
    message: `There is no deleted run ${id}`,
    hint: 'What was deleted more than a day ago is gone for good',
  });
}
