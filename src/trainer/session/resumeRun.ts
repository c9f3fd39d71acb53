import type { LoadedDataset } from '../../shared/dataset/labelledImages.ts';
import type { TrainerCommand } from '../../shared/contract/trainerProtocol.ts';
import { LabError } from '../../shared/errors.ts';
import { epochOf, type Checkpoint } from '../checkpoints/checkpoint.ts';
import { restoreCheckpoint } from '../checkpoints/restoreCheckpoint.ts';
import type { TrainingProgram } from '../engine/contract.ts';
import type { EventSender } from './eventSender.ts';

type Start = Extract<TrainerCommand, { readonly type: 'start' }>;

/**
 * Finds where a run goes on, and says so in its log.
 *
 * @returns null for a run that begins, which one without a good checkpoint does again: every random draw
 *   follows from seed, place and step, so it comes to the same weights
 */
export async function findCheckpoint(
  { runDir, resume }: Pick<Start, 'runDir' | 'resume'>,
  emit: EventSender,
): Promise<Checkpoint | null> {
  if (resume === undefined) return null;
  const checkpoint = await restoreCheckpoint(runDir, resume.epochsDone, (epoch, reason) => {
    const message = `The checkpoint of epoch ${epoch} is damaged: ${reason}`;
    emit({ kind: 'log', level: 'warning', message });
  });
  const message =
    checkpoint === null
      ? 'There is no checkpoint to go on from: training begins again, to the same result'
      : `Training goes on from the checkpoint of epoch ${epochOf(checkpoint)}`;
  emit({ kind: 'log', level: 'info', message });
  return checkpoint;
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
