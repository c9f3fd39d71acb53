import { utilityProcess } from 'electron';
import { trainerEnvironment, type SpawnTrainer } from '../../queue/trainerProcess.ts';
import { superviseUtility } from './superviseUtility.ts';

/**
 * Starts trainers as utility processes.
 *
 * @param modulePath the built trainer
 */
export function utilityTrainer(modulePath: string): SpawnTrainer {
  return (threads) => {
    const child = utilityProcess.fork(modulePath, [], {
      serviceName: 'Atelier trainer',
      stdio: 'inherit',
      env: trainerEnvironment(process.env, threads),
    });
    return superviseUtility(child);
  };
}
