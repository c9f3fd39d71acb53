import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { LabError } from '../../shared/errors.ts';
import { verifyFile, type Checksum } from '../checksum.ts';
import { runMeasured } from '../runMeasured.ts';
import { ensurePackages } from '../system/ensurePackages.ts';
import type { Tools } from '../tools.ts';

/** A wheel to take. */
export interface Wheel {
  /** `name==version`. */
  readonly spec: string;
  readonly pythonVersion: string;
  /** `manylinux_…`, whatever the machine's own. */
  readonly platform: string;
  readonly checksum: Checksum;
  /** Size in bytes, for the progress bar. */
  readonly bytes: number;
}

/** How pip may be called, in order of preference. */
const pips = [
  { file: 'python3', args: ['-m', 'pip'] },
  { file: 'pip3', args: [] },
  { file: 'pip', args: [] },
] as const;

/**
 * Takes a wheel with `pip download` and verifies it; pip decides which index and proxy to use.
 *
 * @param work an empty folder; pip's temporary files go there too, so that growth can be watched
 * @returns path of the verified wheel
 */
export async function pipDownload(wheel: Wheel, work: string, tools: Tools): Promise<string> {
  const pip = await ensurePip(tools);
  const temporary = join(work, 'tmp');
  await mkdir(temporary, { recursive: true });
  await runMeasured(
    {
      file: pip.file,
      args: [
        ...[...pip.args, 'download', wheel.spec, '--no-deps', '--only-binary=:all:'],
        ...['--platform', wheel.platform, '--python-version', wheel.pythonVersion],
        ...['--dest', work, '--no-cache-dir', '--timeout', '10', '--retries', '0'],
        ...['--progress-bar', 'off', '--disable-pip-version-check'],
      ],
      cwd: work,
      env: { TMPDIR: temporary },
    },
    { label: wheel.spec, directory: work, totalBytes: wheel.bytes },
    tools,
  );
  const file = (await readdir(work)).find((name) => name.endsWith('.whl'));
  if (file === undefined) {
    throw new LabError({ code: 'download-failed', message: `pip left no wheel of ${wheel.spec}` });
  }
  await verifyFile(join(work, file), wheel.checksum, file);
  return join(work, file);
}

async function ensurePip(tools: Tools): Promise<(typeof pips)[number]> {
  const found = await findPip(tools);
  if (found !== undefined) return found;
  await ensurePackages([{ names: ['python3-pip'], why: 'pip' }], tools);
  const installed = await findPip(tools);
  if (installed !== undefined) return installed;
  throw new LabError({ code: 'not-found', message: 'pip is not installed' });
}

async function findPip(tools: Tools): Promise<(typeof pips)[number] | undefined> {
  for (const pip of pips) {
    const args = [...pip.args, '--version'];
    const works = await tools.run({ file: pip.file, args, silenceMs: tools.silenceMs }).then(
      () => true,
      () => false,
    );
    if (works) return pip;
  }
  return undefined;
}
