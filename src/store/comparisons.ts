import { monotonicFactory } from 'ulid';
import type { SaveComparison, SavedComparison } from '../shared/contract/comparison.ts';
import { LabError } from '../shared/errors.ts';
import type { Database } from './loadSqlite.ts';

interface Row extends Omit<SavedComparison, 'runIds'> {
  readonly runIds: string;
}

/** Comparisons that people kept. */
export type Comparisons = ReturnType<typeof createComparisons>;

const COLUMNS = `id, name, question, conclusion, run_ids AS runIds, created_at AS createdAt,
  updated_at AS updatedAt`;

/** Prepares the statements on saved comparisons. */
export function createComparisons(database: Database) {
  const nextId = monotonicFactory();
  const select = database.prepare<[], Row>(
    `SELECT ${COLUMNS} FROM comparisons ORDER BY updated_at DESC, id DESC`,
  );
  const selectOne = database.prepare<[string], Row>(
    `SELECT ${COLUMNS} FROM comparisons WHERE id = ?`,
  );
  const insert = database.prepare<[Record<string, string>]>(
    `INSERT INTO comparisons (id, name, question, conclusion, run_ids, created_at, updated_at)
     VALUES (@id, @name, @question, @conclusion, @runIds, @at, @at)`,
  );
  const update = database.prepare<[Record<string, string>]>(
    `UPDATE comparisons SET name = @name, question = @question, conclusion = @conclusion,
       run_ids = @runIds, updated_at = @at WHERE id = @id`,
  );
  const remove = database.prepare<[string]>('DELETE FROM comparisons WHERE id = ?');
  return {
    /** The one changed last first. */
    all: (): readonly SavedComparison[] => select.all().map(toComparison),
    /** @throws LabError `not-found` for an id that is gone */
    save({ id, runIds, ...words }: SaveComparison, at: Date): SavedComparison {
      const own = id ?? nextId(at.getTime());
      const values = { ...words, id: own, runIds: JSON.stringify(runIds), at: at.toISOString() };
      const changed = (id === undefined ? insert : update).run(values).changes;
      const row = changed === 1 ? selectOne.get(own) : undefined;
      if (row) return toComparison(row);
      throw new LabError({
        code: 'not-found',
        message: 'This saved comparison is no longer in the lab',
        hint: 'Save it as a new one',
      });
    },
    remove: (id: string): boolean => remove.run(id).changes === 1,
  };
}

function toComparison({ runIds, ...rest }: Row): SavedComparison {
  return { ...rest, runIds: JSON.parse(runIds) as string[] };
}
