import type { Checkpoint } from './checkpoint.ts';
import { listCheckpoints, readCheckpoint, removeTemporaries } from './checkpointFolder.ts';

/** Told of each checkpoint that cannot be used. @param reason in words, such as `it is no checkpoint` */
export type OnDamaged = (epoch: number, reason: string) => void;

/**
 * The newest good checkpoint that the record knows of; a damaged one gives way to the one before.
 *
 * @param epochsDone a checkpoint of a later epoch is ahead of the record and not used
 * @returns null when there is none, and training has to begin again
 */
export async function restoreCheckpoint(
  runDir: string,
  epochsDone: number,
  onDamaged: OnDamaged,
): Promise<Checkpoint | null> {
  await removeTemporaries(runDir);
  const epochs = (await listCheckpoints(runDir)).filter((epoch) => epoch <= epochsDone);
  for (const epoch of [...epochs].reverse()) {
    try {
      return await readCheckpoint(runDir, epoch);
    } catch (error) {
      onDamaged(epoch, error instanceof Error ? error.message : String(error));
    }
  }
  return null;
}
