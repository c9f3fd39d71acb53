import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LabError } from '../../../src/shared/errors.ts';
import { cacheDirectory } from '../../../src/provision/cacheDirectory.ts';
import { describeFailure } from '../../../src/provision/describeFailure.ts';
import { ensureBuilt } from '../../../src/provision/ensureBuilt.ts';
import { hasDisplay } from '../../../src/provision/hasDisplay.ts';
import { runForeground } from '../../../src/provision/runForeground.ts';
import { formatFailure } from '../../../src/provision/runMain.ts';
import { temporaryDirectory } from './support/temporaryDirectory.ts';

describe('cacheDirectory', () => {
  it('is ATELIER_CACHE, else the platform’s own', () => {
    expect([
      cacheDirectory({ ATELIER_CACHE: '/mine', XDG_CACHE_HOME: '/x' }, 'linux'),
      cacheDirectory({ XDG_CACHE_HOME: '/x' }, 'linux'),
      cacheDirectory({}, 'linux').endsWith('/.cache/atelier'),
      cacheDirectory({}, 'darwin').endsWith('/Library/Caches/atelier'),
    ]).toEqual(['/mine', '/x/atelier', true, true]);
  });
});

it('finds a display by its variables on Linux only', () => {
  expect([
    hasDisplay({}, 'linux'),
    hasDisplay({ DISPLAY: ':0' }, 'linux'),
    hasDisplay({ WAYLAND_DISPLAY: 'wayland-0' }, 'linux'),
    hasDisplay({}, 'darwin'),
  ]).toEqual([false, true, true, true]);
});

it('tells a failure with its causes and its remedy', () => {
  const cause = new Error('fetch failed', { cause: new Error('getaddrinfo ENOTFOUND') });
  expect(describeFailure(cause)).toBe('fetch failed: getaddrinfo ENOTFOUND');
  const error = new LabError({
    code: 'provision-failed',
    message: 'no Electron',
    hint: 'do this',
    cause,
  });
  expect(formatFailure(error)).toBe(
    'atelier: no Electron: fetch failed: getaddrinfo ENOTFOUND\n  try: do this\n',
  );
});

describe('runForeground', () => {
  const run = (source: string) => runForeground({ file: process.execPath, args: ['-e', source] });

  it('passes on the child’s status', async () => {
    expect(await run('process.exit(7)')).toBe(7);
  });

  it('gives 128 + n for signal n', async () => {
    expect(await run("process.kill(process.pid, 'SIGTERM')")).toBe(143);
  });

  it('takes variables away', async () => {
    const source = "process.exit('PATH' in process.env ? 1 : 0)";
    const command = { file: process.execPath, args: ['-e', source], env: { PATH: undefined } };
    expect(await runForeground(command)).toBe(0);
  });
});

describe('ensureBuilt', () => {
  async function project(build: string): Promise<string> {
    const root = await temporaryDirectory();
    const tool = join(root, 'node_modules', 'electron-vite', 'bin');
    await mkdir(tool, { recursive: true });
    await mkdir(join(root, 'src', 'cli'), { recursive: true });
    await writeFile(join(tool, 'electron-vite.js'), build);
    await writeFile(join(root, 'src', 'main.ts'), 'one');
    return root;
  }
  const counting =
    "const fs = require('fs'); fs.mkdirSync('out', { recursive: true }); fs.appendFileSync('out/builds', 'x')";

  it('builds once, and again only when a source of the app changed', async () => {
    const root = await project(counting);
    const built = [
      await ensureBuilt(root, process.execPath),
      await ensureBuilt(root, process.execPath),
    ];
    await writeFile(join(root, 'src', 'cli', 'index.ts'), 'not in the app');
    built.push(await ensureBuilt(root, process.execPath));
    await writeFile(join(root, 'src', 'main.ts'), 'changed');
    built.push(await ensureBuilt(root, process.execPath));
    expect(built).toEqual([true, false, false, true]);
    expect(await readFile(join(root, 'out', 'builds'), 'utf8')).toBe('xx');
  });

  it('does not take a failed build for a built app', async () => {
    const root = await project('process.exit(1)');
    for (let attempt = 0; attempt < 2; attempt += 1) {
      await expect(ensureBuilt(root, process.execPath)).rejects.toThrow('the build failed');
    }
  });
});
