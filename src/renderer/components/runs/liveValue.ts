import type { RunSummary } from '../../../shared/model/run.ts';
import type { ParamValue } from '../../../shared/spec/flattenSpec.ts';

const OF_SUMMARY: Readonly<Record<string, (run: RunSummary) => ParamValue>> = {
  name: ({ name }) => name,
  model: ({ model }) => model,
  number: ({ number }) => number,
  seed: ({ seed }) => seed,
  epochs: ({ epochs }) => epochs,
  epochs_done: ({ epochsDone }) => epochsDone,
  best_epoch: ({ bestEpoch }) => bestEpoch,
  val_accuracy: ({ bestValAccuracy }) => bestValAccuracy,
  test_accuracy: ({ testAccuracy }) => testAccuracy,
  test_loss: ({ testLoss }) => testLoss,
  parameters: ({ parameters }) => parameters,
  training_time: ({ trainingSeconds }) => trainingSeconds,
  created: ({ createdAt }) => createdAt,
  started: ({ startedAt }) => startedAt,
  finished: ({ finishedAt }) => finishedAt,
  favourite: ({ favourite }) => favourite,
  archived: ({ archivedAt }) => archivedAt !== null,
};

/** The value of a column for a run: from its summary, which events keep current, or as it was read. */
export function liveValue(
  key: string,
  run: RunSummary,
  cells: Readonly<Record<string, ParamValue>>,
): ParamValue {
  const summary = OF_SUMMARY[key];
  return summary ? summary(run) : (cells[key] ?? null);
}
