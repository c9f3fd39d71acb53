import { inspectArchitecture } from '../spec/architecture.ts';
import { mostWorkers } from '../spec/execution/planExecution.ts';
import { EVALUATION_BATCH } from '../training/evaluationBatch.ts';
import type { MachineRates } from './calibration.ts';
import type { DataShape } from './dataShape.ts';
import { drawingSeconds } from './drawingSeconds.ts';
import { optimizerSlots } from './optimizerSlots.ts';
import { passTime, type TimePlan } from './passTime.ts';
import type { MemorySpec } from './peakMemory.ts';

/** The parts of a run that a calibration tells apart, each in seconds. */
export interface TimeParts {
  /** Reading, building, trying workers, the first step, a checkpoint after each epoch, saving. */
  readonly overhead: number;
  /** An epoch's training and validation. */
  readonly epoch: number;
  /** The evaluation in the end. */
  readonly test: number;
}

/** What a calibration alone says of a run. */
export interface ModelledTime extends TimeParts {
  /** A training step of a whole batch. */
  readonly step: number;
}

/** Seconds that were measured once, on the machine of docs/performance.md; runs correct them elsewhere. */
const SECONDS = {
  /** Reading the data where the process has not yet, and the first step's constants and workspaces. */
  start: 0.3,
  /** For each value of a checkpoint: copied, hashed, written and synced. */
  checkpointValue: 13e-9,
  /** For each weight: drawn, and saved with the model. */
  weight: 68e-9,
  /** A worker: a thread that loads TensorFlow, builds the program and rehearses. */
  worker: 0.4,
};

/** A trial (`engine/parallel/trialWorkers.ts`): steps of a round alone and as many shared, and its limits. */
const TRIAL = { steps: 4, rounds: 3, longest: 3, saving: 0.1 };

/** What a calibration alone says of a run's time. @param spec one whose layers fit together */
export function modelTime(
  spec: MemorySpec,
  data: DataShape,
  rates: MachineRates,
  plan: TimePlan,
): ModelledTime {
  const { trainCount, validationCount, testCount } = data;
  const pass = passTime(spec, data, rates, plan);
  const batch = Math.min(spec.training.batchSize, trainCount);
  const step = (workers: number): number => pass.train({ count: batch, batches: 1, workers });
  const predict = (count: number, batchSize: number, workers: number): number =>
    pass.predict({ count, batches: Math.ceil(count / batchSize), workers });
  // Ordinary tfjs shares nothing.
  const workers = plan.engine === 'stock' ? 1 : plan.workers;
  const trial = tryWorkers(workers, step);
  const expected = (secondsOf: (workers: number) => number): number =>
    mean(trial.outcomes.map(secondsOf));
  return {
    step: expected(step),
    epoch: expected(
      (count) =>
        // The last batch of an epoch may be smaller, but pays what is fixed all the same.
        pass.train({ count: trainCount, batches: Math.ceil(trainCount / batch), workers: count }) +
        predict(validationCount, EVALUATION_BATCH.validation, count),
    ),
    test: expected((count) => predict(testCount, EVALUATION_BATCH.test, count)),
    overhead: trial.seconds + besideTrial(spec, data, mostWorkers({ workers })),
  };
}

/** The numbers of workers that a run may have, and what finding out takes. */
interface Trial {
  readonly outcomes: readonly number[];
  readonly seconds: number;
}

/**
 * Where sharing would pay, a trial still goes either way: workers gain what the cores leave them, which
 * differs from one minute to the next.
 */
function tryWorkers(workers: TimePlan['workers'], step: (workers: number) => number): Trial {
  if (typeof workers === 'number') return { outcomes: [workers], seconds: 0 };
  const { trialOf } = workers;
  const [alone, shared] = [step(1), step(trialOf)];
  const round = TRIAL.steps * (alone + shared);
  const rounds = Math.min(TRIAL.rounds, Math.ceil(TRIAL.longest / round));
  const mayPay = shared < (1 - TRIAL.saving) * alone;
  return { outcomes: mayPay ? [1, trialOf] : [1], seconds: rounds * round };
}

/** Overhead but for a trial. */
function besideTrial(
  { architecture, training }: MemorySpec,
  { imageShape, classes }: DataShape,
  workers: number,
): number {
  const report = inspectArchitecture(architecture, imageShape, classes);
  const { trainableParameters, nonTrainableParameters } = report;
  const weights = trainableParameters + nonTrainableParameters;
  const values = weights + optimizerSlots(training.optimizer) * trainableParameters;
  const others = workers - 1;
  return (
    SECONDS.start +
    others * SECONDS.worker +
    weights * SECONDS.weight +
    training.epochs * values * SECONDS.checkpointValue +
    drawingSeconds(architecture.layers)
  );
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
