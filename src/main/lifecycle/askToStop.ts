import { dialog, type BrowserWindow } from 'electron';

/** Asks whether to stop a run and quit. */
export async function askToStop(
  window: BrowserWindow | undefined,
  runName: string,
): Promise<boolean> {
  const options = {
    type: 'question' as const,
    message: `“${runName}” is training`,
    detail: 'If you quit now it is stopped. What it has recorded so far is kept.',
    buttons: ['Stop it and quit', 'Cancel'],
    defaultId: 1,
    cancelId: 1,
  };
  const { response } = window
    ? await dialog.showMessageBox(window, options)
    : await dialog.showMessageBox(options);
  return response === 0;
}
