import type { BundledRun } from '../shared/bundle/bundledRun.ts';
import { LabError } from '../shared/errors.ts';
import type { RunSummary } from '../shared/model/run.ts';
import { isFinal } from '../shared/model/runState.ts';
import type { ExperimentSpec } from '../shared/spec/experimentSpec.ts';
import type { Database } from './loadSqlite.ts';
import type { Tables } from './tables.ts';

interface FactsRow {
  readonly spec: string;
  readonly environment: string | null;
  readonly ending: string | null;
  readonly failure: string | null;
  readonly specHash: string;
  readonly datasetHash: string | null;
  readonly splitHash: string | null;
  readonly updatedAt: string;
  readonly lastSeq: number;
  readonly parentId: string | null;
}

type Note = BundledRun['run']['notes'][number];

/**
 * Prepares reading a run's whole record; the caller brings the transaction.
 *
 * @returns a function that throws LabError `not-found`, `illegal-state` when the run is not over
 */
export function createReadBundledRun(
  database: Database,
  tables: Tables,
): (runId: string) => BundledRun {
  const select = database.prepare<[number], FactsRow>(
    `SELECT spec, environment, ending, failure, spec_hash AS specHash, dataset_hash AS datasetHash,
       split_hash AS splitHash, updated_at AS updatedAt, last_seq AS lastSeq, parent_id AS parentId
     FROM runs WHERE number = ?`,
  );
  const selectNotes = database.prepare<[number], Note>(
    'SELECT text, created_at AS createdAt FROM notes WHERE run = ? ORDER BY id',
  );
  const selectTags = database
    .prepare<[number], string>('SELECT tag FROM tags WHERE run = ? ORDER BY tag')
    .pluck();
  const factsOf = (summary: RunSummary, row: FactsRow): BundledRun['run'] => ({
    id: summary.id,
    name: summary.name,
    model: summary.model,
    state: finalState(summary),
    seed: summary.seed,
    epochs: summary.epochs,
    specHash: row.specHash,
    datasetHash: row.datasetHash,
    splitHash: row.splitHash,
    parameters: summary.parameters,
    epochsDone: summary.epochsDone,
    bestValAccuracy: summary.bestValAccuracy,
    bestEpoch: summary.bestEpoch,
    trainingSeconds: summary.trainingSeconds,
    createdAt: summary.createdAt,
    startedAt: summary.startedAt,
    finishedAt: summary.finishedAt,
    updatedAt: row.updatedAt,
    failure: parsed(row.failure),
    ending: parsed(row.ending),
    lastSeq: row.lastSeq,
    favourite: summary.favourite,
    color: summary.color,
    archivedAt: summary.archivedAt,
    tags: selectTags.all(summary.number),
    notes: selectNotes.all(summary.number),
  });

  return (runId) => {
    const summary = tables.runs.get(runId);
    const { number, experimentId } = summary;
    const row = select.get(number) as FactsRow;
    const verifications = tables.verifications.finished(number);
    return {
      run: factsOf(summary, row),
      // As it was recorded: options that came later are filled in by who reads it.
      spec: JSON.parse(row.spec) as ExperimentSpec,
      environment: parsed(row.environment),
      cost: tables.costs.ofRun(number),
      epochs: tables.epochs.ofRun(number),
      steps: tables.steps.ofRun(number),
      confusions: tables.confusions.ofEpochs(number, 'validation'),
      evaluation: tables.evaluations.ofRun(number),
      predictions: tables.predictions.ofRun(number),
      log: tables.log.ofRun(number),
      verifications: verifications.map(({ result, createdAt }) => ({ result, createdAt })),
      artifacts: tables.artifacts.ofRun(number),
      checkpoints: tables.checkpoints.ofRun(number),
      links: {
        parentId: row.parentId,
        experimentId,
        repetitionIds: verifications.map(({ repetitionId }) => repetitionId),
      },
    };
  };
}

function parsed<T>(json: string | null): T | null {
  return json === null ? null : (JSON.parse(json) as T);
}

function finalState({ name, state }: RunSummary): BundledRun['run']['state'] {
  if (isFinal(state)) return state as BundledRun['run']['state'];
  throw new LabError({
    code: 'illegal-state',
    message: `${name} is ${state}: its record is not whole yet`,
    hint: 'Export it when it is over, or stop it first',
  });
}
