import { utilityProcess } from 'electron';
import {
  TRAINER_V8_FLAGS,
  trainerEnvironment,
  type SpawnTrainer,
} from '../../queue/trainerProcess.ts';
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
      // Electron hands V8's flags on only so.
      execArgv: [`--js-flags=${TRAINER_V8_FLAGS.join(' ')}`],
      env: trainerEnvironment(process.env, threads),
    });
    return superviseUtility(child);
  };
}
