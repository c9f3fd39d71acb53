import type { EpochMetrics } from '../../shared/model/run.ts';
import type { Monitor } from '../../shared/spec/training/monitor.ts';
import type { TrainingProgram } from '../engine/contract.ts';
import type { EventSender } from '../session/eventSender.ts';
import { bestEpoch } from '../../shared/training/epochChoice.ts';
import type { Checkpoint } from './checkpoint.ts';
import { encodeCheckpoint } from './checkpointBytes.ts';
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
  /** Seconds trained so far. */
  readonly seconds: () => number;
}

/** Writes a run's checkpoints while training goes on, one at a time. */
export interface CheckpointKeeper {
  /** Takes a checkpoint of now, after an epoch; resolves when it is taken, not yet when it is written. */
  take(epoch: EpochMetrics): Promise<void>;
  /** Resolves when everything taken is written. */
  settle(): Promise<void>;
}

/** How many of the newest are kept, besides the best. */
const NEWEST_KEPT = 2;

/** Makes the keeper of one run. A checkpoint that cannot be written is a warning, not the run's end. */
export function createCheckpointKeeper(options: KeeperOptions): CheckpointKeeper {
  let history = options.history;
  let writing: Promise<void> = Promise.resolve();
  return {
    take: async (epoch) => {
      history = [...history, epoch];
      const { datasetHash, stepsPerEpoch, program } = options;
      // One copy of the weights in flight is enough.
      await writing;
      writing = write(options, {
        version: 1,
        datasetHash,
        steps: epoch.epoch * stepsPerEpoch,
        seconds: options.seconds(),
        history,
        state: program.exportState(),
      });
    },
    settle: () => writing,
  };
}

async function write(
  { runDir, keepBest, emit }: KeeperOptions,
  checkpoint: Checkpoint,
): Promise<void> {
  const epochs = checkpoint.history.map(({ epoch }) => epoch);
  const epoch = epochs.at(-1) ?? 0;
  try {
    const encoded = encodeCheckpoint(checkpoint);
    await writeCheckpoint(runDir, epoch, encoded);
    const best = bestEpoch('valAccuracy', checkpoint.history);
    const needed = keepBest === null ? best : bestEpoch(keepBest, checkpoint.history);
    const keep = [best, needed, ...epochs.slice(-NEWEST_KEPT)];
    const kept = await keepCheckpoints(runDir, keep);
    const { bytes, sha256 } = encoded;
    emit({
      kind: 'checkpoint',
      epoch,
      path: checkpointPath(epoch),
      bytes,
      sha256,
      kept: [...kept],
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const message = `The checkpoint of epoch ${epoch} could not be written: ${reason}. Training goes on`;
    emit({ kind: 'log', level: 'warning', message });
  }
}
