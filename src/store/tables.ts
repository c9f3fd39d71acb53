import { createAnnotations, type Annotations } from './annotations.ts';
import { createArchitectures, type Architectures } from './architectures.ts';
import { createArtifacts, type Artifacts } from './artifacts.ts';
import { createCheckpoints, type Checkpoints } from './checkpoints.ts';
import { createCalibrations, type Calibrations } from './calibrations.ts';
import { createComparisons, type Comparisons } from './comparisons.ts';
import { createConfusionMatrices, type ConfusionMatrices } from './confusionMatrices.ts';
import { createDatasets, type DatasetsTable } from './datasets.ts';
import { createEpochMetrics, type EpochMetricsTable } from './epochMetrics.ts';
import { createEvaluations, type Evaluations } from './evaluations.ts';
import { createExperiments, type Experiments } from './experiments.ts';
import type { Database } from './loadSqlite.ts';
import { createLogLines, type LogLines } from './logLines.ts';
import { createPredictions, type PredictionsTable } from './predictions.ts';
import { createQueuePositions, type QueuePositions } from './queuePositions.ts';
import { createRewindRun, type RewindRun } from './rewindRun.ts';
import { createRunCosts, type RunCosts } from './runCosts.ts';
import { createRunParams, type RunParams } from './runParams.ts';
import { createRunProgress, type RunProgress } from './runProgress.ts';
import { createRuns, type Runs } from './runs.ts';
import { createSavedViews, type SavedViews } from './savedViews.ts';
import { createSettings, type SettingsTable } from './settingsTable.ts';
import { createStepMetrics, type StepMetricsTable } from './stepMetrics.ts';
import { createVerifications, type Verifications } from './verifications.ts';

/** Every table's prepared statements, on one connection. */
export interface Tables {
  readonly runs: Runs;
  readonly progress: RunProgress;
  readonly params: RunParams;
  readonly costs: RunCosts;
  readonly calibrations: Calibrations;
  readonly positions: QueuePositions;
  readonly epochs: EpochMetricsTable;
  readonly steps: StepMetricsTable;
  readonly confusions: ConfusionMatrices;
  readonly evaluations: Evaluations;
  readonly predictions: PredictionsTable;
  readonly artifacts: Artifacts;
  readonly checkpoints: Checkpoints;
  readonly log: LogLines;
  readonly rewind: RewindRun;
  readonly annotations: Annotations;
  readonly experiments: Experiments;
  readonly views: SavedViews;
  readonly settings: SettingsTable;
  readonly datasets: DatasetsTable;
  readonly verifications: Verifications;
  readonly comparisons: Comparisons;
  readonly architectures: Architectures;
}

/** Prepares every table's statements. */
export function createTables(database: Database): Tables {
  const confusions = createConfusionMatrices(database);
  const epochs = createEpochMetrics(database);
  return {
    runs: createRuns(database),
    progress: createRunProgress(database),
    params: createRunParams(database),
    costs: createRunCosts(database),
    calibrations: createCalibrations(database),
    positions: createQueuePositions(database),
    epochs,
    steps: createStepMetrics(database),
    confusions,
    evaluations: createEvaluations(database, confusions),
    predictions: createPredictions(database),
    artifacts: createArtifacts(database),
    checkpoints: createCheckpoints(database),
    log: createLogLines(database),
    rewind: createRewindRun(database, epochs),
    annotations: createAnnotations(database),
    experiments: createExperiments(database),
    views: createSavedViews(database),
    settings: createSettings(database),
    datasets: createDatasets(database),
    verifications: createVerifications(database),
    comparisons: createComparisons(database),
    architectures: createArchitectures(database),
  };
}
