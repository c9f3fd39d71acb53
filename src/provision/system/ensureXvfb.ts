import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { createTools } from '../createTools.ts';
import type { Tools } from '../tools.ts';
import { ensurePackages } from './ensurePackages.ts';

/** The virtual display's programs. */
export interface Xvfb {
  /** Path of `Xvfb`. */
  readonly server: string;
  /** Path of `xauth`, which `xvfb-run` needs. */
  readonly xauth: string;
}

/**
 * Finds Xvfb and xauth, which only the end-to-end tests need, installing them where allowed.
 *
 * @throws LabError `provision-failed`, its hint the one command to run
 */
export async function ensureXvfb(overrides: Partial<Tools> = {}): Promise<Xvfb> {
  const tools = createTools(overrides);
  const present = await findXvfb(tools);
  if (typeof present !== 'string') return present;
  const needs = [
    { names: ['xvfb'], why: 'Xvfb' },
    { names: ['xauth'], why: 'xauth' },
  ];
  await ensurePackages(needs, tools);
  const installed = await findXvfb(tools);
  if (typeof installed !== 'string') return installed;
  throw new Error(`${installed} is not on the PATH after its installation`);
}

/** Both programs, or the name of the one that is missing. */
async function findXvfb(tools: Tools): Promise<Xvfb | string> {
  const server = await findOnPath('Xvfb', tools.env['PATH']);
  const xauth = await findOnPath('xauth', tools.env['PATH']);
  if (server === undefined) return 'Xvfb';
  return xauth === undefined ? 'xauth' : { server, xauth };
}

async function findOnPath(name: string, path = ''): Promise<string | undefined> {
  for (const folder of path.split(delimiter).filter(Boolean)) {
    const candidate = join(folder, name);
    const isThere = await access(candidate, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (isThere) return candidate;
  }
  return undefined;
}
