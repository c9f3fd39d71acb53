import { changeLab, findRuns } from '../changeLab.ts';
import type { Command } from '../command.ts';

/** `stop`: end a run that trains or waits. */
export const stop: Command = {
  name: 'stop',
  summary: 'end a run after its current step, or take it out of the queue',
  usage: 'stop RUN [--json]',
  details: [
    'Reaches the process that holds the lab, a window or another command, and returns when the run is over. What the run has recorded is kept.',
  ],
  options: {},
  positionals: { names: ['run'] },
  run: async ({ home, terminal, json }, { positionals }) => {
    const [run] = await findRuns(home, positionals);
    if (run === undefined) return 1;
    const stopped = await changeLab(home, { type: 'stop', run });
    if (json) terminal.printJson(stopped);
    else terminal.print(`#${stopped.number} ${stopped.name}: ${stopped.state}`);
    return 0;
  },
};
