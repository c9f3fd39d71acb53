import { availableParallelism } from 'node:os';
import type { Lab } from '../../lab/lab.ts';
import type { EstimateBasis } from '../../shared/contract/estimates.ts';
import type { HandlersOf } from './handlers.ts';

/**
 * Answers the `estimates:` channels.
 *
 * @param memoryBytes the machine's memory
 */
export function estimatesHandlers(
  lab: () => Promise<Pick<Lab, 'estimates'>>,
  memoryBytes: () => number,
): HandlersOf<'estimates'> {
  const basis = async (): Promise<EstimateBasis> => ({
    memoryBytes: memoryBytes(),
    cores: availableParallelism(),
    ...(await lab()).estimates.basis(),
  });
  return {
    'estimates:basis': basis,
    'estimates:calibrate': async () => {
      await (await lab()).estimates.calibrate();
      return basis();
    },
  };
}
