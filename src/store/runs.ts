import { LabError, type LabErrorData } from '../shared/errors.ts';
import type { RunSummary } from '../shared/model/run.ts';
import { isFinal, type RunState } from '../shared/model/runState.ts';
import type { Database } from './loadSqlite.ts';
import {
  formatFailure,
  SUMMARY_SELECT,
  toSummary,
  type DetailRow,
  type SummaryRow,
} from './runRow.ts';

/** What a new row is made of. */
export interface NewRun {
  readonly id: string;
  readonly name: string | undefined;
  readonly model: string;
  readonly parentId: string | null;
  readonly seed: number;
  readonly epochs: number;
  readonly spec: string;
  readonly specHash: string;
  /** Of the spec without its seed. */
  readonly recipeHash: string;
  readonly queuePosition: number;
  readonly createdAt: string;
}

/** A change of state that was found legal. */
export interface StateChange {
  readonly number: number;
  readonly state: RunState;
  /** Null when it is not queued. */
  readonly queuePosition: number | null;
  readonly at: string;
  /** When it ended, if that is not `at`. */
  readonly finishedAt?: string;
  readonly failure?: LabErrorData | undefined;
}

/** The table of runs. */
export type Runs = ReturnType<typeof createRuns>;

/** Prepares the statements on single runs. */
export function createRuns(database: Database) {
  const select = database.prepare<[string], SummaryRow>(
    `${SUMMARY_SELECT} WHERE r.id = ? AND r.deleted_at IS NULL`,
  );
  const selectActive = database.prepare<[], SummaryRow>(
    `${SUMMARY_SELECT} WHERE r.state IN ('running', 'paused') ORDER BY r.number`,
  );
  const selectDetail = database.prepare<[string], DetailRow>(
    `SELECT number, spec, spec_hash AS specHash, dataset_hash AS datasetHash,
       split_hash AS splitHash, environment, ending, last_seq AS lastSeq
     FROM runs WHERE id = ?`,
  );
  const selectUpdatedAt = database
    .prepare<[number], string>('SELECT updated_at FROM runs WHERE number = ?')
    .pluck();
  const insert = database.prepare<[NewRun & { readonly name: string }]>(
    `INSERT INTO runs (id, name, model, parent_id, state, queue_position, seed, epochs, spec, spec_hash,
       recipe_hash, created_at, updated_at)
     VALUES (@id, @name, @model, @parentId, 'queued', @queuePosition, @seed, @epochs, @spec, @specHash,
       @recipeHash, @createdAt, @createdAt)`,
  );
  const update = database.prepare<[Record<string, unknown>]>(
    `UPDATE runs SET state = @state, queue_position = @queuePosition, updated_at = @at,
       started_at = CASE WHEN @state = 'running' THEN coalesce(started_at, @at) ELSE started_at END,
       finished_at = @finishedAt, failure = @failure
     WHERE number = @number`,
  );
  const updateName = database.prepare<[string, string]>('UPDATE runs SET name = ? WHERE id = ?');
  const removeDeleted = database.prepare<[string]>(
    'DELETE FROM runs WHERE id = ? AND deleted_at IS NOT NULL',
  );

  const get = (id: string): RunSummary => toSummary(select.get(id) ?? missing(id));
  return {
    get,
    /** @throws LabError `not-found` */
    detail: (id: string): DetailRow => selectDetail.get(id) ?? missing(id),
    active: (): readonly RunSummary[] => selectActive.all().map(toSummary),
    /** When the record last changed, ISO 8601. */
    updatedAt: (number: number): string => selectUpdatedAt.get(number) ?? '',
    /** @returns the run's number */
    insert(run: NewRun): number {
      const name = run.name ?? `${run.model} · seed ${run.seed}`;
      return Number(insert.run({ ...run, name }).lastInsertRowid);
    },
    /** What comes back under its own id, by an import, takes the place of what was deleted. */
    removeDeleted: (id: string): void => void removeDeleted.run(id),
    setState({ number, state, queuePosition, at, finishedAt, failure }: StateChange): void {
      update.run({
        number,
        queuePosition,
        state,
        at,
        finishedAt: isFinal(state) ? (finishedAt ?? at) : null,
        failure: failure === undefined ? null : formatFailure(failure),
      });
    },
    rename(id: string, name: string): RunSummary {
      updateName.run(name, id);
      return get(id);
    },
  };
}

function missing(id: string): never {
  throw new LabError({
    code: 'not-found',
    message: `There is no run ${id}`,
    hint: 'It may have been deleted; list the runs again',
  });
}
