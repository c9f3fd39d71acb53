import type { Verification } from '../shared/verify/compareRecords.ts';
import type { Database } from './loadSqlite.ts';

/** A verification as stored. */
export interface StoredVerification {
  /** The number of the repetition; null once it is deleted for good. */
  readonly repetition: number | null;
  readonly result: Verification;
  /** ISO 8601. */
  readonly createdAt: string;
}

/** What comparing runs with their repetitions said. */
export type Verifications = ReturnType<typeof createVerifications>;

/** Prepares the statements on verifications. */
export function createVerifications(database: Database) {
  const insert = database.prepare<[number, number, string, string]>(
    'INSERT INTO verifications (run, repetition, result, created_at) VALUES (?, ?, ?, ?)',
  );
  const select = database.prepare<
    [number],
    Omit<StoredVerification, 'result'> & { readonly result: string }
  >(
    `SELECT repetition, result, created_at AS createdAt FROM verifications
     WHERE run = ? AND result IS NOT NULL ORDER BY id`,
  );
  return {
    insert(run: number, repetition: number, result: Verification, at: Date): void {
      insert.run(run, repetition, JSON.stringify(result), at.toISOString());
    },
    ofRun: (run: number): readonly StoredVerification[] =>
      select.all(run).map((row) => ({ ...row, result: JSON.parse(row.result) as Verification })),
  };
}
