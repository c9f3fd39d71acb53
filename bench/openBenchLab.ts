import { childTrainer } from '../src/cli/childTrainer.ts';
import { datasetDir } from '../src/cli/datasetDir.ts';
import { openLab, type Lab } from '../src/lab/openLab.ts';

/** Opens a lab for a benchmark, which trains what it is asked to and nothing by itself. */
export function openBenchLab(home: string): Promise<Lab> {
  return openLab({
    home,
    holder: { kind: 'headless' },
    datasetDir: datasetDir(process.env),
    spawnTrainer: childTrainer(),
    takeQueued: false,
  });
}
