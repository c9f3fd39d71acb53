import type { LabErrorData } from '../shared/errors.ts';
import type { RunSummary } from '../shared/model/run.ts';

/** A summary as SQL returns it. */
export type SummaryRow = Omit<RunSummary, 'failure' | 'favourite' | 'tags' | 'hasNote'> & {
  readonly failure: string | null;
  readonly favourite: number;
  /** A JSON list. */
  readonly tags: string;
  readonly hasNote: number;
};

/** What only {@link RunDetail} shows, as SQL returns it. */
export interface DetailRow {
  readonly number: number;
  readonly spec: string;
  readonly specHash: string;
  readonly datasetHash: string | null;
  readonly splitHash: string | null;
  readonly environment: string | null;
  readonly ending: string | null;
  readonly lastSeq: number;
}

/** The tables behind a summary. */
export const SUMMARY_FROM = `
  FROM runs r LEFT JOIN evaluations e ON e.run = r.number AND e.split = 'test'`;

/** Selects {@link SummaryRow}s; a `WHERE` may follow. */
export const SUMMARY_SELECT = `
  SELECT r.id, r.number, r.name, r.model, r.state, r.seed, r.epochs, r.parameters, r.failure,
    r.epochs_done AS epochsDone, r.best_val_accuracy AS bestValAccuracy, r.best_epoch AS bestEpoch,
    e.accuracy AS testAccuracy, e.loss AS testLoss, e.count AS testCount,
    r.created_at AS createdAt, r.started_at AS startedAt, r.finished_at AS finishedAt,
    r.training_seconds AS trainingSeconds, r.queue_position AS queuePosition,
    r.favourite, r.color, r.archived_at AS archivedAt, r.experiment_id AS experimentId,
    (SELECT json_group_array(t.tag ORDER BY t.tag COLLATE NOCASE) FROM tags t
     WHERE t.run = r.number) AS tags,
    EXISTS (SELECT 1 FROM notes n WHERE n.run = r.number) AS hasNote
  ${SUMMARY_FROM}`;

/** A summary from its row. */
export function toSummary(row: SummaryRow): RunSummary {
  return {
    ...row,
    favourite: row.favourite === 1,
    tags: JSON.parse(row.tags) as readonly string[],
    hasNote: row.hasNote === 1,
    failure: row.failure === null ? null : parseFailure(row.failure),
  };
}

/** A failure as the row keeps it; context that JSON cannot hold is left out. */
export function formatFailure(failure: LabErrorData): string {
  const { context, ...rest } = failure;
  try {
    return JSON.stringify({ ...rest, context });
  } catch {
    return JSON.stringify(rest);
  }
}

function parseFailure(text: string): LabErrorData {
  return JSON.parse(text) as LabErrorData;
}
