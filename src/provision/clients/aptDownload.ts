import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { LabError } from '../../shared/errors.ts';
import { runMeasured } from '../runMeasured.ts';
import { aptOptions, updateLists } from '../system/apt.ts';
import type { Tools } from '../tools.ts';

/**
 * Takes a Debian package with `apt-get download` and unpacks it, neither of which needs root.
 * What is taken out of it is the caller's to verify.
 *
 * @param bytes size of the package, for the progress bar
 * @returns the folder the package is unpacked in
 */
export async function aptDownload(
  packageName: string,
  bytes: number,
  work: string,
  tools: Tools,
): Promise<string> {
  const unpacked = join(work, 'unpacked');
  await mkdir(unpacked, { recursive: true });
  const download = (): Promise<string> =>
    runMeasured(
      { file: 'apt-get', args: ['download', '-q', ...aptOptions, packageName], cwd: work },
      { label: `${packageName}.deb`, directory: work, totalBytes: bytes },
      tools,
    );
  await download().catch(async (error: unknown) => {
    // A fresh container's apt has no lists yet; only root may fetch them.
    if (!tools.isRoot) throw error;
    await updateLists(tools);
    await download();
  });
  const file = (await readdir(work)).find((name) => name.endsWith('.deb'));
  if (file === undefined) {
    throw new LabError({ code: 'download-failed', message: `apt-get left no ${packageName}` });
  }
  await tools.run({
    file: 'dpkg-deb',
    args: ['-x', join(work, file), unpacked],
    silenceMs: 60_000,
  });
  return unpacked;
}
