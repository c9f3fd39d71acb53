import type { SecondsRange } from '../model/runCost.ts';
import { inspectArchitecture } from '../spec/architecture.ts';
import { EVALUATION_BATCH } from '../training/evaluationBatch.ts';
import type { Rates } from './calibration.ts';
import { correctionFor, type PaceRatio } from './corrections.ts';
import { costStages, type CostStage } from './costStages.ts';
import type { DataShape } from './dataShape.ts';
import { optimizerSlots } from './optimizerSlots.ts';
import { expectedEngine, type Engine, type MemorySpec } from './peakMemory.ts';
import { workFamily, workOf, type Work, type WorkKind } from './work.ts';

/** What a run is estimated to take on a machine. */
export interface TimeEstimate {
  readonly perStep: SecondsRange;
  /** Training and validation. */
  readonly perEpoch: SecondsRange;
  /** All epochs, the evaluation, and reading the data. */
  readonly total: SecondsRange;
  /** What the calibration alone says of the whole. */
  readonly modelledSeconds: number;
  /** Runs of this kind correct the estimates of others of it. */
  readonly family: string;
  /** How many earlier runs corrected it. */
  readonly corrections: number;
}

/** Stock tfjs's time by ours: 3.2 to 3.4 on the study's three models (docs/performance.md). */
const STOCK_FACTOR = 3.3;

/** Native operations of a layer, and of one step of a recurrent layer, beside those that its values pay for. */
const OPERATIONS = {
  /** Forward and backward. */
  train: { layer: 12, recurrentStep: 6 },
  /** Forward alone: a backward pass has two operations for each of a forward pass's. */
  predict: { layer: 4, recurrentStep: 2 },
} as const;

/** Reading the data, building and saving the model. */
const START_SECONDS = 1.2;

/**
 * Estimates how long a run takes on a calibrated machine.
 *
 * @param spec one whose layers fit together
 * @param ratios how earlier runs on this machine compared with what the calibration alone said
 */
export function estimateTime(
  spec: MemorySpec,
  data: DataShape,
  rates: Rates,
  ratios: readonly PaceRatio[] = [],
  engine: Engine = expectedEngine(spec),
): TimeEstimate {
  const { architecture, training } = spec;
  const report = inspectArchitecture(architecture, data.imageShape, data.classes);
  const stages = costStages(architecture.layers, report.layers);
  const slower = engine === 'stock' ? STOCK_FACTOR : 1;
  const batch = Math.min(training.batchSize, data.trainCount);
  const fixed =
    operations(stages, 'train') * rates.operation +
    report.trainableParameters * rates.weight * updateShare(training.optimizer);
  const image = pixelSeconds(data, rates);
  const perImage = { train: image, predict: image };
  for (const stage of stages) {
    const { train, predict } = stageSeconds(workOf(stage), rates);
    perImage.train += train;
    perImage.predict += predict;
  }
  const step = slower * (fixed + batch * perImage.train);
  const steps = Math.ceil(data.trainCount / batch);
  const evaluation = (count: number, batchSize: number): number => {
    const batches = Math.ceil(count / batchSize) * operations(stages, 'predict');
    return slower * (batches * rates.operation + count * perImage.predict);
  };
  const validation = evaluation(data.validationCount, EVALUATION_BATCH.validation);
  // The last batch of an epoch may be smaller, but pays what is fixed all the same.
  const epoch = slower * (steps * fixed + data.trainCount * perImage.train) + validation;
  const test = evaluation(data.testCount, EVALUATION_BATCH.test);
  const modelledSeconds = START_SECONDS + training.epochs * epoch + test;
  const family = `${workFamily(stages)}, ${engine}`;
  const correction = correctionFor(family, ratios);
  const range = (seconds: number): SecondsRange => ({
    low: seconds * correction.low,
    high: seconds * correction.high,
  });
  return {
    perStep: range(step),
    perEpoch: range(epoch),
    total: range(modelledSeconds),
    modelledSeconds,
    family,
    corrections: correction.runs,
  };
}

function stageSeconds(
  work: Work,
  rates: Rates,
): { readonly train: number; readonly predict: number } {
  let train = 0;
  let predict = 0;
  for (const [kind, units] of Object.entries(work) as [WorkKind, number][]) {
    train += units * rates.work[kind].train;
    predict += units * rates.work[kind].predict;
  }
  return { train, predict };
}

/** Gathering, converting and scaling an image: three passes over its pixels. */
function pixelSeconds({ imageShape }: DataShape, rates: Rates): number {
  const pixels = imageShape.reduce((product, size) => product * size, 1);
  return 3 * pixels * rates.work.elementwise.predict;
}

/** Memory moved for one weight: itself, its gradient and what the optimiser keeps, Adam's being 1. */
function updateShare(optimizer: MemorySpec['training']['optimizer']): number {
  return (2 + optimizerSlots(optimizer)) / 4;
}

function operations(stages: readonly CostStage[], pass: keyof typeof OPERATIONS): number {
  const { layer, recurrentStep } = OPERATIONS[pass];
  return stages.reduce((sum, stage) => {
    const isRecurrent = stage.kind === 'layer' && 'returnSequences' in stage.layer;
    const steps = isRecurrent ? (stage.input[0] ?? 1) : 0;
    return sum + layer + recurrentStep * steps;
  }, 2 * layer);
}
