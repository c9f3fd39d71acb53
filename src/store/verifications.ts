import type { Verification } from '../shared/verify/compareRecords.ts';
import type { RunVerification, VerifiedRun } from '../shared/verify/runVerification.ts';
import type { Database } from './loadSqlite.ts';

/** A verification that was begun: both runs' ULIDs. */
export interface OpenVerification {
  readonly runId: string;
  readonly repetitionId: string;
}

/** A verification to be kept. */
export interface NewVerification {
  /** The number of the run that is verified. */
  readonly run: number;
  /** Of the run that repeats it; null, or of no run in this lab, where there is none. */
  readonly repetitionId: string | null;
  /** Null until the repetition is over. */
  readonly result: Verification | null;
  /** ISO 8601 in UTC. */
  readonly at: string;
}

interface Row {
  readonly run: string;
  /** Null once it is deleted. */
  readonly repetition: string | null;
  readonly result: string | null;
  readonly createdAt: string;
}

interface FinishedRow {
  readonly repetitionId: string | null;
  readonly result: string;
  readonly createdAt: string;
}

/** What comparing runs with their repetitions said. */
export type Verifications = ReturnType<typeof createVerifications>;

/** Prepares the statements on verifications. */
export function createVerifications(database: Database) {
  const insert = database.prepare<[Omit<NewVerification, 'result'> & { result: string | null }]>(
    `INSERT INTO verifications (run, repetition, result, created_at)
     VALUES (@run, (SELECT number FROM runs WHERE id = @repetitionId), @result, @at)`,
  );
  const update = database.prepare<[string, string]>(
    `UPDATE verifications SET result = ?
     WHERE result IS NULL AND repetition = (SELECT number FROM runs WHERE id = ?)`,
  );
  const select = database.prepare<[number, number], Row>(
    `SELECT ${named('a')} AS run, CASE WHEN b.id IS NULL THEN NULL ELSE ${named('b')} END AS repetition,
       v.result, v.created_at AS createdAt
     FROM verifications v
     JOIN runs a ON a.number = v.run AND a.deleted_at IS NULL
     LEFT JOIN runs b ON b.number = v.repetition AND b.deleted_at IS NULL
     WHERE v.run = ? OR v.repetition = ? ORDER BY v.id`,
  );
  const selectFinished = database.prepare<[number], FinishedRow>(
    `SELECT r.id AS repetitionId, v.result, v.created_at AS createdAt
     FROM verifications v LEFT JOIN runs r ON r.number = v.repetition
     WHERE v.run = ? AND v.result IS NOT NULL ORDER BY v.id`,
  );
  const selectDue = database.prepare<[], OpenVerification>(
    `SELECT a.id AS runId, b.id AS repetitionId FROM verifications v
     JOIN runs a ON a.number = v.run AND a.deleted_at IS NULL
     JOIN runs b ON b.number = v.repetition AND b.deleted_at IS NULL AND b.state = 'completed'
     WHERE v.result IS NULL ORDER BY v.id`,
  );
  return {
    insert: ({ result, ...row }: NewVerification): void =>
      void insert.run({ ...row, result: result === null ? null : JSON.stringify(result) }),
    finish: (repetitionId: string, result: Verification): void =>
      void update.run(JSON.stringify(result), repetitionId),
    /** Those whose repetition is completed and not yet compared. */
    due: (): readonly OpenVerification[] => selectDue.all(),
    /** Those in which the run stands on either side, oldest first. */
    ofRun: (run: number): readonly RunVerification[] =>
      select.all(run, run).map(({ createdAt, ...row }) => ({
        run: JSON.parse(row.run) as VerifiedRun,
        repetition: row.repetition === null ? null : (JSON.parse(row.repetition) as VerifiedRun),
        result: row.result === null ? null : (JSON.parse(row.result) as Verification),
        createdAt,
      })),
    /** What was found of the run, oldest first. */
    finished: (run: number) =>
      selectFinished.all(run).map(({ result, ...row }) => ({
        ...row,
        result: JSON.parse(result) as Verification,
      })),
  };
}

/** A {@link VerifiedRun} as JSON. */
function named(table: string): string {
  const columns = ['id', 'number', 'name', 'state'].map((name) => `'${name}', ${table}.${name}`);
  return `json_object(${columns.join(', ')})`;
}
