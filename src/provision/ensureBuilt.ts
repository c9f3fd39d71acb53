import { createHash } from 'node:crypto';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LabError } from '../shared/errors.ts';
import { runForeground } from './runForeground.ts';

/** What the built app is made of. */
const inputs = ['src', 'resources', 'electron.vite.config.ts', 'package.json', 'package-lock.json'];
/** The app does not contain these. */
const left = /^src\/(provision|cli)\//;
const stampFile = join('out', '.stamp');

/**
 * Builds the app when `out/` is missing or older than its sources.
 *
 * @param node the Node to run electron-vite with
 * @returns whether it had to build
 * @throws LabError `internal` when the build fails; its output is on the terminal
 */
export async function ensureBuilt(root: string, node: string): Promise<boolean> {
  const stamp = await stampOf(root);
  const built = await readFile(join(root, stampFile), 'utf8').catch(() => '');
  if (built === stamp) return false;
  const script = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  console.error('Building the window, as its sources are new');
  const args = [script, 'build', '--logLevel', 'warn'];
  const status = await runForeground({ file: node, args, cwd: root });
  if (status !== 0) {
    throw new LabError({ code: 'internal', message: 'the build failed', hint: 'npm run build' });
  }
  await writeFile(join(root, stampFile), stamp);
  return true;
}

/** A digest of the sources' names, sizes and times of change. */
async function stampOf(root: string): Promise<string> {
  const paths = (await Promise.all(inputs.map((input) => listFiles(root, input)))).flat();
  const kept = paths.filter((path) => !left.test(path)).sort();
  const facts = await Promise.all(
    kept.map(async (path) => {
      const info = await stat(join(root, path));
      return `${path} ${info.size} ${info.mtimeMs}`;
    }),
  );
  return createHash('sha256').update(facts.join('\n')).digest('hex');
}

async function listFiles(root: string, input: string): Promise<readonly string[]> {
  const info = await stat(join(root, input)).catch(() => undefined);
  if (info === undefined) return [];
  if (info.isFile()) return [input];
  const entries = await readdir(join(root, input), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .map((path) => path.replaceAll('\\', '/'));
}
