import { ratesSchema, type Calibration } from '../shared/cost/calibration.ts';
import type { PaceRatio } from '../shared/cost/corrections.ts';
import type { Database } from './loadSqlite.ts';

/** How fast machines work, and how runs compared with that. */
export type Calibrations = ReturnType<typeof createCalibrations>;

interface CalibrationRow {
  readonly machine: string;
  readonly measuredAt: string;
  readonly rates: string;
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
  const ratios = database.prepare<[string, number], PaceRatio>(
    `SELECT c.family, r.training_seconds / c.modelled_seconds AS ratio
     FROM run_costs c JOIN runs r ON r.number = c.run
     WHERE c.machine = ? AND c.modelled_seconds > 0 AND r.training_seconds > 0
       AND r.state = 'completed' AND r.epochs_done = r.epochs
     ORDER BY r.finished_at DESC, r.number DESC LIMIT ?`,
  );
  return {
    save({ machine, measuredAt, rates }: Calibration): void {
      upsert.run(machine, measuredAt, JSON.stringify(rates));
    },
    /** The newest of a processor; null where there is none, or none that this version understands. */
    latest(processor: string): Calibration | null {
      const row = select.get({ processor });
      if (row === undefined) return null;
      const rates = ratesSchema.safeParse(JSON.parse(row.rates));
      return rates.success ? { ...row, rates: rates.data } : null;
    },
    /** Seconds taken by seconds modelled, newest first. */
    ratios: (machine: string): readonly PaceRatio[] => ratios.all(machine, RATIOS),
  };
}
