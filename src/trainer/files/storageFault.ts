import { LabError } from '../../shared/errors.ts';
import { formatBytes } from '../../shared/formatBytes.ts';
import { freeBytes } from './room.ts';

/** What was to be written where. */
export interface Writing {
  /** Such as `the model`. */
  readonly what: string;
  readonly folder: string;
  readonly bytes: number;
}

/** No room on the disk, or none of the person's share of it. */
const FULL: readonly unknown[] = ['ENOSPC', 'EDQUOT'];
/** A folder that was taken away, or made read-only, by something other than the lab. */
const CLOSED: readonly unknown[] = ['EROFS', 'EACCES', 'EPERM'];

const GO_ON = 'then resume the run: it goes on where it paused, and nothing is lost';

/**
 * Says in the lab's words why a disk took no more: something that a person can mend, and the run wait for.
 *
 * @param thrown what writing threw
 * @returns `disk-full` with the room that is needed and left, `folder-unwritable`, or null for any other error
 */
export async function storageFault(thrown: unknown, writing: Writing): Promise<LabError | null> {
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined;
  const { what, folder, bytes } = writing;
  if (FULL.includes(code)) {
    const free = await freeBytes(folder);
    const left = free === null ? '' : `, which has ${formatBytes(free)} left`;
    return new LabError({
      code: 'disk-full',
      message: `The disk is full: ${what} needs ${formatBytes(bytes)} in ${folder}${left}`,
      hint: `Make room there, ${GO_ON}`,
      context: { folder, neededBytes: bytes, freeBytes: free },
      cause: thrown,
    });
  }
  if (!CLOSED.includes(code)) return null;
  return new LabError({
    code: 'folder-unwritable',
    message: `There is no writing ${what} (${formatBytes(bytes)}) into ${folder}: ${(thrown as Error).message}`,
    hint: `Make the folder writable again, ${GO_ON}`,
    context: { folder, neededBytes: bytes },
    cause: thrown,
  });
}
