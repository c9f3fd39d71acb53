import { NO_COST, type RunCost, type RunEstimate } from '../shared/model/runCost.ts';
import type { Database } from './loadSqlite.ts';

/** What each run was predicted to take and what it took. */
export type RunCosts = ReturnType<typeof createRunCosts>;

interface CostRow {
  readonly forced: number;
  readonly predictedPeakBytes: number | null;
  readonly peakBytes: number | null;
  readonly machine: string | null;
  readonly family: string | null;
  readonly modelledSeconds: number | null;
  readonly lowSeconds: number | null;
  readonly highSeconds: number | null;
  readonly overhead: number | null;
  readonly epoch: number | null;
  readonly test: number | null;
}

/** Prepares the statements on costs; a run has a row once there is something to keep. */
export function createRunCosts(database: Database) {
  const select = database.prepare<[number], CostRow>(
    `SELECT forced, predicted_peak_bytes AS predictedPeakBytes, peak_bytes AS peakBytes, machine, family,
       modelled_seconds AS modelledSeconds, low_seconds AS lowSeconds, high_seconds AS highSeconds,
       modelled_overhead AS overhead, modelled_epoch AS epoch, modelled_test AS test
     FROM run_costs WHERE run = ?`,
  );
  const force = database.prepare<[number]>(
    `INSERT INTO run_costs (run, forced) VALUES (?, 1) ON CONFLICT (run) DO UPDATE SET forced = 1`,
  );
  const predicted = database.prepare<[number, number]>(
    `INSERT INTO run_costs (run, predicted_peak_bytes) VALUES (?, ?)
     ON CONFLICT (run) DO UPDATE SET predicted_peak_bytes = excluded.predicted_peak_bytes`,
  );
  const used = database.prepare<[number, number]>(
    `INSERT INTO run_costs (run, peak_bytes) VALUES (?, ?)
     ON CONFLICT (run) DO UPDATE SET peak_bytes = max(coalesce(peak_bytes, 0), excluded.peak_bytes)`,
  );
  const estimated = database.prepare<[Record<string, unknown>]>(
    `INSERT INTO run_costs (run, machine, family, modelled_seconds, low_seconds, high_seconds,
       modelled_overhead, modelled_epoch, modelled_test)
     VALUES (@run, @machine, @family, @modelledSeconds, @low, @high, @overhead, @epoch, @test)
     ON CONFLICT (run) DO UPDATE SET machine = excluded.machine, family = excluded.family,
       modelled_seconds = excluded.modelled_seconds, low_seconds = excluded.low_seconds,
       high_seconds = excluded.high_seconds, modelled_overhead = excluded.modelled_overhead,
       modelled_epoch = excluded.modelled_epoch, modelled_test = excluded.modelled_test`,
  );
  return {
    ofRun(number: number): RunCost {
      const row = select.get(number);
      return row === undefined ? NO_COST : toCost(row);
    },
    /** It is to be trained although it is predicted not to fit. */
    force: (number: number): void => void force.run(number),
    predicted: (number: number, bytes: number): void => void predicted.run(number, bytes),
    /** The highest memory counts where a run was gone on with. */
    used: (number: number, bytes: number): void => void used.run(number, bytes),
    estimated(number: number, { seconds, modelled, ...estimate }: RunEstimate): void {
      const parts = modelled ?? { overhead: null, epoch: null, test: null };
      estimated.run({ run: number, ...estimate, ...seconds, ...parts });
    },
  };
}

function toCost({ forced, predictedPeakBytes, peakBytes, ...row }: CostRow): RunCost {
  return { forced: forced === 1, predictedPeakBytes, peakBytes, estimate: toEstimate(row) };
}

function toEstimate(
  row: Omit<CostRow, 'forced' | 'predictedPeakBytes' | 'peakBytes'>,
): RunEstimate | null {
  const { machine, family, modelledSeconds, lowSeconds: low, highSeconds: high } = row;
  if (machine === null || family === null || modelledSeconds === null) return null;
  const { overhead, epoch, test } = row;
  const hasParts = overhead !== null && epoch !== null && test !== null;
  const modelled = hasParts ? { overhead, epoch, test } : null;
  return {
    machine,
    family,
    modelledSeconds,
    modelled,
    seconds: { low: low ?? 0, high: high ?? 0 },
  };
}
