import { nativeTheme, shell } from 'electron';
import type { Lab } from '../../lab/lab.ts';
import type { LoadedDataset } from '../../shared/dataset/labelledImages.ts';
import type { Settings } from '../../shared/contract/app.ts';
import { loadDataset } from '../../trainer/datasets/loadDataset.ts';
import { machineMemory } from '../../trainer/session/machineMemory.ts';
import { appHandlers } from './appHandlers.ts';
import { appInfo } from './appInfo.ts';
import { chooseFile } from '../export/chooseFile.ts';
import { printPdf } from '../export/printPdf.ts';
import { architecturesHandlers } from './architecturesHandlers.ts';
import { comparisonHandlers } from './comparisonHandlers.ts';
import { compareHandlers } from './compareHandlers.ts';
import { statisticsThreads } from '../statistics/statisticsThreads.ts';
import { bundleHandlers } from './bundleHandlers.ts';
import { chooseBundles, choosePath } from './choosePath.ts';
import { datasetHandlers } from './datasetHandlers.ts';
import { estimatesHandlers } from './estimatesHandlers.ts';
import type { Handlers } from './handlers.ts';
import { inspectHandlers } from './inspectHandlers.ts';
import { keptDatasets } from './keptDatasets.ts';
import { presetsHandlers } from './presetsHandlers.ts';
import { runDepthHandlers } from './runDepthHandlers.ts';
import { runsHandlers } from './runsHandlers.ts';
import { runsTableHandlers } from './runsTableHandlers.ts';
import { settingsHandlers } from './settingsHandlers.ts';
import { studyHandlers } from './studyHandlers.ts';

/** What the handlers of all channels need. */
export interface CreateHandlersOptions {
  /** Settles when the lab is open; calls that come earlier wait for it. */
  readonly lab: Promise<Lab>;
  readonly home: string;
  /** The app's own version. */
  readonly version: string;
  /** The built thread that looks at every pixel. */
  readonly statisticsThread: string;
}

/** Wires every channel of the contract to the lab and the app. */
export function createHandlers(options: CreateHandlersOptions): Handlers {
  const { lab, home, version, statisticsThread } = options;
  const open = (): Promise<Lab> => lab;
  const kept = keptDatasets();
  const dataset = async (datasetId: string): Promise<LoadedDataset> => {
    const { description, directory } = (await lab).datasets.locate(datasetId);
    return kept(description, () => loadDataset(description, directory));
  };
  return {
    ...runsHandlers(open),
    ...runsTableHandlers(open),
    ...runDepthHandlers(async () => (await lab).store, dataset),
    ...compareHandlers(async () => (await lab).store, dataset),
    ...comparisonHandlers(open, dataset, { chooseFile, printPdf }),
    ...bundleHandlers(open, { chooseFile, chooseBundles }),
    ...estimatesHandlers(open, machineMemory),
    ...inspectHandlers(open, dataset),
    ...presetsHandlers(),
    ...architecturesHandlers(open),
    ...studyHandlers(open),
    ...datasetHandlers(open, dataset, {
      statistics: statisticsThreads(statisticsThread),
      choosePath,
    }),
    ...appHandlers(
      async () => appInfo(await lab, version, process.versions),
      async () => (await shell.openPath(home)) === '',
    ),
    ...settingsHandlers(async () => (await lab).store, applySettings),
  };
}

/** Makes the app follow the person's settings; windows repaint themselves. */
export function applySettings({ theme }: Settings): void {
  nativeTheme.themeSource = theme;
}
