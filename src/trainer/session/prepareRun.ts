import type { LoadedDataset } from '../../shared/dataset/labelledImages.ts';
import type { ExperimentSpec } from '../../shared/spec/experimentSpec.ts';
import { planData, type DataPlan } from '../datasets/planData.ts';
import type { TrainingProgram } from '../engine/contract.ts';
import { createResidentSet, createTrainingProgram } from '../engine/trainingProgram.ts';
import { buildModel } from '../model/buildModel.ts';
import type { TensorFlow } from '../tf.ts';
import type { ActiveRun } from './activeRun.ts';
import { assertFits } from './assertFits.ts';
import { describeEnvironment } from './environment.ts';
import type { EventSender } from './eventSender.ts';
import type { Owner } from './owner.ts';
import { createProgressReporter } from './progressReporter.ts';
import type { RunControl } from './runControl.ts';
import type { Stopwatch } from './stopwatch.ts';

/** What a run is prepared from. */
export interface Preparation {
  readonly spec: ExperimentSpec;
  readonly dataset: LoadedDataset;
  readonly control: RunControl;
  readonly emit: EventSender;
  readonly stopwatch: Stopwatch;
}

/** A run ready for its first step, and the plain model that its weights go back into. */
export interface PreparedRun {
  readonly run: ActiveRun;
  readonly model: TensorFlow.LayersModel;
}

/**
 * Builds a run's model and program, puts its data where TensorFlow reads it, and says so.
 *
 * @throws LabError `out-of-memory` when the run cannot fit into this machine
 */
export function prepareRun(preparation: Preparation, owner: Owner): PreparedRun {
  const { spec, dataset, emit } = preparation;
  const { description } = dataset;
  const { imageShape, classNames } = description;
  const plan = planData(dataset, spec);
  assertFits(spec, description, Math.min(spec.training.batchSize, plan.train.length));
  const model = owner.own(buildModel(spec, imageShape));
  const { images, labels } = dataset.train;
  const trainSet = owner.own(createResidentSet(images, labels, imageShape, classNames.length));
  const program = owner.own(
    createTrainingProgram({
      model,
      train: trainSet,
      loss: spec.training.loss,
      optimizer: spec.training.optimizer,
      seed: spec.seed,
      scale: 1 / 255,
    }),
  );
  announce(preparation, plan, model, program);
  const { control, stopwatch } = preparation;
  const progress = createProgressReporter(workOf(spec, plan), emit);
  const trainLabels = labels;
  return {
    run: {
      spec,
      dataset: description,
      plan,
      program,
      trainSet,
      trainLabels,
      emit,
      progress,
      stopwatch,
      control,
    },
    model,
  };
}

function announce(
  { spec, dataset, emit }: Preparation,
  plan: DataPlan,
  model: TensorFlow.LayersModel,
  program: TrainingProgram,
): void {
  emit({
    kind: 'started',
    environment: describeEnvironment(program),
    parameters: model.countParams(),
    trainCount: plan.train.length,
    validationCount: plan.validation.length,
    testCount: plan.test.length,
    epochs: spec.training.epochs,
    stepsPerEpoch: Math.ceil(plan.train.length / spec.training.batchSize),
    datasetHash: dataset.datasetHash,
    splitHash: plan.splitHash,
  });
}

function workOf(
  { training: { epochs } }: ExperimentSpec,
  { train, validation, test }: DataPlan,
): { readonly training: number; readonly evaluation: number } {
  return {
    training: epochs * train.length,
    evaluation: epochs * validation.length + test.length,
  };
}
