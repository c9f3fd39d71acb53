import type { LabError } from '../../shared/errors.ts';
import type { EpochMetrics } from '../../shared/model/run.ts';
import type { Monitor } from '../../shared/spec/training/monitor.ts';
import { collectGarbage } from '../collectGarbage.ts';
import type { TrainingProgram } from '../engine/contract.ts';
import type { EventSender } from '../session/eventSender.ts';
import { storageFault } from '../files/storageFault.ts';
import { bestEpoch } from '../../shared/training/epochChoice.ts';
import { epochOf, type Checkpoint } from './checkpoint.ts';
import { encodeCheckpoint, type EncodedCheckpoint } from './checkpointBytes.ts';
import { checkpointPath, keepCheckpoints, writeCheckpoint } from './checkpointFolder.ts';

/** What a keeper works with. */
export interface KeeperOptions {
  readonly runDir: string;
  readonly datasetHash: string;
  readonly stepsPerEpoch: number;
  /** By which figure the run keeps its best weights: it goes on with the checkpoint of that epoch. */
  readonly keepBest: Monitor | null;
  /** The epochs done before, when the run goes on. */
  readonly history: readonly EpochMetrics[];
  readonly program: Pick<TrainingProgram, 'exportState'>;
  readonly emit: EventSender;
  /** The disk took no checkpoint, for a reason that a person can remove: the run should wait for that. */
  readonly onRefused: (fault: LabError) => void;
  /** Seconds trained so far. */
  readonly seconds: () => number;
}

/** Writes a run's checkpoints while training goes on, one at a time. */
export interface CheckpointKeeper {
  /** Takes a checkpoint of now, after an epoch; resolves when it is taken, not yet when it is written. */
  take(epoch: EpochMetrics): Promise<void>;
  /** Begins to write once more what the disk refused, if anything. */
  retry(): void;
  /**
   * Resolves when everything taken is written or refused.
   *
   * @returns whether the newest checkpoint is not refused
   */
  settle(): Promise<boolean>;
}

/** How many of the newest are kept, besides the best. */
const NEWEST_KEPT = 2;

/**
 * Makes the keeper of one run. A checkpoint that the disk refuses is held until it can be written or a
 * newer one is taken; one that cannot be written for another reason is a warning, not the run's end.
 */
export function createCheckpointKeeper(options: KeeperOptions): CheckpointKeeper {
  let history = options.history;
  let refused: Checkpoint | null = null;
  let writing: Promise<void> = Promise.resolve();
  const attempt = async (checkpoint: Checkpoint): Promise<void> => {
    const fault = await write(options, checkpoint);
    refused = fault === null ? null : checkpoint;
    if (fault !== null) options.onRefused(fault);
  };
  return {
    take: async (epoch) => {
      history = [...history, epoch];
      const { datasetHash, stepsPerEpoch, program } = options;
      // One copy of the weights in flight is enough.
      await writing;
      // The newer one takes its place.
      refused = null;
      collectGarbage();
      writing = attempt({
        version: 1,
        datasetHash,
        steps: epoch.epoch * stepsPerEpoch,
        seconds: options.seconds(),
        history,
        state: program.exportState(),
      });
    },
    retry: () => {
      if (refused !== null) writing = attempt(refused);
      refused = null;
    },
    settle: async () => {
      await writing;
      writing = Promise.resolve();
      collectGarbage();
      return refused === null;
    },
  };
}

/** @returns why the disk refused the checkpoint; null when it is written, or never will be */
async function write(options: KeeperOptions, checkpoint: Checkpoint): Promise<LabError | null> {
  const { runDir, emit } = options;
  const epoch = epochOf(checkpoint);
  const what = `the checkpoint of epoch ${epoch}`;
  const warn = (message: string): void => emit({ kind: 'log', level: 'warning', message });
  const encoded = encodeCheckpoint(checkpoint);
  try {
    await writeCheckpoint(runDir, epoch, encoded);
    await tellKept(options, checkpoint, encoded);
    return null;
  } catch (error) {
    const fault = await storageFault(error, { what, folder: runDir, bytes: encoded.bytes });
    if (fault !== null) {
      warn(`${fault.message}. The run pauses`);
      return fault;
    }
    const reason = error instanceof Error ? error.message : String(error);
    warn(`The checkpoint of epoch ${epoch} could not be written: ${reason}. Training goes on`);
    return null;
  }
}

/** Removes the checkpoints that are no longer needed, and tells which are there. */
async function tellKept(
  { runDir, keepBest, emit }: KeeperOptions,
  { history }: Checkpoint,
  { bytes, sha256 }: EncodedCheckpoint,
): Promise<void> {
  const epochs = history.map(({ epoch }) => epoch);
  const epoch = epochs.at(-1) ?? 0;
  const best = bestEpoch('valAccuracy', history);
  const needed = keepBest === null ? best : bestEpoch(keepBest, history);
  const kept = await keepCheckpoints(runDir, [best, needed, ...epochs.slice(-NEWEST_KEPT)]);
  const path = checkpointPath(epoch);
  emit({ kind: 'checkpoint', epoch, path, bytes, sha256, kept: [...kept] });
}
