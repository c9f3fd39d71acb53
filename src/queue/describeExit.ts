import { LabError } from '../shared/errors.ts';
import type { TrainerExit } from './trainerProcess.ts';

/** What becomes of a run whose trainer is gone, and why. */
export interface Loss {
  /** `interrupted` where something from outside ended the trainer, `failed` where it ended by itself. */
  readonly kind: 'failed' | 'interrupted';
  readonly error: LabError;
}

const KEPT = 'the epochs done so far are kept';
const MEMORY_HINT = `The system may have run out of memory: try a smaller batch or network, or close other programs; ${KEPT}`;
const RESUME_HINT =
  'The run can be resumed, from its last checkpoint. If this happens again, the system may be out of memory: try a smaller batch or network, or close other programs';
const CODE_HINT = `Train it again; if it ends the same way, check the installation with: npm run lab -- doctor; ${KEPT}`;

/** Sent by a person, the system or the kernel when memory runs out; a trainer sends none of them to itself. */
const FROM_OUTSIDE: readonly string[] = ['SIGKILL', 'SIGTERM', 'SIGHUP', 'SIGINT', 'SIGQUIT'];
/** Signals where they are told as numbers: the system's way, and a shell's. */
const NUMBERED: ReadonlyMap<number | null, string> = new Map([
  [9, 'SIGKILL'],
  [137, 'SIGKILL'],
  [15, 'SIGTERM'],
  [143, 'SIGTERM'],
]);
/** `abort()`, which native code calls for want of memory among other things. */
const ABORTED: readonly (number | null)[] = [6, 134];

/**
 * What becomes of a run whose trainer is gone.
 *
 * @param when such as `while training`
 * @param forced whether the run was predicted not to fit into memory and trained all the same
 */
export function describeExit(exit: TrainerExit, when: string, forced = false): Loss {
  const { code, signal } = exit;
  const killed = FROM_OUTSIDE.includes(signal ?? NUMBERED.get(code) ?? '');
  const aborted = signal === 'SIGABRT' || ABORTED.includes(code);
  const asPredicted =
    forced && (killed || aborted) ? 'ran out of memory, as was predicted: it ' : '';
  const error = new LabError({
    code: asPredicted ? 'out-of-memory' : killed ? 'trainer-killed' : 'trainer-crashed',
    message: `The trainer ${asPredicted}${howItEnded(exit)} ${when}`,
    hint: killed ? RESUME_HINT : aborted ? MEMORY_HINT : CODE_HINT,
    context: { exitCode: code, signal },
  });
  return { kind: killed ? 'interrupted' : 'failed', error };
}

function howItEnded({ code, signal }: TrainerExit): string {
  const by = signal ?? NUMBERED.get(code);
  if (by !== undefined) return `was ended by ${by}`;
  return code === null ? 'ended' : `ended with exit code ${code}`;
}
