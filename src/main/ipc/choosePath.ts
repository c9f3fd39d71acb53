import { BrowserWindow, dialog, type OpenDialogOptions } from 'electron';
import { BUNDLE_EXTENSION } from '../../shared/bundle/bundleManifest.ts';

/**
 * Lets the person choose a file or a folder.
 *
 * @returns null when none was chosen
 */
export async function choosePath(what: 'file' | 'folder'): Promise<string | null> {
  const [path = null] = await ask({
    title: what === 'file' ? 'Choose a file' : 'Choose a folder',
    properties: [what === 'file' ? 'openFile' : 'openDirectory'],
  });
  return path;
}

/** Lets the person choose bundles of runs. */
export function chooseBundles(): Promise<readonly string[]> {
  return ask({
    title: 'Import bundles of runs',
    properties: ['openFile', 'multiSelections'],
    filters: [{ name: 'Bundles of runs', extensions: [BUNDLE_EXTENSION] }],
  });
}

async function ask(options: OpenDialogOptions): Promise<readonly string[]> {
  const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0];
  const { canceled, filePaths } = window
    ? await dialog.showOpenDialog(window, options)
    : await dialog.showOpenDialog(options);
  return canceled ? [] : filePaths;
}
