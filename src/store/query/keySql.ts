import { assertNever } from '../../shared/assertNever.ts';
import { LabError } from '../../shared/errors.ts';
import { RUN_STATES } from '../../shared/model/runState.ts';
import type { RunKey } from '../../shared/query/runKey.ts';
import { findRunKey } from '../../shared/query/runKeys.ts';
import { sql, type Sql } from './sql.ts';

/**
 * The tables that every expression of a key may use. What is not used costs nothing: SQLite leaves out a
 * left join on a key of the joined table.
 */
export const QUERY_FROM = `FROM runs r
  LEFT JOIN run_metrics m ON m.run = r.number
  LEFT JOIN evaluations e ON e.run = r.number AND e.split = 'test'`;

const FIELDS: Readonly<Record<string, string>> = {
  name: 'r.name',
  model: 'r.model',
  state: 'r.state',
  tag: `(SELECT group_concat(t.tag, ', ' ORDER BY t.tag) FROM tags t WHERE t.run = r.number)`,
  experiment: '(SELECT x.name FROM experiments x WHERE x.id = r.experiment_id)',
  note: '(SELECT n.text FROM notes n WHERE n.run = r.number)',
  favourite: 'r.favourite',
  archived: '(r.archived_at IS NOT NULL)',
  number: 'r.number',
  seed: 'r.seed',
  epochs: 'r.epochs',
  epochs_done: 'r.epochs_done',
  best_epoch: 'r.best_epoch',
  test_accuracy: 'e.accuracy',
  test_loss: 'e.loss',
  parameters: 'r.parameters',
  training_time: 'r.training_seconds',
  waiting_time: 'r.waiting_seconds',
  created: 'r.created_at',
  started: 'r.started_at',
  finished: 'r.finished_at',
  recipe: 'r.recipe_hash',
};

/** The hyperparameter of the run at hand that a question mark names; conditions on `p` may follow. */
export const PARAM_FROM = `FROM run_params p INDEXED BY run_params_by_key
  WHERE p.key = ? AND p.run = r.number`;

/** The key of a name. @throws LabError `bad-input` */
export function requireKey(name: string): RunKey {
  const key = findRunKey(name);
  if (key) return key;
  throw new LabError({
    code: 'bad-input',
    message: `There is no column "${name}"`,
    hint: 'Use a column such as val_accuracy, or the dotted path of a hyperparameter',
    context: { field: 'key', key: name },
  });
}

/** The value of a key for the run at hand; NULL where it has none. */
export function valueSql({ name, source }: RunKey): Sql {
  switch (source.kind) {
    case 'field': {
      const column = FIELDS[name];
      if (column === undefined) throw new Error(`no SQL for the field ${name}`);
      return sql(column);
    }
    case 'metric':
      // Both parts are words of the program's own lists.
      return sql(`m.${source.metric}_${source.moment}`);
    case 'param':
      return sql(
        `(SELECT iif(p.kind = 'boolean', iif(p.value, 'true', 'false'), p.value) ${PARAM_FROM})`,
        source.key,
      );
    default:
      return assertNever(source);
  }
}

/** What runs are ordered by for a key. */
export function sortSql(key: RunKey): Sql {
  if (key.name === 'state') {
    const whens = RUN_STATES.map((state, place) => `WHEN '${state}' THEN ${place}`).join(' ');
    return sql(`(CASE r.state ${whens} END)`);
  }
  const value = valueSql(key);
  return key.type === 'text' || key.type === 'param'
    ? { ...value, sql: `${value.sql} COLLATE NOCASE` }
    : value;
}
