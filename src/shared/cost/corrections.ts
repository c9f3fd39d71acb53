import { median, quantile } from '../stats/quantile.ts';

/** How a finished run compared with what the calibration alone had said. */
export interface PaceRatio {
  readonly family: string;
  /** Seconds it took by seconds modelled. */
  readonly ratio: number;
}

/** What a modelled duration is multiplied by to get the range that is shown. */
export interface Correction {
  readonly low: number;
  readonly high: number;
  /** How many runs it rests on. */
  readonly runs: number;
}

/** The newest runs that count: machines change, and so does Atelier. */
const RUNS = 12;

/** Without a run to go by: the calibration is good to a factor. */
const BLIND = { low: 0.65, high: 1.6 };

/** By runs of another kind: the machine's mood is known, the kind's own error is not. */
const NEAR = { low: 0.7, high: 1.45 };

/** By one or two runs of the same kind. */
const FEW = { low: 0.75, high: 1.35 };

/** At the least, however alike the runs before were. */
const LEAST = { low: 0.87, high: 1.15 };

/**
 * The correction for a kind of network, from the newest runs of that kind, and else of any kind. The
 * median does not mind a run that something else slowed down; the range covers nine of ten.
 *
 * @param ratios newest first
 */
export function correctionFor(family: string, ratios: readonly PaceRatio[]): Correction {
  const own = newest(ratios.filter((each) => each.family === family));
  if (own.length === 0) {
    const all = newest(ratios);
    return all.length === 0 ? { ...BLIND, runs: 0 } : around(median(all), NEAR, all.length);
  }
  const centre = median(own);
  if (own.length < 3) return around(centre, FEW, own.length);
  return {
    low: Math.min(centre * LEAST.low, quantile(own, 0.05) * 0.95),
    high: Math.max(centre * LEAST.high, quantile(own, 0.95) * 1.05),
    runs: own.length,
  };
}

function newest(ratios: readonly PaceRatio[]): readonly number[] {
  return ratios.slice(0, RUNS).map(({ ratio }) => ratio);
}

function around(
  centre: number,
  { low, high }: { readonly low: number; readonly high: number },
  runs: number,
): Correction {
  return { low: centre * low, high: centre * high, runs };
}
