import type { StepColumns } from '../../shared/contract/runDepth.ts';
import type { ProgressEvent } from '../../shared/contract/trainerProtocol.ts';

/** One moment within an epoch: means since the epoch began. */
export interface StepPoint {
  /** Counted from 1. */
  readonly epoch: number;
  readonly step: number;
  readonly loss: number;
  readonly accuracy: number;
  /** NaN where it is not known. */
  readonly learningRate: number;
  readonly samplesPerSecond: number;
  readonly memoryBytes: number;
}

/** The moments of a run: what the lab recorded, and what came since. Never changed, only replaced. */
export interface RunSteps {
  readonly recorded: StepColumns;
  readonly live: readonly StepPoint[];
  /** When the last live one came, in milliseconds. */
  readonly lastAt: number;
}

/** No moments at all. */
export const NO_STEPS: RunSteps = {
  recorded: {
    epoch: new Uint32Array(),
    step: new Uint32Array(),
    loss: new Float64Array(),
    accuracy: new Float64Array(),
    learningRate: new Float64Array(),
    samplesPerSecond: new Float64Array(),
    memoryBytes: new Float64Array(),
  },
  live: [],
  lastAt: -Infinity,
};

/** Of an epoch no more moments are kept than this, as the lab does. */
const MOST_PER_EPOCH = 100;
/** The first moments of a run are kept as they come; later ones are a second apart. */
const CLOSE_UP_TO = 600;
const GAP_MS = 1_000;

/**
 * The moments with one more, if it is far enough from the last.
 *
 * @param at when it came, in milliseconds
 */
export function withProgress(steps: RunSteps, event: ProgressEvent, at: number): RunSteps {
  const { phase, epoch, step, loss, accuracy, samplesPerSecond, memoryBytes } = event;
  if (phase !== 'training' || loss === null || accuracy === null) return steps;
  const last = lastOf(steps);
  if (last) {
    const further = epoch > last.epoch || (epoch === last.epoch && step > last.step);
    if (!further) return steps;
    const near = epoch === last.epoch && step - last.step < event.steps / MOST_PER_EPOCH;
    const soon = steps.live.length >= CLOSE_UP_TO && at - steps.lastAt < GAP_MS;
    if (near || soon) return steps;
  }
  const learningRate = event.learningRate ?? Number.NaN;
  const point = { epoch, step, loss, accuracy, learningRate, samplesPerSecond, memoryBytes };
  return { ...steps, live: [...steps.live, point], lastAt: at };
}

/** What the lab recorded, followed by those moments that came after it. */
export function withRecorded({ live, lastAt }: RunSteps, recorded: StepColumns): RunSteps {
  const epoch = recorded.epoch.at(-1) ?? 0;
  const step = recorded.step.at(-1) ?? 0;
  const later = live.filter(
    (point) => point.epoch > epoch || (point.epoch === epoch && point.step > step),
  );
  return { recorded, live: later, lastAt };
}

/** The moments of the epochs up to one: what came later is trained again. */
export function withoutEpochsAfter({ recorded, live, lastAt }: RunSteps, epoch: number): RunSteps {
  const after = recorded.epoch.findIndex((own) => own > epoch);
  const count = after < 0 ? recorded.epoch.length : after;
  return {
    recorded: {
      epoch: recorded.epoch.slice(0, count),
      step: recorded.step.slice(0, count),
      loss: recorded.loss.slice(0, count),
      accuracy: recorded.accuracy.slice(0, count),
      learningRate: recorded.learningRate.slice(0, count),
      samplesPerSecond: recorded.samplesPerSecond.slice(0, count),
      memoryBytes: recorded.memoryBytes.slice(0, count),
    },
    live: live.filter((point) => point.epoch <= epoch),
    lastAt,
  };
}

function lastOf({ live, recorded }: RunSteps): Pick<StepPoint, 'epoch' | 'step'> | undefined {
  const last = live.at(-1);
  if (last) return last;
  const epoch = recorded.epoch.at(-1);
  const step = recorded.step.at(-1);
  return epoch === undefined || step === undefined ? undefined : { epoch, step };
}
