/** A trainer without TensorFlow: says one epoch of each run, then waits for what it is told. */
import type {
  TrainerCommand,
  TrainerEventBody,
} from '../../../src/shared/contract/trainerProtocol.ts';
import { epochEvent, FINISHED, STARTED } from '../../unit/store/samples.ts';

const say = (message: unknown): void => void process.send?.(message);
let seq = 0;
const tell = (runId: string, event: TrainerEventBody): void =>
  say({ type: 'event', event: { runId, seq: (seq += 1), event } });

process.on('message', (command: TrainerCommand) => {
  switch (command.type) {
    case 'start':
      seq = 0;
      tell(command.runId, STARTED);
      tell(command.runId, epochEvent(1));
      break;
    case 'pause':
      tell(command.runId, { kind: 'paused' });
      break;
    case 'resume':
      tell(command.runId, { kind: 'resumed' });
      break;
    case 'stop':
    case 'stopAfterEpoch':
      tell(command.runId, { ...FINISHED, outcome: 'stopped' } as typeof FINISHED);
      break;
    case 'calibrate':
    case 'inspect':
      break;
    case 'shutdown':
      process.exit(0);
  }
});
// The parent is gone.
process.on('disconnect', () => process.exit(0));
say({ type: 'ready', protocol: 1, pid: process.pid });
