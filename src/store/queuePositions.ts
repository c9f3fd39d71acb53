import { LabError } from '../shared/errors.ts';
import type { RunSummary } from '../shared/model/run.ts';
import type { Database } from './loadSqlite.ts';
import { SUMMARY_SELECT, toSummary, type SummaryRow } from './runRow.ts';

/** Places in the queue: 1, 2, 3 … without gaps. */
export type QueuePositions = ReturnType<typeof createQueuePositions>;

/** Prepares the statements on the queue's order; callers bring the transaction. */
export function createQueuePositions(database: Database) {
  const selectQueued = database.prepare<[], SummaryRow>(
    `${SUMMARY_SELECT} WHERE r.state = 'queued' ORDER BY r.queue_position`,
  );
  const selectFirst = database.prepare<[], SummaryRow>(
    `${SUMMARY_SELECT} WHERE r.state = 'queued' ORDER BY r.queue_position LIMIT 1`,
  );
  const selectLast = database
    .prepare<[], number>(`SELECT coalesce(max(queue_position), 0) FROM runs WHERE state = 'queued'`)
    .pluck();
  const shift = database.prepare<[{ by: number; from: number; to: number }]>(
    `UPDATE runs SET queue_position = queue_position + @by
     WHERE state = 'queued' AND queue_position BETWEEN @from AND @to`,
  );
  const place = database.prepare<[number, number]>(
    'UPDATE runs SET queue_position = ? WHERE number = ?',
  );
  const last = (): number => selectLast.get() ?? 0;

  return {
    last,
    first(): RunSummary | undefined {
      const row = selectFirst.get();
      return row && toSummary(row);
    },
    all: (): readonly RunSummary[] => selectQueued.all().map(toSummary),
    /** Closes the gap that a run leaves at a position. */
    close: (position: number): void =>
      void shift.run({ by: -1, from: position + 1, to: Number.MAX_SAFE_INTEGER }),
    /** Puts a queued run at a position; one past the end means the end. */
    move({ number, name, state, queuePosition: from }: RunSummary, position: number): void {
      if (from === null) {
        throw new LabError({
          code: 'illegal-state',
          message: `${name} is ${state}, so it has no place in the queue`,
          hint: 'Only queued runs can be moved',
        });
      }
      const to = Math.min(Math.max(1, Math.trunc(position)), last());
      if (to < from) shift.run({ by: 1, from: to, to: from - 1 });
      else shift.run({ by: -1, from: from + 1, to });
      place.run(to, number);
    },
  };
}
