import type { DataShape } from '../../shared/cost/dataShape.ts';
import { predictPeakMemory, type MemoryPlan } from '../../shared/cost/peakMemory.ts';
import type { ExecutionOrder } from '../../shared/contract/execution.ts';
import type { LoadedDataset } from '../../shared/dataset/labelledImages.ts';
import type { EpochMetrics } from '../../shared/model/run.ts';
import { mostWorkers } from '../../shared/spec/execution/planExecution.ts';
import type { ExperimentSpec } from '../../shared/spec/experimentSpec.ts';
import { epochOf, type Checkpoint } from '../checkpoints/checkpoint.ts';
import { createCheckpointKeeper, type CheckpointKeeper } from '../checkpoints/checkpointKeeper.ts';
import type { Training } from '../../shared/spec/training/index.ts';
import { planData, type DataPlan } from '../datasets/planData.ts';
import type { TrainingProgram, TrainingProgramInput } from '../engine/contract.ts';
import { createResidentSet, createTrainingProgram } from '../engine/trainingProgram.ts';
import { buildModel } from '../model/buildModel.ts';
import type { TensorFlow } from '../tf.ts';
import type { ActiveRun } from './activeRun.ts';
import { assertFits } from './assertFits.ts';
import { describeEnvironment } from './environment.ts';
import type { KeptWeights } from '../checkpoints/keptWeights.ts';
import type { EventSender } from './eventSender.ts';
import type { Owner } from './owner.ts';
import { createProgressReporter } from './progressReporter.ts';
import { importCheckpoint } from './resumeRun.ts';
import type { RunControl } from './runControl.ts';
import type { Stopwatch } from './stopwatch.ts';

/** What a run is prepared from. */
export interface Preparation {
  readonly spec: ExperimentSpec;
  readonly dataset: LoadedDataset;
  /** The run's own folder. */
  readonly runDir: string;
  /** What the run goes on from; null when it begins. */
  readonly checkpoint: Checkpoint | null;
  readonly execution: ExecutionOrder;
  /** The best epoch's weights up to the checkpoint, where they are kept. */
  readonly keptBefore: KeptWeights | null;
  readonly control: RunControl;
  readonly emit: EventSender;
  readonly stopwatch: Stopwatch;
  /** Try although it is predicted not to fit. */
  readonly force: boolean;
}

/** A run ready for its first step, and the plain model that its weights go back into. */
export interface PreparedRun {
  readonly run: ActiveRun;
  readonly model: TensorFlow.LayersModel;
}

/**
 * Builds a run's model and program, puts its data where TensorFlow reads it, and says so.
 *
 * @throws LabError `out-of-memory` when the run is predicted not to fit into this machine, unless forced
 */
export function prepareRun(preparation: Preparation, owner: Owner): PreparedRun {
  const { spec, dataset, execution, emit } = preparation;
  const { description } = dataset;
  const { imageShape, classNames } = description;
  const plan = planData(dataset, spec);
  const shape = shapeOf(dataset, plan);
  if (!preparation.force) {
    assertFits(predictPeakMemory(spec, shape, { workers: mostWorkers(execution) }).bytes);
  }
  const model = owner.own(buildModel(spec, imageShape));
  const { images, labels } = dataset.train;
  const trainSet = owner.own(createResidentSet(images, labels, imageShape, classNames.length));
  const program = owner.own(
    createTrainingProgram({
      model,
      train: trainSet,
      ...programOptions(spec.training),
      seed: spec.seed,
      scale: 1 / 255,
      computeType: spec.execution.computeType,
      workers: workersOf(execution, spec.training.batchSize),
    }),
  );
  if (preparation.checkpoint !== null) importCheckpoint(program, preparation.checkpoint);
  const history = preparation.checkpoint?.history ?? [];
  announce(preparation, { plan, shape, model, program });
  const { control, stopwatch } = preparation;
  const progress = createProgressReporter(workOf(spec, plan, history.length), emit);
  const data = { dataset: description, trainSet, trainLabels: labels };
  const { keptBefore } = preparation;
  const run = { spec, plan, program, ...data, epochs: [...history], keptBefore };
  const checkpoints = keeperOf(preparation, plan, program, history);
  return { run: { ...run, checkpoints, emit, progress, stopwatch, control }, model };
}

function keeperOf(
  { spec, dataset, runDir, control, emit, stopwatch }: Preparation,
  { train }: DataPlan,
  program: TrainingProgram,
  history: readonly EpochMetrics[],
): CheckpointKeeper {
  return createCheckpointKeeper({
    runDir,
    datasetHash: dataset.datasetHash,
    stepsPerEpoch: Math.ceil(train.length / spec.training.batchSize),
    keepBest: spec.training.keepBest,
    history,
    program,
    emit,
    onRefused: (fault) => control.hold(fault),
    seconds: () => stopwatch.seconds(),
  });
}

function workersOf(
  { workers }: ExecutionOrder,
  batchSize: number,
): number | { readonly trialOf: number; readonly batchSize: number } {
  return typeof workers === 'number' ? workers : { trialOf: workers.trialOf, batchSize };
}

/** What a spec says of the loss and the updates, as the engine takes it. */
export function programOptions({
  loss,
  labelSmoothing,
  classWeights,
  clipping,
  augmentation,
  optimizer,
}: Training): Pick<
  TrainingProgramInput,
  'loss' | 'lossOptions' | 'clipping' | 'augmentation' | 'optimizer'
> {
  const lossOptions = { labelSmoothing, classWeights };
  return { loss, lossOptions, clipping, augmentation, optimizer };
}

interface Announced {
  readonly plan: DataPlan;
  readonly shape: DataShape;
  readonly model: TensorFlow.LayersModel;
  readonly program: TrainingProgram;
}

function announce(
  { spec, dataset, checkpoint, execution, emit }: Preparation,
  { plan, shape, model, program }: Announced,
): void {
  emit({
    kind: 'started',
    environment: describeEnvironment(program, execution),
    parameters: model.countParams(),
    trainCount: plan.train.length,
    validationCount: plan.validation.length,
    testCount: plan.test.length,
    epochs: spec.training.epochs,
    epochsDone: checkpoint === null ? 0 : epochOf(checkpoint),
    stepsPerEpoch: Math.ceil(plan.train.length / spec.training.batchSize),
    datasetHash: dataset.datasetHash,
    splitHash: plan.splitHash,
    predictedPeakBytes: predictPeakMemory(spec, shape, memoryPlan(program, execution)).bytes,
  });
  const counts = `${plan.train.length} images to train on, ${plan.validation.length} to validate`;
  const engine = program.kind === 'native' ? 'native kernels' : 'ordinary tfjs';
  emit({ kind: 'log', level: 'info', message: `${counts}; the model runs on ${engine}` });
  for (const message of program.fallbacks) emit({ kind: 'log', level: 'warning', message });
}

/** What was made, and what was only tried. */
function memoryPlan({ kind, workers, trial }: TrainingProgram, order: ExecutionOrder): MemoryPlan {
  return { engine: kind, workers: trial === null ? workers : mostWorkers(order) };
}

/** The data as it is at hand, whatever the spec's own numbers say. */
function shapeOf({ train, test, description }: LoadedDataset, plan: DataPlan): DataShape {
  const { imageShape, classNames } = description;
  return {
    imageShape,
    classes: classNames.length,
    trainCount: plan.train.length,
    validationCount: plan.validation.length,
    testCount: plan.test.length,
    residentBytes: train.images.length + test.images.length,
  };
}

function workOf(
  { training: { epochs } }: ExperimentSpec,
  { train, validation, test }: DataPlan,
  epochsDone: number,
): { readonly training: number; readonly evaluation: number } {
  const left = epochs - epochsDone;
  return {
    training: left * train.length,
    evaluation: left * validation.length + test.length,
  };
}
