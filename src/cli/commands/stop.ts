import { askHolder } from '../../lab/askHolder.ts';
import { openLab } from '../../lab/openLab.ts';
import { LabError, toLabError } from '../../shared/errors.ts';
import type { RunSummary } from '../../shared/model/run.ts';
import type { Command } from '../command.ts';
import { readRuns } from '../readRuns.ts';

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
    const [run] = await readRuns(home, positionals);
    if (run === undefined) return 1;
    const stopped = await stopWherever(home, run.summary.id);
    if (json) terminal.printJson(stopped);
    else terminal.print(`#${stopped.number} ${stopped.name}: ${stopped.state}`);
    return 0;
  },
};

async function stopWherever(home: string, runId: string): Promise<RunSummary> {
  try {
    return await askHolder(home, { type: 'stop', run: runId });
  } catch (thrown) {
    if (toLabError(thrown).code !== 'not-found') throw thrown;
  }
  return stopWhereNobodyTrains(home, runId);
}

/** A run that waits while nobody holds the lab; one that trained when its process died is over already. */
async function stopWhereNobodyTrains(home: string, runId: string): Promise<RunSummary> {
  const lab = await openLab({
    home,
    holder: { kind: 'headless' },
    datasetDir: '',
    spawnTrainer: refuseToTrain,
    takeQueued: false,
  });
  try {
    return await lab.queue.stop(runId);
  } finally {
    await lab.close();
  }
}

function refuseToTrain(): never {
  throw new LabError({ code: 'internal', message: 'Stopping a run needs no trainer' });
}
