import { assertNever } from '../../shared/assertNever.ts';
import { LabError } from '../../shared/errors.ts';
import type { Comparison, Filter, FilterValue } from '../../shared/query/filter.ts';
import { parseTime } from '../../shared/query/filterTime.ts';
import type { RunKey } from '../../shared/query/runKey.ts';
import { containsText, equalText, orderedText } from './textSql.ts';
import { PARAM_FROM, requireKey, valueSql } from './keySql.ts';
import { joined, sql, type Sql } from './sql.ts';

/**
 * A filter as a condition on the tables of {@link QUERY_FROM}. Every condition is 1 or 0, never NULL, so
 * that NOT turns it round. Values are bound, never written into the text.
 *
 * @param now milliseconds since 1970, for times such as `7d`
 * @throws LabError `bad-input` for an unknown key or a value that is none of its type
 */
export function filterSql(filter: Filter, now: number): Sql {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return chain(filter.kind, filter.of, now);
    case 'not':
      return wrapped('(NOT ', filterSql(filter.of, now), ')');
    case 'compare':
      return compareSql(requireKey(filter.key), filter.op, filter.value, now);
    case 'contains':
      return containsSql(requireKey(filter.key), filter.text);
    case 'in': {
      const key = requireKey(filter.key);
      if (filter.values.length === 0) return sql('0');
      const equals = filter.values.map((value) => compareSql(key, '=', value, now));
      return wrapped('(', joined(equals, ' OR '), ')');
    }
    case 'missing':
      return missingSql(requireKey(filter.key));
    case 'text':
      return textSql(filter.text);
    default:
      return assertNever(filter);
  }
}

function chain(kind: 'and' | 'or', of: readonly Filter[], now: number): Sql {
  if (of.length === 0) return sql(kind === 'and' ? '1' : '0');
  const parts = of.map((part) => filterSql(part, now));
  return wrapped('(', joined(parts, kind === 'and' ? ' AND ' : ' OR '), ')');
}

function compareSql(key: RunKey, op: Comparison, value: FilterValue, now: number): Sql {
  if (key.source.kind === 'param') return paramSql(key.source.key, op, value);
  switch (key.type) {
    case 'time':
      return timeSql(key, op, value, now);
    case 'text':
      return textCompareSql(key, op, value);
    case 'number':
      if (typeof value !== 'number') throw wrongType(key, value, 'a number');
      return decided(key, ` ${op} ?`, value);
    case 'boolean':
      if (typeof value !== 'boolean') throw wrongType(key, value, 'true or false');
      return decided(key, ` ${op} ?`, Number(value));
    case 'param':
      return paramSql(key.name, op, value);
    default:
      return assertNever(key.type);
  }
}

/** A comparison that is 0 where the value is missing. */
function decided(key: RunKey, comparison: string, ...values: (string | number)[]): Sql {
  const left = valueSql(key);
  return {
    sql: `ifnull(${left.sql}${comparison}, 0)`,
    values: [...left.values, ...values],
  };
}

function textCompareSql(key: RunKey, op: Comparison, value: FilterValue): Sql {
  if (typeof value !== 'string') throw wrongType(key, value, 'a text');
  if (key.name === 'tag') return withTag(compareText(sql('t.tag'), op, value));
  return wrapped('ifnull(', compareText(valueSql(key), op, value), ', 0)');
}

function timeSql(key: RunKey, op: Comparison, value: FilterValue, now: number): Sql {
  const time = typeof value === 'string' ? parseTime(value) : undefined;
  if (!time) throw wrongType(key, value, 'a date such as 2026-01-31, or 7d ago');
  const { from, to } = time(now);
  const [begin, end] = [new Date(from).toISOString(), new Date(to).toISOString()];
  switch (op) {
    case '=':
      return wrapped(
        '(',
        joined([decided(key, ' >= ?', begin), decided(key, ' < ?', end)], ' AND '),
        ')',
      );
    case '<':
      return decided(key, ' < ?', begin);
    case '<=':
      return decided(key, ' < ?', end);
    case '>':
      return decided(key, ' >= ?', end);
    case '>=':
      return decided(key, ' >= ?', begin);
    default:
      return assertNever(op);
  }
}

/** Numbers compare with numbers, texts with texts; what is of another kind is not equal. */
function paramSql(key: string, op: Comparison, value: FilterValue): Sql {
  if (typeof value === 'string') {
    return withParam(key, wrapped(`p.kind = 'string' AND `, compareText(VALUE, op, value), ''));
  }
  const kind = typeof value;
  return withParam(key, sql(`p.kind = '${kind}' AND p.value ${op} ?`, Number(value)));
}

function containsSql(key: RunKey, text: string): Sql {
  if (key.name === 'tag') return withTag(containsText(sql('t.tag'), text));
  if (key.source.kind === 'param') {
    const contains = containsText(VALUE, text);
    return withParam(key.source.key, wrapped(`p.kind = 'string' AND `, contains, ''));
  }
  return wrapped('ifnull(', containsText(valueSql(key), text), ', 0)');
}

function missingSql(key: RunKey): Sql {
  if (key.source.kind === 'param') {
    return wrapped('(NOT ', withParam(key.source.key, sql(`p.kind <> 'null'`)), ')');
  }
  const { sql: value, values } = valueSql(key);
  return { sql: `(${value} IS NULL)`, values };
}

/** What a person types into the search: part of a name, model or tag, or `#number`. */
function textSql(text: string): Sql {
  const number = /^#(\d{1,15})$/.exec(text)?.[1];
  const parts = [
    containsText(sql('r.name'), text),
    containsText(sql('r.model'), text),
    withTag(containsText(sql('t.tag'), text)),
    ...(number === undefined ? [] : [sql('r.number = ?', Number(number))]),
  ];
  return wrapped('(', joined(parts, ' OR '), ')');
}

const VALUE = sql('p.value');

function compareText(left: Sql, op: Comparison, text: string): Sql {
  return op === '=' ? equalText(left, text) : orderedText(left, op, text);
}

function withTag(condition: Sql): Sql {
  return wrapped('EXISTS (SELECT 1 FROM tags t WHERE t.run = r.number AND ', condition, ')');
}

function withParam(key: string, { sql: condition, values }: Sql): Sql {
  return sql(`EXISTS (SELECT 1 ${PARAM_FROM} AND ${condition})`, key, ...values);
}

function wrapped(before: string, inner: Sql, after: string): Sql {
  return { sql: `${before}${inner.sql}${after}`, values: inner.values };
}

function wrongType({ name }: RunKey, value: FilterValue, expected: string): LabError {
  return new LabError({
    code: 'bad-input',
    message: `filter: "${String(value)}" is no value of ${name}`,
    hint: `Give ${expected}`,
    context: { field: 'filter', key: name, value },
  });
}
