import { childProcessPort } from './childProcessPort.ts';
import type { TrainerPort } from './trainerPort.ts';
import { utilityProcessPort, type ParentPort } from './utilityProcessPort.ts';

/**
 * Opens the line to whoever started this process: Electron's main process or a plain parent.
 *
 * @throws Error when nobody can be talked to
 */
export function openPort(): TrainerPort {
  const { parentPort } = process as unknown as { readonly parentPort?: ParentPort | null };
  return parentPort ? utilityProcessPort(parentPort) : childProcessPort();
}
