/** Holds a lab and trains a run in it, for {@link openLab.test.ts}; says so, or why not, in one line. */
import path from 'node:path';
import { childTrainer } from '../../../src/cli/childTrainer.ts';
import { openLab } from '../../../src/lab/openLab.ts';
import { toLabError } from '../../../src/shared/errors.ts';
import { sampleSpec } from '../../unit/store/samples.ts';

const [home = '', kind = ''] = process.argv.slice(2);
const print = (value: unknown): void => void process.stdout.write(`${JSON.stringify(value)}\n`);

try {
  const lab = await openLab({
    home,
    holder: { kind: kind === 'window' ? 'window' : 'headless' },
    datasetDir: '',
    spawnTrainer: childTrainer(path.resolve(import.meta.dirname, 'scriptedTrainer.ts')),
  });
  const run = lab.queue.enqueue({ spec: sampleSpec() });
  lab.subscribe((event) => {
    // Its first epoch is recorded: now it may be killed.
    if (event.kind === 'run' && event.run.epochsDone === 1 && event.run.state === 'running') {
      print({ held: run.id });
    }
  });
} catch (error) {
  print(toLabError(error).toData());
}
