import { LabError } from '../shared/errors.ts';
import type { TrainerExit } from './trainerProcess.ts';

const KEPT = 'the epochs done so far are kept';
const MEMORY_HINT = `The system may have run out of memory: try a smaller batch or network, or close other programs; ${KEPT}`;
const CODE_HINT = `Train it again; if it ends the same way, check the installation with: npm run lab -- doctor; ${KEPT}`;

/** What `abort()` and a kill for want of memory look like where signals are told as numbers. */
const KILLED: readonly (number | null)[] = [6, 9, 134, 137];

/**
 * Why a run failed whose trainer is gone.
 *
 * @param when such as `while training`
 * @param forced whether the run was predicted not to fit into memory and trained all the same
 */
export function describeExit(
  { code, signal }: TrainerExit,
  when: string,
  forced = false,
): LabError {
  const killed = signal === 'SIGKILL' || signal === 'SIGABRT' || KILLED.includes(code);
  const outOfMemory = forced && killed;
  return new LabError({
    code: outOfMemory ? 'out-of-memory' : 'trainer-crashed',
    message: `The trainer ${outOfMemory ? 'ran out of memory, as was predicted: it ' : ''}${howItEnded(code, signal)} ${when}`,
    hint: killed ? MEMORY_HINT : CODE_HINT,
    context: { exitCode: code, signal },
  });
}

function howItEnded(code: number | null, signal: string | null): string {
  if (signal !== null) return `was ended by ${signal}`;
  return code === null ? 'ended' : `ended with exit code ${code}`;
}
