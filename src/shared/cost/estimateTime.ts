import type { SecondsRange } from '../model/runCost.ts';
import { inspectArchitecture } from '../spec/architecture.ts';
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

/** Native operations of a layer, forward and backward, beside those that its values pay for. */
const OPERATIONS_A_LAYER = 12;

/** Operations that one step of a recurrent layer takes. */
const OPERATIONS_A_RECURRENT_STEP = 6;

/** Reading the data, building and saving the model. */
const START_SECONDS = 1.2;

/** A test pass goes in batches of 32, slower than the 256 that the rates stand for; a guess, not measured. */
const TEST_PASSES = 2.5;

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
    operations(stages) * rates.operation +
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
  const validation = slower * data.validationCount * perImage.predict;
  // The last batch of an epoch may be smaller, but pays what is fixed all the same.
  const epoch = slower * (steps * fixed + data.trainCount * perImage.train) + validation;
  const test = slower * TEST_PASSES * data.testCount * perImage.predict;
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

function operations(stages: readonly CostStage[]): number {
  return stages.reduce((sum, stage) => {
    const isRecurrent = stage.kind === 'layer' && 'returnSequences' in stage.layer;
    const steps = isRecurrent ? (stage.input[0] ?? 1) : 0;
    return sum + OPERATIONS_A_LAYER + OPERATIONS_A_RECURRENT_STEP * steps;
  }, 2 * OPERATIONS_A_LAYER);
}
