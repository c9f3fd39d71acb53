import { join } from 'node:path';
import { doctor } from './doctor.ts';
import { projectRoot } from './projectRoot.ts';
import { provision } from './provision.ts';
import { runForeground } from './runForeground.ts';
import { runMain } from './runMain.ts';

const args = process.argv.slice(2);

await runMain(() => (args[0] === 'doctor' ? doctor(args.slice(1)) : runLab()));

async function runLab(): Promise<number> {
  const { node, env } = await provision('headless');
  const cli = join(projectRoot, 'src', 'cli', 'index.ts');
  return runForeground({ file: node, args: [cli, ...args], env });
}
