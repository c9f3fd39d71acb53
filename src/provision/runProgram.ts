import { join } from 'node:path';
import { ensureBuilt } from './ensureBuilt.ts';
import { projectRoot } from './projectRoot.ts';
import { provision } from './provision.ts';
import { runForeground } from './runForeground.ts';

/** A program of the repository that needs what is provisioned. */
export interface Program {
  /** Its file, from the repository's root. */
  readonly file: string;
  readonly args: readonly string[];
  /** Whether it drives the app's window, and so needs it built. */
  readonly windowed: boolean;
}

/**
 * Runs a program under the provisioned Node, at this process's terminal. One that is windowed finds the app as
 * `launchApp` of the tests does.
 *
 * @returns its exit status
 */
export async function runProgram({ file, args, windowed }: Program): Promise<number> {
  const { node, electron, env } = await provision(windowed ? 'window' : 'headless');
  if (windowed) await ensureBuilt(projectRoot, node);
  const app = electron && {
    ATELIER_ELECTRON: electron.path,
    ATELIER_ELECTRON_ARGS: JSON.stringify(electron.args),
  };
  return runForeground({
    file: node,
    args: [join(projectRoot, file), ...args],
    env: { ...env, ...app },
  });
}
