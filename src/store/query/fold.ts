import type { Database } from '../loadSqlite.ts';

/** A text without regard to case. SQLite folds only ASCII; people's names are not. */
export function fold(text: string): string {
  return text.toLowerCase();
}

/** Makes `fold` known to SQL; what is no text stays as it is. */
export function defineFold(database: Database): void {
  database.function('fold', { deterministic: true }, (value: unknown) =>
    typeof value === 'string' ? fold(value) : value,
  );
}
