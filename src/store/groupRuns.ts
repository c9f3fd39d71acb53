import type { GroupCell, GroupPage, GroupQuery } from '../shared/contract/runQuery.ts';
import type { RunKey } from '../shared/query/runKey.ts';
import type { ParamValue } from '../shared/spec/flattenSpec.ts';
import { createReadSummaries } from './listRuns.ts';
import type { Database } from './loadSqlite.ts';
import { QUERY_FROM, requireKey, valueSql } from './query/keySql.ts';
import { joined, sql, type Sql, type SqlValue } from './query/sql.ts';
import { whereSql } from './query/whereSql.ts';

interface GroupRow {
  readonly value: string | number | null;
  readonly size: number;
  readonly newest: number;
  readonly total: number;
  readonly runs: number;
}

/**
 * Prepares the query behind tables of groups: runs with an equal value of a key, with mean and standard
 * deviation of the columns that are numbers. A run with several tags is in the group of each.
 *
 * @returns a function that throws LabError `bad-input` for an unknown column
 */
export function createGroupRuns(
  database: Database,
  now: () => Date,
): (query: GroupQuery) => GroupPage {
  const readSummaries = createReadSummaries(database);
  return (query) => {
    const key = requireKey(query.group);
    const where = whereSql(query, now().getTime());
    const rows = findGroups(database, query, key, where);
    const columns = (query.columns ?? []).map(requireKey);
    const cells = cellsOf(database, key, where, rows, columns);
    const newest = readSummaries(rows.map((row) => row.newest));
    const groups = rows.flatMap(({ value, size }, index) => {
      const run = newest[index];
      return run
        ? [{ value: plain(key, value), count: size, newest: run, cells: cells[index] ?? [] }]
        : [];
    });
    const [first] = rows;
    return { groups, total: first?.total ?? 0, runs: first?.runs ?? 0 };
  };
}

function findGroups(
  database: Database,
  query: GroupQuery,
  key: RunKey,
  where: Sql,
): readonly GroupRow[] {
  const group = groupSql(key);
  const mean = sortedMean(query, key);
  const direction = query.sort?.descending === false ? 'ASC' : 'DESC';
  const order = mean ? 'sorted' : orderColumn(query, key);
  return database
    .prepare<SqlValue[], GroupRow>(
      `WITH found AS MATERIALIZED (
         SELECT r.number AS number, ${group.value} AS value${mean ? `, ${mean.sql} AS figure` : ''}
         ${QUERY_FROM} ${group.join} ${where.sql}
       ), grouped AS MATERIALIZED (
         SELECT value, count(*) AS size, max(number) AS newest${mean ? ', avg(figure) AS sorted' : ''}
         FROM found GROUP BY value
       )
       SELECT value, size, newest, (SELECT count(*) FROM grouped) AS total,
         (SELECT count(DISTINCT number) FROM found) AS runs
       FROM grouped ORDER BY ${order} ${direction} NULLS LAST, newest DESC LIMIT ? OFFSET ?`,
    )
    .all(
      ...group.values,
      ...(mean?.values ?? []),
      ...where.values,
      query.limit ?? -1,
      query.offset ?? 0,
    );
}

function orderColumn({ sort }: GroupQuery, key: RunKey): string {
  if (sort === undefined) return 'newest';
  if (sort.key === key.name) return 'value COLLATE NOCASE';
  return sort.key === 'number' ? 'size' : 'newest';
}

/** The figure whose mean the groups are sorted by; undefined where it is something else. */
function sortedMean({ sort }: GroupQuery, key: RunKey): Sql | undefined {
  if (sort === undefined || sort.key === key.name || sort.key === 'number') return undefined;
  const by = requireKey(sort.key);
  return by.type === 'number' || by.type === 'param' ? valueSql(by) : undefined;
}

interface GroupSql {
  readonly value: string;
  readonly join: string;
  readonly values: readonly SqlValue[];
}

function groupSql(key: RunKey): GroupSql {
  if (key.name === 'tag') {
    return { value: 'g.tag', join: 'LEFT JOIN tags g ON g.run = r.number', values: [] };
  }
  const { sql: value, values } = valueSql(key);
  return { value, join: '', values };
}

type Cells = readonly (GroupCell | null)[];

function cellsOf(
  database: Database,
  key: RunKey,
  where: Sql,
  rows: readonly GroupRow[],
  columns: readonly RunKey[],
): readonly Cells[] {
  if (columns.length === 0) return rows.map(() => []);
  const group = groupSql(key);
  const values = joined([sql(group.value, ...group.values), ...columns.map(valueSql)], ', ');
  const found = database
    .prepare<SqlValue[], readonly ParamValue[]>(
      `SELECT ${values.sql} ${QUERY_FROM} ${group.join} ${where.sql}`,
    )
    .raw();
  const places = new Map(rows.map((row, place) => [row.value, place] as const));
  const tallies = rows.map(() => columns.map(() => ({ count: 0, mean: 0, squares: 0 })));
  for (const [value, ...cells] of found.iterate(...values.values, ...where.values)) {
    const place = places.get(value as GroupRow['value']);
    if (place === undefined) continue;
    cells.forEach((cell, column) => {
      const tally = tallies[place]?.[column];
      if (tally && typeof cell === 'number') add(tally, cell);
    });
  }
  return tallies.map((group) => group.map(toCell));
}

interface Tally {
  count: number;
  mean: number;
  squares: number;
}

/** Welford's recurrence: no large sums that small deviations are lost in. */
function add(tally: Tally, value: number): void {
  tally.count += 1;
  const before = value - tally.mean;
  tally.mean += before / tally.count;
  tally.squares += before * (value - tally.mean);
}

function toCell({ count, mean, squares }: Tally): GroupCell | null {
  if (count === 0) return null;
  return { count, mean, sd: count < 2 ? null : Math.sqrt(squares / (count - 1)) };
}

function plain({ type }: RunKey, value: GroupRow['value']): ParamValue {
  return type === 'boolean' ? value === 1 : value;
}
