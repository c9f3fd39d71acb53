import { exportRun } from '../../lab/bundle/exportRun.ts';
import type { Lab } from '../../lab/lab.ts';
import { BUNDLE_EXTENSION } from '../../shared/bundle/bundleManifest.ts';
import { toLabError, type LabErrorData } from '../../shared/errors.ts';
import type { RunSummary } from '../../shared/model/run.ts';
import type { HandlersOf } from './handlers.ts';

/** How bundles leave the app and come into it. */
export interface BundleDoors {
  /** @returns null when the person chose no file */
  chooseFile(name: string, extension: string): Promise<string | null>;
  /** @returns none when the person chose none */
  chooseBundles(): Promise<readonly string[]>;
}

/** Answers the `bundles:` channels. Only files that the person chose are written or read. */
export function bundleHandlers(
  lab: () => Promise<Lab>,
  { chooseFile, chooseBundles }: BundleDoors,
): HandlersOf<'bundles'> {
  return {
    'bundles:export': async ({ runId, checkpoints }) => {
      const { store, paths } = await lab();
      const path = await chooseFile(store.getSummary(runId).name, BUNDLE_EXTENSION);
      if (path !== null) await exportRun(store, paths, runId, path, { checkpoints });
      return { path };
    },
    'bundles:import': async () => {
      const { importRun } = await lab();
      const imported: RunSummary[] = [];
      const refused: LabErrorData[] = [];
      for (const file of await chooseBundles()) {
        try {
          imported.push(await importRun(file));
        } catch (error) {
          refused.push(toLabError(error).toData());
        }
      }
      return { imported, refused };
    },
  };
}
