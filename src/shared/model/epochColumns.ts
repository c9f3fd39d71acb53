import type { EpochColumns, EpochMetrics } from './run.ts';

/**
 * The metrics of some epochs in columns. Fifty runs of a thousand epochs each would be as many objects to
 * copy, twice, from process to process; columns are a few blocks of memory.
 */
export function epochColumns(epochs: readonly EpochMetrics[]): EpochColumns {
  const column = (key: keyof EpochMetrics): Float64Array => {
    // Float64Array.from with a function takes ten times as long.
    const values = new Float64Array(epochs.length);
    for (const [place, epoch] of epochs.entries()) values[place] = epoch[key];
    return values;
  };
  return {
    epoch: column('epoch'),
    loss: column('loss'),
    accuracy: column('accuracy'),
    valLoss: column('valLoss'),
    valAccuracy: column('valAccuracy'),
    learningRate: column('learningRate'),
    seconds: column('seconds'),
  };
}
