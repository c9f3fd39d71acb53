import { createArtifacts, type Artifacts } from './artifacts.ts';
import { createConfusionMatrices, type ConfusionMatrices } from './confusionMatrices.ts';
import { createDatasets, type DatasetsTable } from './datasets.ts';
import { createEpochMetrics, type EpochMetricsTable } from './epochMetrics.ts';
import { createEvaluations, type Evaluations } from './evaluations.ts';
import type { Database } from './loadSqlite.ts';
import { createPredictions, type PredictionsTable } from './predictions.ts';
import { createQueuePositions, type QueuePositions } from './queuePositions.ts';
import { createRunParams, type RunParams } from './runParams.ts';
import { createRunProgress, type RunProgress } from './runProgress.ts';
import { createRuns, type Runs } from './runs.ts';
import { createSettings, type SettingsTable } from './settingsTable.ts';
import { createStepMetrics, type StepMetricsTable } from './stepMetrics.ts';

/** Every table's prepared statements, on one connection. */
export interface Tables {
  readonly runs: Runs;
  readonly progress: RunProgress;
  readonly params: RunParams;
  readonly positions: QueuePositions;
  readonly epochs: EpochMetricsTable;
  readonly steps: StepMetricsTable;
  readonly confusions: ConfusionMatrices;
  readonly evaluations: Evaluations;
  readonly predictions: PredictionsTable;
  readonly artifacts: Artifacts;
  readonly settings: SettingsTable;
  readonly datasets: DatasetsTable;
}

/** Prepares every table's statements. */
export function createTables(database: Database): Tables {
  const confusions = createConfusionMatrices(database);
  return {
    runs: createRuns(database),
    progress: createRunProgress(database),
    params: createRunParams(database),
    positions: createQueuePositions(database),
    epochs: createEpochMetrics(database),
    steps: createStepMetrics(database),
    confusions,
    evaluations: createEvaluations(database, confusions),
    predictions: createPredictions(database),
    artifacts: createArtifacts(database),
    settings: createSettings(database),
    datasets: createDatasets(database),
  };
}
