import { LabError } from '../shared/errors.ts';
import type { Experiment } from '../shared/model/experiment.ts';
import type { Database } from './loadSqlite.ts';

/** Named questions that hold runs. */
export type Experiments = ReturnType<typeof createExperiments>;

const SELECT = `
  SELECT x.id, x.name, x.question, x.conclusion, x.created_at AS createdAt,
    (SELECT count(*) FROM runs r WHERE r.experiment_id = x.id AND r.deleted_at IS NULL) AS runs
  FROM experiments x`;

/** Prepares the statements on experiments; callers bring the transaction. */
export function createExperiments(database: Database) {
  const all = database.prepare<[], Experiment>(`${SELECT} ORDER BY x.name COLLATE NOCASE, x.id`);
  const select = database.prepare<[string], Experiment>(`${SELECT} WHERE x.id = ?`);
  const namesake = database.prepare<[string, string], { readonly name: string }>(
    'SELECT name FROM experiments WHERE name = ? COLLATE NOCASE AND id <> ?',
  );
  const insert = database.prepare<[string, string, string, string]>(
    'INSERT INTO experiments (id, name, question, created_at) VALUES (?, ?, ?, ?)',
  );
  const update = database.prepare<[string, string, string, string]>(
    'UPDATE experiments SET name = ?, question = ?, conclusion = ? WHERE id = ?',
  );
  const remove = database.prepare<[string]>('DELETE FROM experiments WHERE id = ?');

  const get = (id: string): Experiment => {
    const found = select.get(id);
    if (found) return found;
    throw new LabError({
      code: 'not-found',
      message: `There is no experiment ${id}`,
      hint: 'It may have been deleted; list the experiments again',
    });
  };
  const assertFree = (name: string, id: string): void => {
    if (namesake.get(name, id) === undefined) return;
    throw new LabError({
      code: 'bad-input',
      message: `name: there is an experiment "${name}" already`,
      hint: 'Give it another name, or use the one that is there',
      context: { field: 'name' },
    });
  };
  return {
    all: (): readonly Experiment[] => all.all(),
    /** @throws LabError `not-found` */
    get,
    /** @throws LabError `bad-input` when the name is taken */
    create(id: string, name: string, question: string, at: string): Experiment {
      assertFree(name, id);
      insert.run(id, name, question, at);
      return get(id);
    },
    /** @throws LabError `not-found`, `bad-input` when the name is taken */
    update({ id, name, question, conclusion }: ExperimentChange): Experiment {
      get(id);
      assertFree(name, id);
      update.run(name, question, conclusion, id);
      return get(id);
    },
    /** @returns whether it was there */
    remove: (id: string): boolean => remove.run(id).changes > 0,
  };
}

/** What an experiment is to say from now on. */
export type ExperimentChange = Pick<Experiment, 'id' | 'name' | 'question' | 'conclusion'>;
