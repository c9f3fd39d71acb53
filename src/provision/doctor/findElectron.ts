import { join } from 'node:path';
import { electron } from '../artifacts/electron.ts';
import { electronExecutable } from '../artifacts/electronPaths.ts';
import { findInstalled, type Installed } from '../ensureArtifact.ts';
import type { DoctorContext } from './doctorReport.ts';

/** An Electron that has been provisioned before. */
export interface FoundElectron {
  readonly path: string;
  readonly installed: Installed;
}

/** Looks for Electron in the cache; downloads nothing. */
export async function findElectron(context: DoctorContext): Promise<FoundElectron | undefined> {
  const { root, cache, tools } = context;
  const artifact = electron(root, tools.platform, tools.arch, tools.env);
  const installed = await findInstalled(artifact, cache);
  if (installed === undefined) return undefined;
  return { installed, path: join(installed.directory, electronExecutable(tools.platform)) };
}
