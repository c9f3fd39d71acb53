import { join } from 'node:path';
import { ensureBuilt } from './ensureBuilt.ts';
import { hasDisplay } from './hasDisplay.ts';
import { projectRoot } from './projectRoot.ts';
import { provision } from './provision.ts';
import { runForeground } from './runForeground.ts';
import { runMain } from './runMain.ts';

const args = process.argv.slice(2);

await runMain(() => (hasDisplay(process.env, process.platform) ? openWindow() : reproduce()));

async function openWindow(): Promise<number> {
  const { node, electron, env } = await provision('window');
  if (electron === undefined) throw new Error('a window was provisioned without Electron');
  await ensureBuilt(projectRoot, node);
  return runForeground({
    file: electron.path,
    args: [...electron.args, projectRoot, ...args],
    // Set in terminals inside Electron apps, it would make Electron a plain Node.
    env: { ...env, ELECTRON_RUN_AS_NODE: undefined },
  });
}

async function reproduce(): Promise<number> {
  process.stderr.write('No display: training the three models of the study headless instead.\n');
  const { node, env } = await provision('headless');
  const cli = join(projectRoot, 'src', 'cli', 'index.ts');
  return runForeground({ file: node, args: [cli, 'reproduce', ...args], env });
}
