import { settingsSchema, type Settings } from '../shared/contract/app.ts';
import type { Database } from './loadSqlite.ts';

/** What the person chose, one row per choice. */
export type SettingsTable = ReturnType<typeof createSettings>;

/** Prepares the statements on settings. */
export function createSettings(database: Database) {
  const select = database.prepare<[], { readonly key: string; readonly value: string }>(
    'SELECT key, value FROM settings',
  );
  const upsert = database.prepare<[string, string]>(
    `INSERT INTO settings (key, value) VALUES (?, ?)
     ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
  );
  return {
    /** A choice that no longer exists or no longer fits gives way to its default. */
    get(): Settings {
      const stored = Object.fromEntries(select.all().map(({ key, value }) => [key, value]));
      const known = Object.entries(settingsSchema.shape).map(([key, schema]) => {
        const text = stored[key];
        const parsed = schema.safeParse(text === undefined ? undefined : JSON.parse(text));
        return [key, parsed.success ? parsed.data : undefined];
      });
      return settingsSchema.parse(Object.fromEntries(known));
    },
    set(settings: Settings): void {
      for (const [key, value] of Object.entries(settings)) {
        if (value !== undefined) upsert.run(key, JSON.stringify(value));
      }
    },
  };
}
