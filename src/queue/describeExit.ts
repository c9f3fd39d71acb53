import { LabError } from '../shared/errors.ts';
import type { TrainerExit } from './trainerProcess.ts';

const KEPT = 'the epochs done so far are kept';
const MEMORY_HINT = `The system may have run out of memory: try a smaller batch or network, or close other programs; ${KEPT}`;
const CODE_HINT = `Train it again; if it ends the same way, check the installation with: npm run lab -- doctor; ${KEPT}`;

/** What a native library's `abort()` and a full JavaScript heap look like. */
const ABORTED = 134;

/**
 * Why a run failed whose trainer is gone.
 *
 * @param when such as `while training`
 */
export function describeExit({ code, signal }: TrainerExit, when: string): LabError {
  const outOfMemory = signal === 'SIGKILL' || signal === 'SIGABRT' || code === ABORTED;
  return new LabError({
    code: 'trainer-crashed',
    message: `The trainer ${howItEnded(code, signal)} ${when}`,
    hint: outOfMemory ? MEMORY_HINT : CODE_HINT,
    context: { exitCode: code, signal },
  });
}

function howItEnded(code: number | null, signal: string | null): string {
  if (signal !== null) return `was ended by ${signal}`;
  return code === null ? 'ended' : `ended with exit code ${code}`;
}
