import { readdir } from 'node:fs/promises';
import { LabError } from '../../shared/errors.ts';
import type { Tools } from '../tools.ts';
import { ensurePackages, type PackageNeed } from './ensurePackages.ts';

/** Which Debian packages hold the libraries Electron is linked against. */
const packagesByLibrary: Readonly<Record<string, readonly string[]>> = {
  'libasound.so.2': ['libasound2t64', 'libasound2'],
  'libatk-1.0.so.0': ['libatk1.0-0t64', 'libatk1.0-0'],
  'libatk-bridge-2.0.so.0': ['libatk-bridge2.0-0t64', 'libatk-bridge2.0-0'],
  'libatspi.so.0': ['libatspi2.0-0t64', 'libatspi2.0-0'],
  'libcairo.so.2': ['libcairo2'],
  'libcups.so.2': ['libcups2t64', 'libcups2'],
  'libdbus-1.so.3': ['libdbus-1-3'],
  'libdrm.so.2': ['libdrm2'],
  'libexpat.so.1': ['libexpat1'],
  'libgbm.so.1': ['libgbm1'],
  'libgio-2.0.so.0': ['libglib2.0-0t64', 'libglib2.0-0'],
  'libglib-2.0.so.0': ['libglib2.0-0t64', 'libglib2.0-0'],
  'libgobject-2.0.so.0': ['libglib2.0-0t64', 'libglib2.0-0'],
  'libgtk-3.so.0': ['libgtk-3-0t64', 'libgtk-3-0'],
  'libnspr4.so': ['libnspr4'],
  'libnss3.so': ['libnss3'],
  'libnssutil3.so': ['libnss3'],
  'libsmime3.so': ['libnss3'],
  'libpango-1.0.so.0': ['libpango-1.0-0'],
  'libudev.so.1': ['libudev1'],
  'libX11.so.6': ['libx11-6'],
  'libxcb.so.1': ['libxcb1'],
  'libXcomposite.so.1': ['libxcomposite1'],
  'libXdamage.so.1': ['libxdamage1'],
  'libXext.so.6': ['libxext6'],
  'libXfixes.so.3': ['libxfixes3'],
  'libxkbcommon.so.0': ['libxkbcommon0'],
  'libXrandr.so.2': ['libxrandr2'],
  'libXss.so.1': ['libxss1'],
  'libXtst.so.6': ['libxtst6'],
};

/** Loaded by name at run time, so that `ldd` on Electron does not list them. */
const loadedLater: Readonly<Record<string, string>> = {
  'libXss.so.1': 'libxss1',
  'libXtst.so.6': 'libxtst6',
  'libnotify.so.4': 'libnotify4',
};

const fontFolders = ['/usr/share/fonts', '/usr/local/share/fonts'] as const;

/**
 * What the system lacks to run an Electron, found by asking the loader.
 *
 * @param executable path of Electron's executable
 * @returns nothing on other systems than Linux
 */
export async function findMissingLibraries(
  executable: string,
  tools: Tools,
): Promise<readonly PackageNeed[]> {
  if (tools.platform !== 'linux') return [];
  const [linked, cached, hasFonts] = await Promise.all([
    tools.run({ file: 'ldd', args: [executable], silenceMs: tools.silenceMs }),
    listLoaderCache(tools),
    anyFont(),
  ]);
  const missing = parseMissing(linked).map((library) => ({
    names: packagesByLibrary[library] ?? [library],
    why: library,
  }));
  const later = Object.entries(loadedLater).filter(
    ([library]) => cached !== undefined && !cached.includes(library),
  );
  return [
    ...missing,
    ...later.map(([why, name]) => ({ names: [name], why })),
    ...(hasFonts ? [] : [{ names: ['fonts-dejavu-core'], why: 'fonts' }]),
  ];
}

/**
 * Brings what {@link findMissingLibraries} found.
 *
 * @throws LabError `provision-failed`, its hint the one command to run
 */
export async function ensureElectronLibraries(executable: string, tools: Tools): Promise<void> {
  await ensurePackages(await findMissingLibraries(executable, tools), tools);
  const left = await findMissingLibraries(executable, tools);
  if (left.length === 0) return;
  const names = left.map(({ why }) => why).join(', ');
  throw new LabError({
    code: 'provision-failed',
    message: `Electron still misses ${names}`,
    hint: `install what provides ${names}, then run the command again`,
  });
}

/** Libraries that `ldd` says are not found. */
export function parseMissing(ldd: string): readonly string[] {
  return [...ldd.matchAll(/^\s*(\S+) => not found$/gm)].map(([, library]) => library ?? '');
}

/** What the loader knows, or undefined where it cannot be asked (musl, NixOS). */
async function listLoaderCache(tools: Tools): Promise<string | undefined> {
  for (const file of ['ldconfig', '/sbin/ldconfig']) {
    const text = await tools
      .run({ file, args: ['-p'], silenceMs: tools.silenceMs })
      .catch(() => undefined);
    if (text?.includes('libc.so')) return text;
  }
  return undefined;
}

async function anyFont(): Promise<boolean> {
  for (const folder of fontFolders) {
    const names = await readdir(folder, { recursive: true }).catch(() => []);
    if (names.some((name) => /\.(ttf|otf|ttc|pfb)$/i.test(name))) return true;
  }
  return false;
}
