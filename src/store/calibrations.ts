import { machineRatesSchema, type Calibration } from '../shared/cost/calibration.ts';
import type { PaceRatio } from '../shared/cost/corrections.ts';
import type { TimeParts } from '../shared/cost/modelTime.ts';
import { paceRatio, type TimeTaken } from '../shared/cost/paceRatio.ts';
import type { Database } from './loadSqlite.ts';

/** How fast machines work, and how runs compared with that. */
export type Calibrations = ReturnType<typeof createCalibrations>;

interface CalibrationRow {
  readonly machine: string;
  readonly measuredAt: string;
  readonly rates: string;
}

interface CompletedRow extends TimeParts, TimeTaken {
  readonly family: string;
}

/** Newest runs that corrections are taken from. */
const RATIOS = 60;

/** Prepares the statements on calibrations. */
export function createCalibrations(database: Database) {
  const upsert = database.prepare<[string, string, string]>(
    `INSERT INTO calibrations (machine, measured_at, rates) VALUES (?, ?, ?)
     ON CONFLICT (machine) DO UPDATE SET measured_at = excluded.measured_at, rates = excluded.rates`,
  );
  const select = database.prepare<[Record<string, string>], CalibrationRow>(
    `SELECT machine, measured_at AS measuredAt, rates FROM calibrations
     WHERE substr(machine, 1, length(@processor)) = @processor
     ORDER BY measured_at DESC LIMIT 1`,
  );
  const completed = database.prepare<[string, number], CompletedRow>(
    `WITH newest AS (
       SELECT c.run, c.family, c.modelled_overhead, c.modelled_epoch, c.modelled_test,
         r.training_seconds, r.epochs_done, r.finished_at
       FROM run_costs c JOIN runs r ON r.number = c.run
       WHERE c.machine = ? AND c.modelled_epoch IS NOT NULL AND r.training_seconds > 0
         AND r.state = 'completed' AND r.epochs_done = r.epochs
       ORDER BY r.finished_at DESC, r.number DESC LIMIT ?)
     SELECT family, modelled_overhead AS overhead, modelled_epoch AS epoch, modelled_test AS test,
       training_seconds AS seconds, epochs_done AS epochs,
       (SELECT sum(seconds) FROM epoch_metrics m WHERE m.run = newest.run) AS epochSeconds,
       (SELECT seconds FROM epoch_metrics m WHERE m.run = newest.run AND epoch = 1) AS firstEpochSeconds,
       (SELECT seconds FROM evaluations e WHERE e.run = newest.run AND split = 'test') AS testSeconds
     FROM newest ORDER BY finished_at DESC, run DESC`,
  );
  return {
    save({ machine, measuredAt, rates }: Calibration): void {
      upsert.run(machine, measuredAt, JSON.stringify(rates));
    },
    /** The newest of a processor; null where there is none, or none that this version understands. */
    latest(processor: string): Calibration | null {
      const row = select.get({ processor });
      if (row === undefined) return null;
      const rates = machineRatesSchema.safeParse(JSON.parse(row.rates));
      return rates.success ? { ...row, rates: rates.data } : null;
    },
    /** Of completed runs, newest first. */
    ratios: (machine: string): readonly PaceRatio[] =>
      completed
        .all(machine, RATIOS)
        .map(({ family, overhead, epoch, test, ...took }) =>
          paceRatio(family, { overhead, epoch, test }, took),
        ),
  };
}
