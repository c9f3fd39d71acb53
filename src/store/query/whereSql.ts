import type { RunQuery } from '../../shared/contract/runQuery.ts';
import { mentions } from '../../shared/query/filter.ts';
import { filterSql } from './filterSql.ts';
import { joined, sql, type Sql } from './sql.ts';

/** Which runs a query is about, as a WHERE: never the deleted ones. */
export function whereSql({ filter, archived }: RunQuery, now: number): Sql {
  const shown = archived ?? (mentions(filter, 'archived') ? 'with' : 'without');
  const conditions = [
    sql('r.deleted_at IS NULL'),
    ...(shown === 'with'
      ? []
      : [sql(`r.archived_at IS ${shown === 'only' ? 'NOT NULL' : 'NULL'}`)]),
    ...(filter === undefined ? [] : [filterSql(filter, now)]),
  ];
  const { sql: text, values } = joined(conditions, ' AND ');
  return { sql: `WHERE ${text}`, values };
}
