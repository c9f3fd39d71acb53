import { BrowserWindow, dialog } from 'electron';

/**
 * Lets the person choose a file or a folder.
 *
 * @returns null when none was chosen
 */
export async function choosePath(what: 'file' | 'folder'): Promise<string | null> {
  const options = {
    title: what === 'file' ? 'Choose a file' : 'Choose a folder',
    properties: [what === 'file' ? 'openFile' : 'openDirectory'] as (
      'openFile' | 'openDirectory'
    )[],
  };
  const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0];
  const { canceled, filePaths } = window
    ? await dialog.showOpenDialog(window, options)
    : await dialog.showOpenDialog(options);
  return canceled ? null : (filePaths[0] ?? null);
}
