import { dialog, type BrowserWindow } from 'electron';

/**
 * Brings a crashed page back once: the lab lives in the main process, so nothing is lost. A page
 * that crashes again is not reloaded in a loop; the person decides.
 */
export function reloadAfterCrash(window: BrowserWindow): void {
  let reloads = 0;
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    console.error(`main: the window's page ended: ${reason} (${exitCode})`);
    reloads += 1;
    if (reloads === 1) window.webContents.reload();
    else void offerReload(window, reason);
  });
}

async function offerReload(window: BrowserWindow, reason: string): Promise<void> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    message: "Atelier's window stopped working again",
    detail: `Your runs are safe, and a run that trains goes on. Reason: ${reason}.`,
    buttons: ['Reload', 'Quit'],
    defaultId: 0,
    cancelId: 0,
  });
  if (response === 0) window.webContents.reload();
  else window.close();
}
