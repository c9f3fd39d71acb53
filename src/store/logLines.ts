import type { LogEvent } from '../shared/contract/trainerProtocol.ts';
import type { LogLine } from '../shared/model/run.ts';
import type { Database } from './loadSqlite.ts';

/** At most this many lines of a run are kept, the newest, and of a line so many characters. */
const MOST_LINES = 2_000;
const MOST_CHARACTERS = 2_000;

/** The trainer's own words. */
export type LogLines = ReturnType<typeof createLogLines>;

/** Prepares the statements on log lines. */
export function createLogLines(database: Database) {
  const insert = database.prepare<[LogLine & { readonly run: number }]>(
    `INSERT INTO log_lines (run, seq, at, level, message) VALUES (@run, @seq, @at, @level, @message)
     ON CONFLICT DO NOTHING`,
  );
  const shorten = database.prepare<[{ readonly run: number; readonly most: number }]>(
    `DELETE FROM log_lines WHERE run = @run AND seq <=
       (SELECT seq FROM log_lines WHERE run = @run ORDER BY seq DESC LIMIT 1 OFFSET @most)`,
  );
  const select = database.prepare<[number], LogLine>(
    'SELECT seq, at, level, message FROM log_lines WHERE run = ? ORDER BY seq',
  );
  return {
    /** @param at ISO 8601 */
    insert(run: number, seq: number, at: string, { level, message }: LogEvent): void {
      insert.run({ run, seq, at, level, message: message.slice(0, MOST_CHARACTERS) });
      shorten.run({ run, most: MOST_LINES });
    },
    ofRun: (run: number): readonly LogLine[] => select.all(run),
  };
}
