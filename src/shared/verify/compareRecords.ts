import type { EpochMetrics, RunDetail } from '../model/run.ts';

/** One moment within an epoch, as far as it is a result and not a time. */
export interface StepResult {
  readonly epoch: number;
  readonly step: number;
  readonly loss: number;
  readonly accuracy: number;
}

/** What a run said of its test images, in their order. */
export interface PredictionRecord {
  readonly indices: ArrayLike<number>;
  readonly classes: ArrayLike<number>;
  readonly confidences: ArrayLike<number>;
}

/** What is recorded of a run and must repeat. */
export interface RunRecord {
  readonly detail: Pick<
    RunDetail,
    'epochs' | 'evaluation' | 'artifacts' | 'environment' | 'datasetHash' | 'splitHash'
  >;
  readonly steps: readonly StepResult[];
  readonly predictions: PredictionRecord | null;
}

/** Two values of one place that should be the same. */
export interface RecordDifference {
  /** In words: `epoch 3 step 120: loss`. */
  readonly place: string;
  readonly first: string;
  readonly second: string;
}

/** What comparing a run with its repetition says. */
export interface Verification {
  /** The first place, in the order of training, whose values differ; null when none does. */
  readonly firstDifference: RecordDifference | null;
  /** What was compared: how many of each. */
  readonly compared: {
    readonly epochs: number;
    /** Moments within epochs that both records kept; a clock decides which are kept. */
    readonly steps: number;
    readonly predictions: number;
    readonly weightFiles: number;
  };
  /** In what the machines or programs differed. */
  readonly environment: readonly RecordDifference[];
}

const EPOCH_METRICS = ['loss', 'accuracy', 'valLoss', 'valAccuracy', 'learningRate'] as const;
const STEP_METRICS = ['loss', 'accuracy'] as const;

/** Compares two records to the bit. Times, memory and names are no results and are left out. */
export function compareRecords(first: RunRecord, second: RunRecord): Verification {
  const steps = commonSteps(first.steps, second.steps);
  const differences = [
    data(first, second),
    training(first.detail.epochs, second.detail.epochs, steps),
    test(first, second),
    predictions(first.predictions, second.predictions),
    weights(first, second),
  ];
  return {
    firstDifference: differences.find((difference) => difference !== null) ?? null,
    compared: {
      epochs: Math.min(first.detail.epochs.length, second.detail.epochs.length),
      steps: steps.length,
      predictions: first.predictions?.indices.length ?? 0,
      weightFiles: weightFiles(first).length,
    },
    environment: environmentDifferences(first, second),
  };
}

/** A verification in a sentence. @example 'identical over 10 epochs' */
export function describeVerification({ firstDifference, compared }: Verification): string {
  const { epochs } = compared;
  if (firstDifference === null)
    return `identical over ${epochs} ${epochs === 1 ? 'epoch' : 'epochs'}`;
  const { place, first, second } = firstDifference;
  return `differs first at ${place} ${first} vs ${second}`;
}

type StepPair = readonly [StepResult, StepResult];

function commonSteps(
  first: readonly StepResult[],
  second: readonly StepResult[],
): readonly StepPair[] {
  const key = ({ epoch, step }: StepResult): string => `${epoch} ${step}`;
  const others = new Map(second.map((step) => [key(step), step]));
  return first.flatMap((step) => {
    const other = others.get(key(step));
    return other === undefined ? [] : [[step, other] as const];
  });
}

function data(first: RunRecord, second: RunRecord): RecordDifference | null {
  return (
    differ('data set: hash', first.detail.datasetHash, second.detail.datasetHash) ??
    differ('split: hash', first.detail.splitHash, second.detail.splitHash)
  );
}

function training(
  first: readonly EpochMetrics[],
  second: readonly EpochMetrics[],
  steps: readonly StepPair[],
): RecordDifference | null {
  for (const [index, epoch] of first.entries()) {
    const within = steps.filter(([step]) => step.epoch === epoch.epoch);
    const found = firstOf([
      ...within.map(([a, b]) => metrics(`epoch ${a.epoch} step ${a.step}`, a, b, STEP_METRICS)),
      metrics(`epoch ${epoch.epoch}`, epoch, second[index], EPOCH_METRICS),
    ]);
    if (found !== null) return found;
  }
  return differ('epochs: count', first.length, second.length);
}

function test(first: RunRecord, second: RunRecord): RecordDifference | null {
  const [a, b] = [first.detail.evaluation, second.detail.evaluation];
  return metrics('test', a ?? undefined, b ?? undefined, ['loss', 'accuracy', 'count']);
}

function predictions(
  first: PredictionRecord | null,
  second: PredictionRecord | null,
): RecordDifference | null {
  const count = differ('predictions: count', first?.indices.length, second?.indices.length);
  if (count !== null || first === null || second === null) return count;
  for (let place = 0; place < first.indices.length; place += 1) {
    const name = `test image ${first.indices[place] ?? place}`;
    const found =
      differ(`${name}: index`, first.indices[place], second.indices[place]) ??
      differ(`${name}: class`, first.classes[place], second.classes[place]) ??
      differ(`${name}: confidence`, first.confidences[place], second.confidences[place]);
    if (found !== null) return found;
  }
  return null;
}

function weights(first: RunRecord, second: RunRecord): RecordDifference | null {
  const others = new Map(weightFiles(second).map(({ path, sha256 }) => [path, sha256]));
  return firstOf(
    weightFiles(first).map(({ path, sha256 }) =>
      differ(`${path}: SHA-256`, sha256, others.get(path)),
    ),
  );
}

function weightFiles({ detail }: RunRecord): RunDetail['artifacts'] {
  return detail.artifacts.filter(({ path }) => path.endsWith('.bin'));
}

function environmentDifferences(first: RunRecord, second: RunRecord): readonly RecordDifference[] {
  const [a, b] = [first.detail.environment ?? {}, second.detail.environment ?? {}].map(
    (environment) => new Map(leaves(environment)),
  );
  const names = [...new Set([...(a?.keys() ?? []), ...(b?.keys() ?? [])])];
  return names.flatMap((name) => differ(name, a?.get(name), b?.get(name)) ?? []);
}

/** The values within a value by their dotted paths, as JSON. */
function leaves(value: unknown, path = ''): readonly (readonly [string, string])[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return [[path, JSON.stringify(value)]];
  }
  return Object.entries(value).flatMap(([name, inner]) =>
    inner === undefined ? [] : leaves(inner, path === '' ? name : `${path}.${name}`),
  );
}

function metrics<T, K extends keyof T & string>(
  place: string,
  first: T | undefined,
  second: T | undefined,
  names: readonly K[],
): RecordDifference | null {
  return firstOf(names.map((name) => differ(`${place}: ${name}`, first?.[name], second?.[name])));
}

function firstOf(differences: readonly (RecordDifference | null)[]): RecordDifference | null {
  return differences.find((difference) => difference !== null) ?? null;
}

function differ(place: string, first: unknown, second: unknown): RecordDifference | null {
  if (Object.is(first, second)) return null;
  return { place, first: say(first), second: say(second) };
}

function say(value: unknown): string {
  return value === undefined || value === null ? 'nothing' : String(value);
}
