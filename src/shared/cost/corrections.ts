import { median, quantile } from '../stats/quantile.ts';
import type { TimeParts } from './modelTime.ts';

/**
 * How a finished run compared with what the calibration alone had said: seconds taken by seconds modelled,
 * part by part; null where a part has nothing to compare.
 */
export interface PaceRatio extends Readonly<Record<keyof TimeParts, number | null>> {
  readonly family: string;
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

/** How far a range goes from its middle, as factors. */
interface Reach {
  readonly low: number;
  readonly high: number;
}

/** How wide ranges are. */
interface Widths {
  /** Without a run to go by. */
  readonly blind: Reach;
  /** By one or two runs. */
  readonly few: Reach;
  /** By more: at the least, however alike they were, and at the most. */
  readonly least: Reach;
  readonly most: Reach;
}

/** A calibration is good to a factor of two from low to high; a few runs make that one and a half. */
const PACE: Widths = {
  blind: { low: 0.7, high: 1.4 },
  few: { low: 0.76, high: 1.32 },
  least: { low: 0.87, high: 1.15 },
  most: { low: 0.82, high: 1.22 },
};

/** Whether the process is there and has read the data is not known before; it matters to short runs alone. */
const OVERHEAD: Widths = {
  blind: { low: 0.65, high: 1.5 },
  few: { low: 0.65, high: 1.5 },
  least: { low: 0.8, high: 1.25 },
  most: { low: 0.65, high: 1.5 },
};

/**
 * The correction of each part of a run's time, from the newest runs of its kind. Overhead is the same
 * affair in every kind, so it is learnt from any while there is none of the run's own; how fast one kind
 * of network trains says nothing of another's.
 *
 * @param ratios newest first
 */
export function correctionsFor(
  family: string,
  ratios: readonly PaceRatio[],
): Readonly<Record<keyof TimeParts, Correction>> {
  const own = ratios.filter((each) => each.family === family);
  return {
    overhead: correctionBy(partOf(own.length === 0 ? ratios : own, 'overhead'), OVERHEAD),
    epoch: correctionBy(partOf(own, 'epoch')),
    test: correctionBy(partOf(own, 'test')),
  };
}

/**
 * A correction by some ratios. The median does not mind a run that something else slowed down, and while there
 * are one or two the calibration counts as one more; the range is as wide as they differ, within limits.
 */
export function correctionBy(
  ratios: readonly number[],
  { blind, few, least, most }: Widths = PACE,
): Correction {
  const runs = ratios.length;
  if (runs === 0) return { ...blind, runs };
  if (runs < 3) {
    const centre = median([...ratios, 1]);
    return { low: centre * few.low, high: centre * few.high, runs };
  }
  const centre = median(ratios);
  const between = (value: number, from: number, to: number): number =>
    Math.min(Math.max(value, centre * from), centre * to);
  return {
    low: between(quantile(ratios, 0.05) * 0.95, most.low, least.low),
    high: between(quantile(ratios, 0.95) * 1.05, least.high, most.high),
    runs,
  };
}

function partOf(ratios: readonly PaceRatio[], part: keyof TimeParts): readonly number[] {
  return ratios
    .map((each) => each[part])
    .filter((ratio) => ratio !== null)
    .slice(0, RUNS);
}
