import type { RunPage, RunQuery } from '../shared/contract/runQuery.ts';
import type { RunKey } from '../shared/query/runKey.ts';
import type { ParamValue } from '../shared/spec/flattenSpec.ts';
import type { Database } from './loadSqlite.ts';
import { QUERY_FROM, requireKey, sortSql, valueSql } from './query/keySql.ts';
import { joined, type SqlValue } from './query/sql.ts';
import { whereSql } from './query/whereSql.ts';
import { SUMMARY_SELECT, toSummary, type SummaryRow } from './runRow.ts';

/**
 * Prepares the query behind tables of runs: filtered and sorted by SQLite, newest first by default.
 * Runs without a value in the sorted column come last, whatever the direction.
 *
 * @returns a function that throws LabError `bad-input` for an unknown column
 */
export function createListRuns(database: Database, now: () => Date): (query: RunQuery) => RunPage {
  const readSummaries = createReadSummaries(database);
  return (query) => {
    const { numbers, total } = findNumbers(database, query, now().getTime());
    const columns = (query.columns ?? []).map(requireKey);
    return {
      runs: readSummaries(numbers),
      cells: readCells(database, numbers, columns),
      total,
    };
  };
}

/** A page of run numbers, and how many there are in all: the filter is worked out once for both. */
function findNumbers(
  database: Database,
  query: RunQuery,
  now: number,
): { readonly numbers: readonly number[]; readonly total: number } {
  const where = whereSql(query, now);
  const by = query.sort && sortSql(requireKey(query.sort.key));
  const direction = query.sort?.descending === false ? 'ASC' : 'DESC';
  const order = `${by ? `sorted ${direction} NULLS LAST, ` : ''}number DESC`;
  const found = `WITH found AS MATERIALIZED (
    SELECT r.number AS number${by ? `, ${by.sql} AS sorted` : ''} ${QUERY_FROM} ${where.sql}
  )`;
  const values = [...(by?.values ?? []), ...where.values];
  const rows = database
    .prepare<SqlValue[], [number, number]>(
      `${found} SELECT number, (SELECT count(*) FROM found) FROM found
       ORDER BY ${order} LIMIT ? OFFSET ?`,
    )
    .raw()
    .all(...values, query.limit ?? -1, query.offset ?? 0);
  const [first] = rows;
  // A page beyond the end has no row to carry the count.
  const total =
    first?.[1] ??
    database
      .prepare<SqlValue[], number>(`${found} SELECT count(*) FROM found`)
      .pluck()
      .get(...values);
  return { numbers: rows.map(([number]) => number), total: total ?? 0 };
}

/** Prepares reading the summaries of runs by number, in the order given. */
export function createReadSummaries(database: Database) {
  const select = database.prepare<[string], SummaryRow>(
    `${SUMMARY_SELECT} WHERE r.number IN (SELECT value FROM json_each(?))`,
  );
  return (numbers: readonly number[]) => {
    const rows = select.all(JSON.stringify(numbers)).map(toSummary);
    return inOrder(numbers, new Map(rows.map((row) => [row.number, row])));
  };
}

type Cells = readonly ParamValue[];

/** The values of some columns, for the rows of a page alone. */
function readCells(
  database: Database,
  numbers: readonly number[],
  columns: readonly RunKey[],
): readonly Cells[] {
  if (columns.length === 0) return numbers.map(() => []);
  const values = joined(columns.map(valueSql), ', ');
  const rows = database
    .prepare<SqlValue[], [number, ...(string | number | null)[]]>(
      `SELECT r.number, ${values.sql} ${QUERY_FROM}
       WHERE r.number IN (SELECT value FROM json_each(?))`,
    )
    .raw()
    .all(...values.values, JSON.stringify(numbers));
  const cells = rows.map(([number, ...row]) => {
    const typed = row.map((value, index) =>
      columns[index]?.type === 'boolean' ? value === 1 : value,
    );
    return [number, typed] as const;
  });
  return inOrder(numbers, new Map<number, Cells>(cells));
}

function inOrder<T>(numbers: readonly number[], found: ReadonlyMap<number, T>): readonly T[] {
  return numbers.map((number) => found.get(number)).filter((value) => value !== undefined);
}
