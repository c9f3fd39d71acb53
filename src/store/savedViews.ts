import {
  tableStateSchema,
  type SavedView,
  type TableState,
} from '../shared/contract/tableState.ts';
import type { Database } from './loadSqlite.ts';

/** Tables that people kept under a name. */
export type SavedViews = ReturnType<typeof createSavedViews>;

/** Prepares the statements on saved views. */
export function createSavedViews(database: Database) {
  const select = database.prepare<[], { readonly name: string; readonly definition: string }>(
    'SELECT name, definition FROM saved_views ORDER BY name',
  );
  const upsert = database.prepare<[string, string, string]>(
    `INSERT INTO saved_views (name, definition, created_at) VALUES (?, ?, ?)
     ON CONFLICT (name) DO UPDATE SET name = excluded.name, definition = excluded.definition`,
  );
  const remove = database.prepare<[string]>('DELETE FROM saved_views WHERE name = ?');
  return {
    /** A view that no longer fits, because a column is gone, is passed over. */
    all: (): readonly SavedView[] =>
      select.all().flatMap(({ name, definition }) => {
        const parsed = tableStateSchema.safeParse(JSON.parse(definition));
        return parsed.success ? [{ name, state: parsed.data }] : [];
      }),
    save: (name: string, state: TableState, at: string): void =>
      void upsert.run(name, JSON.stringify(state), at),
    remove: (name: string): void => void remove.run(name),
  };
}
