import type { Annotation } from '../shared/contract/runsTable.ts';
import type { Database } from './loadSqlite.ts';

/** What people note about runs. */
export type Annotations = ReturnType<typeof createAnnotations>;

/** Prepares the statements on tags, notes, stars, colours and archives; callers bring the transaction. */
export function createAnnotations(database: Database) {
  const set = (column: string) =>
    database.prepare<[string | number | null, number]>(
      `UPDATE runs SET ${column} = ? WHERE number = ?`,
    );
  const favourite = set('favourite');
  const color = set('color');
  const archivedAt = set('archived_at');
  const experiment = set('experiment_id');
  const addTag = database.prepare<[number, string]>(
    'INSERT OR IGNORE INTO tags (run, tag) VALUES (?, ?)',
  );
  const hasTag = database.prepare<[number, string], unknown>(
    'SELECT 1 FROM tags WHERE run = ? AND tag = ? COLLATE NOCASE',
  );
  const removeTag = database.prepare<[number, string]>(
    'DELETE FROM tags WHERE run = ? AND tag = ? COLLATE NOCASE',
  );
  const selectNote = database
    .prepare<[number], string>('SELECT text FROM notes WHERE run = ? ORDER BY id DESC LIMIT 1')
    .pluck();
  const removeNotes = database.prepare<[number]>('DELETE FROM notes WHERE run = ?');
  const insertNote = database.prepare<[number, string, string]>(
    'INSERT INTO notes (run, text, created_at) VALUES (?, ?, ?)',
  );
  return {
    /** @param at ISO 8601 in UTC */
    change(run: number, change: Annotation, at: string): void {
      if (change.favourite !== undefined) favourite.run(Number(change.favourite), run);
      if (change.color !== undefined) color.run(change.color, run);
      if (change.archived !== undefined) archivedAt.run(change.archived ? at : null, run);
      if (change.experimentId !== undefined) experiment.run(change.experimentId, run);
      for (const tag of change.removeTags ?? []) removeTag.run(run, tag);
      for (const tag of change.addTags ?? []) {
        if (hasTag.get(run, tag) === undefined) addTag.run(run, tag);
      }
    },
    /** The note's Markdown; empty where there is none. */
    note: (run: number): string => selectNote.get(run) ?? '',
    setNote(run: number, text: string, at: string): void {
      removeNotes.run(run);
      if (text.trim() !== '') insertNote.run(run, text, at);
    },
  };
}
