import { BUILT_IN_DATASETS } from '../../../src/shared/dataset/fashionMnist.ts';
import type {
  EpochEvent,
  EvaluationEvent,
  StartedEvent,
  TrainerEvent,
  TrainerEventBody,
} from '../../../src/shared/contract/trainerProtocol.ts';
import type { MachineRates, Rates } from '../../../src/shared/cost/calibration.ts';
import { WORK_KINDS } from '../../../src/shared/cost/work.ts';
import { perClassMetrics } from '../../../src/shared/stats/perClass.ts';
import { parseSpec, type ExperimentSpec } from '../../../src/shared/spec/experimentSpec.ts';

/** A trainer that does a thousand million units a second, whatever they are. */
export function sampleRates(): Rates {
  const pace = { train: 2e-9, predict: 1e-9 };
  return {
    work: Object.fromEntries(WORK_KINDS.map((kind) => [kind, pace])) as Rates['work'],
    recurrentStep: { LSTM: pace, GRU: pace, SimpleRNN: pace },
    layer: { train: 1e-4, predict: 5e-5 },
    denseWeight: { train: 2e-10, predict: 1e-10 },
    weight: 1e-9,
  };
}

/** One that gains nothing from a second thread. */
export function sampleMachineRates(): MachineRates {
  return { everyThread: sampleRates(), oneThread: sampleRates() };
}

/** A small legal spec. */
export function sampleSpec(changes: { seed?: number; model?: string; epochs?: number } = {}) {
  const { seed = 7, model = 'tiny', epochs = 2 } = changes;
  return parseSpec(
    {
      version: 1,
      model,
      dataset: { id: 'fashion-mnist', samples: 100 },
      architecture: {
        input: 'image',
        layers: [{ type: 'Flatten' }, { type: 'Dense', units: 10, activation: 'softmax' }],
      },
      training: {
        epochs,
        batchSize: 32,
        optimizer: { type: 'Adam' },
        loss: 'categoricalCrossentropy',
      },
      seed,
    },
    BUILT_IN_DATASETS,
  ) satisfies ExperimentSpec;
}

/** Ten classes with an empty one, so that zeros on and off the diagonal are met. */
export function sampleMatrix(right: number): number[][] {
  return Array.from({ length: 10 }, (_, row) =>
    Array.from({ length: 10 }, (_, column) => {
      if (row === 9) return 0;
      if (row === column) return right;
      return column === (row + 1) % 9 ? 1 : 0;
    }),
  );
}

export const STARTED: StartedEvent = {
  kind: 'started',
  environment: {
    appVersion: '0.1.0',
    node: '24.0.0',
    electron: null,
    tfjs: '4.22.0',
    libtensorflow: '2.18.1',
    platform: 'linux x64',
    cpu: 'sample',
    cores: 2,
    engine: 'native',
    fallbacks: [],
  },
  parameters: 7850,
  trainCount: 80,
  validationCount: 20,
  testCount: 99,
  epochs: 2,
  epochsDone: 0,
  stepsPerEpoch: 3,
  datasetHash: 'd'.repeat(64),
  splitHash: 'e'.repeat(64),
  predictedPeakBytes: 573_000_000,
};

export function epochEvent(epoch: number, valAccuracy = 0.5 + epoch / 100): EpochEvent {
  return {
    kind: 'epoch',
    epoch,
    loss: 1 / epoch,
    accuracy: 0.5,
    valLoss: 1.5 / epoch,
    valAccuracy,
    learningRate: 0.001,
    seconds: 0.25,
    tensors: 12,
    confusion: sampleMatrix(epoch),
  };
}

export function evaluationEvent(accuracy = 0.875): EvaluationEvent {
  const confusion = sampleMatrix(10);
  return {
    kind: 'evaluation',
    split: 'test',
    loss: 0.5,
    accuracy,
    count: 99,
    seconds: 0.125,
    batchSize: 32,
    confusion,
    perClass: [...perClassMetrics(confusion)],
    predictions: {
      indices: Uint32Array.from([0, 70_000, 9]),
      classes: Uint8Array.from([1, 2, 9]),
      confidences: Float32Array.from([0.5, 0.25, 1]),
    },
  };
}

export const FINISHED: TrainerEventBody = {
  kind: 'finished',
  outcome: 'completed',
  artifacts: [{ path: 'weights.bin', bytes: 31_400, sha256: 'a'.repeat(64) }],
  seconds: 2.5,
  peakBytes: 560_000_000,
  ending: { stoppedEarly: null, keptEpoch: 1 },
};

export const FAILED: TrainerEventBody = {
  kind: 'failed',
  error: { code: 'non-finite-loss', message: 'The loss became NaN', hint: 'Lower the rate' },
};

export function progressEvent(step: number, epoch = 1, steps = 3): TrainerEventBody {
  return {
    kind: 'progress',
    phase: 'training',
    epoch,
    step,
    steps,
    loss: 1,
    accuracy: 0.5,
    learningRate: 0.01,
    samplesPerSecond: 1000,
    secondsLeft: 1,
    memoryBytes: 1e8,
  };
}

/** Bodies in their envelopes, numbered from `from`. */
export function envelopes(
  runId: string,
  bodies: readonly TrainerEventBody[],
  from = 1,
): TrainerEvent[] {
  return bodies.map((event, index) => ({ runId, seq: from + index, event }));
}

/** A whole run of two epochs. */
export function wholeRun(runId: string): TrainerEvent[] {
  return envelopes(runId, [
    STARTED,
    progressEvent(1),
    epochEvent(1),
    epochEvent(2),
    evaluationEvent(),
    FINISHED,
  ]);
}
