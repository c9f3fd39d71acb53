/** A piece of SQL with the values of its question marks, in their order. */
export interface Sql {
  readonly sql: string;
  readonly values: readonly SqlValue[];
}

/** A value that SQLite binds. */
export type SqlValue = string | number | null;

/** A piece of SQL. The text is the program's own; whatever a person gave is among the values. */
export function sql(text: string, ...values: SqlValue[]): Sql {
  return { sql: text, values };
}

/** Pieces side by side, with something between them. */
export function joined(pieces: readonly Sql[], between: string): Sql {
  return {
    sql: pieces.map((piece) => piece.sql).join(between),
    values: pieces.flatMap(({ values }) => values),
  };
}
