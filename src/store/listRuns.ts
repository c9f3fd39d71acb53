import type { RunQuery, RunSortColumn, RunSummary } from '../shared/model/run.ts';
import type { Database } from './loadSqlite.ts';
import { SUMMARY_FROM, SUMMARY_SELECT, toSummary, type SummaryRow } from './runRow.ts';

/** A page of runs, and how many there are in all. */
export interface RunPage {
  readonly runs: readonly RunSummary[];
  readonly total: number;
}

/** The only SQL that a sort order can become. */
const SORT_SQL: Readonly<Record<RunSortColumn, string>> = {
  number: 'r.number',
  name: 'r.name COLLATE NOCASE',
  model: 'r.model COLLATE NOCASE',
  state: 'r.state',
  epochsDone: 'r.epochs_done',
  bestValAccuracy: 'r.best_val_accuracy',
  testAccuracy: 'e.accuracy',
  parameters: 'r.parameters',
  trainingSeconds: 'r.training_seconds',
  createdAt: 'r.created_at',
};

interface Condition {
  readonly sql: string;
  readonly values: readonly string[];
}

/**
 * Prepares the query behind tables of runs: filtered and sorted by SQLite, newest first by default.
 * Runs without a value in the sorted column come last, whatever the direction.
 */
export function createListRuns(database: Database): (query: RunQuery) => RunPage {
  // SQLite folds only ASCII; people's names are not.
  database.function('fold', { deterministic: true }, fold);
  return (query) => {
    const conditions = conditionsOf(query);
    const where =
      conditions.length === 0 ? '' : `WHERE ${conditions.map(({ sql }) => sql).join(' AND ')}`;
    const values = conditions.flatMap((condition) => condition.values);
    const total = database
      .prepare<string[], number>(`SELECT count(*) ${SUMMARY_FROM} ${where}`)
      .pluck()
      .get(...values);
    const rows = database
      .prepare<(string | number)[], SummaryRow>(
        `${SUMMARY_SELECT} ${where} ORDER BY ${orderOf(query)} LIMIT ? OFFSET ?`,
      )
      .all(...values, query.limit ?? -1, query.offset ?? 0);
    return { runs: rows.map(toSummary), total: total ?? 0 };
  };
}

function conditionsOf({ states, model, text }: RunQuery): Condition[] {
  const conditions: Condition[] = [];
  if (states !== undefined) {
    const marks = states.map(() => '?').join(', ');
    conditions.push({ sql: `r.state IN (${marks})`, values: states });
  }
  if (model !== undefined) conditions.push({ sql: 'r.model = ?', values: [model] });
  if (text !== undefined && text !== '') {
    const sql = '(instr(fold(r.name), ?) > 0 OR instr(fold(r.model), ?) > 0)';
    const folded = fold(text);
    conditions.push({ sql, values: [folded, folded] });
  }
  return conditions;
}

function orderOf({ sort }: RunQuery): string {
  if (sort === undefined) return 'r.number DESC';
  const direction = sort.descending ? 'DESC' : 'ASC';
  const column = SORT_SQL[sort.column];
  return `${column} IS NULL, ${column} ${direction}, r.number ${direction}`;
}

function fold(text: unknown): string {
  return String(text).toLowerCase();
}
