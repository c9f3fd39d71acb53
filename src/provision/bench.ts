import { join } from 'node:path';
import { ensureBuilt } from './ensureBuilt.ts';
import { projectRoot } from './projectRoot.ts';
import { provision } from './provision.ts';
import { runForeground } from './runForeground.ts';
import { runMain } from './runMain.ts';

/** Benchmarks that drive the app's window, and so need it built. */
const WINDOWED = ['compare', 'frames'];

const args = process.argv.slice(2);

await runMain(async () => {
  const windowed = WINDOWED.includes(args[0] ?? '');
  const { node, electron, env } = await provision(windowed ? 'window' : 'headless');
  if (windowed) await ensureBuilt(projectRoot, node);
  const bench = join(projectRoot, 'bench', 'index.ts');
  const app = electron && {
    ATELIER_ELECTRON: electron.path,
    ATELIER_ELECTRON_ARGS: JSON.stringify(electron.args),
  };
  return runForeground({ file: node, args: [bench, ...args], env: { ...env, ...app } });
});
