import { NO_COST } from '../../../src/shared/model/runCost.ts';
import type { LabEvent, RunNotice } from '../../../src/shared/contract/labEvents.ts';
import type { EpochEvent, ProgressEvent } from '../../../src/shared/contract/trainerProtocol.ts';
import type { EpochMetrics, RunDetail, RunSummary } from '../../../src/shared/model/run.ts';
import { PRESETS } from '../../../src/shared/spec/presets/index.ts';

/** A running run, with what a test needs different. */
export function aRun(part: Partial<RunSummary> = {}): RunSummary {
  return {
    id: 'A',
    number: 1,
    name: 'CNN',
    model: 'cnn',
    state: 'running',
    seed: 1,
    epochs: 10,
    epochsDone: 0,
    parameters: null,
    bestValAccuracy: null,
    bestEpoch: null,
    testAccuracy: null,
    testLoss: null,
    testCount: null,
    createdAt: '2025-01-01T12:00:00.000Z',
    startedAt: null,
    finishedAt: null,
    trainingSeconds: null,
    queuePosition: null,
    favourite: false,
    color: null,
    archivedAt: null,
    experimentId: null,
    tags: [],
    hasNote: false,
    failure: null,
    ...part,
  };
}

/** A trainer's event as a broadcast. */
export function trainerEvent(seq: number, event: RunNotice['event'], runId = 'A'): LabEvent {
  return { kind: 'trainer', notice: { runId, seq, event } };
}

/** A moment of training. */
export function progress(part: Partial<ProgressEvent> = {}): ProgressEvent {
  return {
    kind: 'progress',
    phase: 'training',
    epoch: 1,
    step: 1,
    steps: 10,
    loss: 1,
    accuracy: 0.5,
    samplesPerSecond: 100,
    secondsLeft: 60,
    memoryBytes: 1e9,
    ...part,
  };
}

/** The end of an epoch. */
export function epochEnd(epoch: number, valAccuracy = 0.9): EpochEvent {
  return {
    kind: 'epoch',
    epoch,
    loss: 0.4,
    accuracy: 0.88,
    valLoss: 0.3,
    valAccuracy,
    learningRate: 0.001,
    seconds: 12,
    tensors: 40,
    confusion: [
      [9, 1],
      [2, 8],
    ],
  };
}

/** An epoch as the store keeps it. */
export function epochMetrics(epoch: number, part: Partial<EpochMetrics> = {}): EpochMetrics {
  const { kind: _kind, confusion: _confusion, tensors: _tensors, ...metrics } = epochEnd(epoch);
  return { ...metrics, ...part };
}

/** The detail of a run without epochs. */
export function aDetail(part: Partial<RunDetail> = {}): RunDetail {
  const [preset] = PRESETS;
  if (!preset) throw new Error('there are no presets');
  return {
    summary: aRun(),
    spec: preset.spec,
    specHash: 'hash',
    datasetHash: null,
    splitHash: null,
    environment: null,
    cost: NO_COST,
    epochs: [],
    validationConfusions: [],
    evaluation: null,
    ending: null,
    artifacts: [],
    checkpoints: [],
    lastSeq: 0,
    ...part,
  };
}
