import type { ComparedRun, EpochMetrics } from '../model/run.ts';

/** The metrics of epochs, a typed array for each, all equally long. */
export type EpochColumns = Readonly<Record<keyof EpochMetrics, Float64Array>>;

/**
 * A run as it travels to the window for a comparison. Fifty of a thousand epochs each are as many objects
 * to copy, twice, from process to process; columns are a few blocks of memory.
 */
export type PackedRun = Omit<ComparedRun, 'epochs'> & { readonly epochs: EpochColumns };

/** A metric that is missing or unknown here is a compile error. */
const METRICS: Readonly<Record<keyof EpochMetrics, true>> = {
  epoch: true,
  loss: true,
  accuracy: true,
  valLoss: true,
  valAccuracy: true,
  learningRate: true,
  seconds: true,
};
const KEYS = Object.keys(METRICS) as (keyof EpochMetrics)[];

/** A run with its epochs in columns. */
export function packRun({ epochs, ...run }: ComparedRun): PackedRun {
  const columns = KEYS.map((key) => [key, Float64Array.from(epochs, (epoch) => epoch[key])]);
  return { ...run, epochs: Object.fromEntries(columns) as EpochColumns };
}

/** The run that was packed. */
export function unpackRun({ epochs, ...run }: PackedRun): ComparedRun {
  const { epoch, loss, accuracy, valLoss, valAccuracy, learningRate, seconds } = epochs;
  return {
    ...run,
    epochs: Array.from(epoch, (own, place) => ({
      epoch: own,
      loss: loss[place] ?? Number.NaN,
      accuracy: accuracy[place] ?? Number.NaN,
      valLoss: valLoss[place] ?? Number.NaN,
      valAccuracy: valAccuracy[place] ?? Number.NaN,
      learningRate: learningRate[place] ?? Number.NaN,
      seconds: seconds[place] ?? Number.NaN,
    })),
  };
}
