import { inspectArchitecture } from '../spec/architecture.ts';
import type { ExecutionPlan } from '../spec/execution/planExecution.ts';
import type { MachineRates, Rates } from './calibration.ts';
import { costStages, type CostStage } from './costStages.ts';
import type { DataShape } from './dataShape.ts';
import { optimizerSlots } from './optimizerSlots.ts';
import type { Engine, MemorySpec } from './peakMemory.ts';
import { recurrentSteps, workOf, type WorkKind } from './work.ts';

/** How a run is carried out, as far as its time goes. */
export interface TimePlan extends ExecutionPlan {
  readonly engine: Engine;
}

/** Images that go through a network in some batches, each shared by some workers. */
export interface Images {
  readonly count: number;
  readonly batches: number;
  readonly workers: number;
}

/** How long a network takes, in seconds. */
export interface PassTime {
  /** Forward, back and update. */
  train(images: Images): number;
  /** Forward alone; workers take whole batches. */
  predict(images: Images): number;
}

type Pass = 'train' | 'predict';

/** Stock tfjs's time by ours: 3.2 to 3.4 on the study's three models (docs/performance.md). */
const STOCK_FACTOR = 3.3;

/** What workers lose to each other in memory and by waiting for the last. */
const CONTENTION = 1.12;

/** Seconds for each weight and step in which workers hand each other gradients and sum them. */
const EXCHANGE_SECONDS = 40e-9;

/** Prepares saying how long a network takes. @param spec one whose layers fit together */
export function passTime(
  { architecture, training }: MemorySpec,
  data: DataShape,
  rates: MachineRates,
  { engine, threads }: TimePlan,
): PassTime {
  const report = inspectArchitecture(architecture, data.imageShape, data.classes);
  const stages = costStages(architecture.layers, report.layers);
  const weights = report.trainableParameters;
  // Memory moved for one weight: itself, its gradient and what the optimiser keeps, Adam's being 1.
  const moved = (weights * (2 + optimizerSlots(training.optimizer))) / 4;
  const slower = engine === 'stock' ? STOCK_FACTOR : 1;
  const seconds = (of: (rates: Rates) => number): number =>
    slower * withThreads(rates, threads, of);
  const pass = (kind: Pass, count: number, batches: number): number =>
    seconds(
      (own) =>
        batches * batchSeconds(stages, own, kind) + count * imageSeconds(stages, data, own, kind),
    );
  return {
    train({ count, batches, workers }) {
      const updates = batches * seconds((own) => moved * own.weight);
      const part = pass('train', count / workers, batches) + updates;
      if (workers === 1) return part;
      return CONTENTION * part + batches * weights * EXCHANGE_SECONDS;
    },
    predict({ count, batches, workers }) {
      const alone = pass('predict', count, batches);
      return workers === 1 ? alone : (CONTENTION / workers) * alone;
    },
  };
}

/**
 * Seconds with some threads within an operation. Between one and every, work takes no less than with every
 * and no less than its share of what it takes with one.
 */
function withThreads(
  { oneThread, everyThread }: MachineRates,
  threads: number | null,
  secondsOf: (rates: Rates) => number,
): number {
  if (threads === null) return secondsOf(everyThread);
  if (threads === 1) return secondsOf(oneThread);
  return Math.max(secondsOf(everyThread), secondsOf(oneThread) / threads);
}

/** What a pass takes whatever is in its batch: its layers and the loss, recurrent steps, dense weights. */
function batchSeconds(stages: readonly CostStage[], rates: Rates, pass: Pass): number {
  return stages.reduce((sum, stage) => {
    const { type, steps } = recurrentSteps(stage);
    const recurrent = type === null ? 0 : steps * rates.recurrentStep[type][pass];
    const { denseProducts: denseWeights = 0 } = workOf(stage);
    return sum + rates.layer[pass] + recurrent + denseWeights * rates.denseWeight[pass];
  }, rates.layer[pass]);
}

/** What one image takes: its layers, and gathering, converting and scaling it, three passes over its pixels. */
function imageSeconds(
  stages: readonly CostStage[],
  { imageShape }: DataShape,
  rates: Rates,
  pass: Pass,
): number {
  const pixels = imageShape.reduce((product, size) => product * size, 1);
  const work = stages.flatMap((stage) => Object.entries(workOf(stage)) as [WorkKind, number][]);
  return work.reduce(
    (sum, [kind, units]) => sum + units * rates.work[kind][pass],
    3 * pixels * rates.work.elementwise.predict,
  );
}
