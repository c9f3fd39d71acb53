import type { LoadedDataset } from '../../shared/dataset/labelledImages.ts';
import type { TrainerCommand } from '../../shared/contract/trainerProtocol.ts';
import { LabError } from '../../shared/errors.ts';
import type { Monitor } from '../../shared/spec/training/monitor.ts';
import { bestEpoch } from '../../shared/training/epochChoice.ts';
import { epochOf, type Checkpoint } from '../checkpoints/checkpoint.ts';
import { readCheckpoint } from '../checkpoints/checkpointFolder.ts';
import { restoreCheckpoint, type OnDamaged } from '../checkpoints/restoreCheckpoint.ts';
import type { TrainingProgram } from '../engine/contract.ts';
import type { KeptWeights } from '../checkpoints/keptWeights.ts';
import type { EventSender } from './eventSender.ts';

type Start = Extract<TrainerCommand, { readonly type: 'start' }>;

/** Where a run goes on. */
export interface ResumePoint {
  readonly checkpoint: Checkpoint;
  /** The weights to be kept of the epochs so far; null when none are. */
  readonly best: KeptWeights | null;
}

/**
 * Finds where a run goes on, and says so in its log.
 *
 * @param keepBest by which figure the best epoch's weights are kept, whose checkpoint is then needed too

 * @returns null for a run that begins, which one without a good checkpoint does again: every random draw
 *   follows from seed, place and step, so it comes to the same weights
 */
export async function findCheckpoint(
  { runDir, resume }: Pick<Start, 'runDir' | 'resume'>,
  keepBest: Monitor | null,
  emit: EventSender,
): Promise<ResumePoint | null> {
  if (resume === undefined) return null;
  const onDamaged = (epoch: number, reason: string): void => {
    const message = `The checkpoint of epoch ${epoch} is damaged: ${reason}`;
    emit({ kind: 'log', level: 'warning', message });
  };
  const checkpoint = await restoreCheckpoint(runDir, resume.epochsDone, onDamaged);
  const point = checkpoint && (await withBest(runDir, checkpoint, keepBest, onDamaged));
  const message =
    point === null
      ? 'There is no checkpoint to go on from: training begins again, to the same result'
      : `Training goes on from the checkpoint of epoch ${epochOf(point.checkpoint)}`;
  emit({ kind: 'log', level: 'info', message });
  return point;
}

async function withBest(
  runDir: string,
  checkpoint: Checkpoint,
  keepBest: Monitor | null,
  onDamaged: OnDamaged,
): Promise<ResumePoint | null> {
  if (keepBest === null) return { checkpoint, best: null };
  const epoch = bestEpoch(keepBest, checkpoint.history);
  try {
    const { state } =
      epoch === epochOf(checkpoint) ? checkpoint : await readCheckpoint(runDir, epoch);
    return { checkpoint, best: { epoch, weights: state } };
  } catch (error) {
    onDamaged(epoch, error instanceof Error ? error.message : String(error));
    return null;
  }
}

/** @throws LabError `dataset-corrupt` when the images are not those that the checkpoint was trained on */
export function assertSameData(checkpoint: Checkpoint, { datasetHash }: LoadedDataset): void {
  if (checkpoint.datasetHash === datasetHash) return;
  throw new LabError({
    code: 'dataset-corrupt',
    message: 'The data set has changed since this run was trained, so it cannot go on',
    hint: 'Provide the data set that the run began with, or start a new run',
    context: { ofRun: checkpoint.datasetHash, atHand: datasetHash },
  });
}

/** @throws LabError `bad-input` when the checkpoint is of another model or optimiser */
export function importCheckpoint(program: TrainingProgram, { state }: Checkpoint): void {
  try {
    program.importState(state);
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    throw new LabError({
      code: 'bad-input',
      message: `The checkpoint does not fit the model: ${cause.message}`,
      hint: 'Start a new run',
      cause,
    });
  }
}
