import { join } from 'node:path';
import { projectRoot } from './projectRoot.ts';
import { provision } from './provision.ts';
import { runForeground } from './runForeground.ts';
import { runMain } from './runMain.ts';

await runMain(async () => {
  const { node, env } = await provision('headless');
  const bench = join(projectRoot, 'bench', 'index.ts');
  return runForeground({ file: node, args: [bench, ...process.argv.slice(2)], env });
});
