import type { Comparison } from '../../shared/query/filter.ts';
import { fold } from './fold.ts';
import type { Sql } from './sql.ts';

/*
 * Case is of no account. SQLite's own comparison folds ASCII alone, and does it a hundred times faster than
 * a function of ours: what is sought decides which of the two is needed.
 */
const ASCII = /^[\0-\x7f]*$/;

/** Whether a text equals another. */
export function equalText(left: Sql, text: string): Sql {
  return ASCII.test(text)
    ? over(left, (value) => `${value} = ? COLLATE NOCASE`, text)
    : over(left, (value) => `fold(${value}) = ?`, fold(text));
}

/** Whether a text stands before or behind another. */
export function orderedText(left: Sql, op: Comparison, text: string): Sql {
  return over(left, (value) => `fold(${value}) ${op} ?`, fold(text));
}

/** Whether a text contains another. */
export function containsText(left: Sql, text: string): Sql {
  return ASCII.test(text)
    ? over(
        left,
        (value) => `${value} LIKE ? ESCAPE '\\'`,
        `%${text.replaceAll(/[%_\\]/g, '\\$&')}%`,
      )
    : over(left, (value) => `instr(fold(${value}), ?) > 0`, fold(text));
}

function over({ sql, values }: Sql, condition: (value: string) => string, text: string): Sql {
  return { sql: condition(sql), values: [...values, text] };
}
