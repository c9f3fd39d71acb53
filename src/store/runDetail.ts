import { environmentSchema } from '../shared/contract/trainerProtocol.ts';
import { epochColumns } from '../shared/model/epochColumns.ts';
import type { ComparedRun, RunDetail } from '../shared/model/run.ts';
import { completeSpec } from '../shared/spec/completeSpec.ts';
import type { RunEnding } from '../shared/model/runEnding.ts';
import type { ExperimentSpec } from '../shared/spec/experimentSpec.ts';
import type { Tables } from './tables.ts';

/**
 * Gathers all that is recorded of one run. Call it inside a transaction when another process may write.
 *
 * @throws LabError `not-found`
 */
export function readRunDetail(tables: Tables, id: string): RunDetail {
  const run = readRecord(tables, id);
  const { number } = run.summary;
  return {
    ...run,
    epochs: tables.epochs.ofRun(number),
    validationConfusions: tables.confusions.ofEpochs(number, 'validation'),
  };
}

/** The same as a comparison needs it. @throws LabError `not-found` */
export function readComparedRun(tables: Tables, id: string): ComparedRun {
  const run = readRecord(tables, id);
  return { ...run, epochs: epochColumns(tables.epochs.ofRun(run.summary.number)) };
}

function readRecord(tables: Tables, id: string): Omit<ComparedRun, 'epochs'> {
  const summary = tables.runs.get(id);
  const { number, spec, environment, ending, specHash, datasetHash, splitHash, lastSeq } =
    tables.runs.detail(id);
  return {
    summary,
    // A run of an older version lacks the options that came later.
    spec: completeSpec(JSON.parse(spec)) as ExperimentSpec,
    specHash,
    datasetHash,
    splitHash,
    environment: environment === null ? null : environmentSchema.parse(JSON.parse(environment)),
    cost: tables.costs.ofRun(number),
    evaluation: tables.evaluations.ofRun(number),
    ending: ending === null ? null : (JSON.parse(ending) as RunEnding),
    artifacts: tables.artifacts.ofRun(number),
    checkpoints: tables.checkpoints.ofRun(number),
    lastSeq,
  };
}
