import type { BundledRun } from '../shared/bundle/bundledRun.ts';
import { LabError } from '../shared/errors.ts';
import type { RunSummary } from '../shared/model/run.ts';
import { completeSpec } from '../shared/spec/completeSpec.ts';
import type { ExperimentSpec } from '../shared/spec/experimentSpec.ts';
import { flattenSpec } from '../shared/spec/flattenSpec.ts';
import { hashRecipe } from './enqueueRun.ts';
import type { Database } from './loadSqlite.ts';
import type { Tables } from './tables.ts';

/**
 * Prepares adding a run from another lab, under its own id and this lab's next number; the caller brings
 * the transaction. What it is linked to and is not here is left out.
 *
 * @returns a function that throws LabError `illegal-state` when the lab has a run of this id
 */
export function createInsertBundledRun(
  database: Database,
  tables: Tables,
): (bundled: BundledRun) => RunSummary {
  const isHere = database.prepare<[string], unknown>('SELECT 1 FROM runs WHERE id = ?');
  const insertRun = database.prepare<[Record<string, unknown>]>(INSERT_RUN);
  const insertNote = database.prepare<[number, string, string]>(
    'INSERT INTO notes (run, text, created_at) VALUES (?, ?, ?)',
  );
  const insertTag = database.prepare<[number, string]>('INSERT INTO tags (run, tag) VALUES (?, ?)');

  return (bundled) => {
    const { run, spec, links } = bundled;
    tables.runs.removeDeleted(run.id);
    if (isHere.get(run.id) !== undefined) throw alreadyHere(run.name);
    const inserted = insertRun.run({
      ...run,
      ...links,
      spec: JSON.stringify(spec),
      recipeHash: hashRecipe(completeSpec(spec) as ExperimentSpec),
      environment: written(bundled.environment),
      failure: written(run.failure),
      ending: written(run.ending),
      favourite: Number(run.favourite),
    });
    const number = Number(inserted.lastInsertRowid);
    tables.params.insert(number, flattenSpec(spec));
    for (const tag of run.tags) insertTag.run(number, tag);
    for (const { text, createdAt } of run.notes) insertNote.run(number, text, createdAt);
    insertResults(tables, number, bundled);
    return tables.runs.get(run.id);
  };
}

function insertResults(tables: Tables, number: number, bundled: BundledRun): void {
  const { epochs, confusions, evaluation, predictions, cost, links } = bundled;
  epochs.forEach((metrics, index) => {
    tables.epochs.insert(number, metrics);
    const matrix = confusions[index];
    if (matrix) tables.confusions.insert(number, 'validation', matrix, metrics.epoch);
  });
  for (const step of bundled.steps) tables.steps.insert(number, step);
  if (evaluation) tables.evaluations.insert(number, evaluation);
  if (predictions) tables.predictions.insert(number, predictions);
  tables.artifacts.insert(number, bundled.artifacts);
  for (const checkpoint of bundled.checkpoints) tables.checkpoints.insert(number, checkpoint);
  for (const { seq, at, ...line } of bundled.log) {
    tables.log.insert(number, seq, at, { kind: 'log', ...line });
  }
  if (cost.forced) tables.costs.force(number);
  if (cost.predictedPeakBytes !== null) tables.costs.predicted(number, cost.predictedPeakBytes);
  if (cost.peakBytes !== null) tables.costs.used(number, cost.peakBytes);
  if (cost.estimate !== null) tables.costs.estimated(number, cost.estimate);
  bundled.verifications.forEach(({ result, createdAt }, index) => {
    tables.verifications.insert({
      run: number,
      repetitionId: links.repetitionIds[index] ?? null,
      result,
      at: createdAt,
    });
  });
}

const INSERT_RUN = `
INSERT INTO runs (
  id, experiment_id, parent_id, name, model, state, seed, epochs, spec, spec_hash, recipe_hash,
  dataset_hash, split_hash, environment, parameters, epochs_done, best_val_accuracy, best_epoch,
  training_seconds, created_at, started_at, finished_at, updated_at, failure, ending, last_seq,
  favourite, color, archived_at
) VALUES (
  @id, (SELECT id FROM experiments WHERE id = @experimentId),
  (SELECT id FROM runs WHERE id = @parentId AND deleted_at IS NULL),
  @name, @model, @state, @seed, @epochs, @spec, @specHash, @recipeHash, @datasetHash, @splitHash,
  @environment, @parameters, @epochsDone, @bestValAccuracy, @bestEpoch, @trainingSeconds, @createdAt,
  @startedAt, @finishedAt, @updatedAt, @failure, @ending, @lastSeq, @favourite, @color, @archivedAt
)`;

function written(value: unknown): string | null {
  return value === null ? null : JSON.stringify(value);
}

function alreadyHere(name: string): LabError {
  return new LabError({
    code: 'illegal-state',
    message: `“${name}” is already in this lab`,
    hint: 'Delete the run that is here first, if this one is to take its place',
  });
}
