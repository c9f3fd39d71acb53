import { LabError } from '../../shared/errors.ts';
import { machineMemory } from './machineMemory.ts';

/**
 * Refuses a run that is predicted not to fit into this machine, unless it was asked for all the same.
 * Some native kernels take the whole process down when memory runs out, so it is better to ask first.
 *
 * @param predicted bytes at the run's peak
 * @param available bytes of the machine, or of the part of it that this process may use
 * @throws LabError `out-of-memory` naming what is needed and what there is
 */
export function assertFits(predicted: number, available: number = machineMemory()): void {
  if (predicted <= available) return;
  throw new LabError({
    code: 'out-of-memory',
    message: `The run is predicted to need ${gib(predicted)} of memory, but this machine has ${gib(available)}`,
    hint: 'Use a smaller batch, or fewer filters or units; or train anyway, with --anyway or in New run',
    context: { predictedBytes: predicted, availableBytes: available },
  });
}

function gib(bytes: number): string {
  return `${(bytes / 2 ** 30).toFixed(1)} GiB`;
}
