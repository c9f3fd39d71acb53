import { BrowserWindow } from 'electron';
import { LAB_EVENT_CHANNEL, type LabEvent } from '../../shared/contract/labEvents.ts';

/** Tells every window what happened. A page that crashed reads the store when it is back. */
export function broadcast(event: LabEvent): void {
  for (const { webContents } of BrowserWindow.getAllWindows()) {
    if (!webContents.isDestroyed() && !webContents.isCrashed()) {
      webContents.send(LAB_EVENT_CHANNEL, event);
    }
  }
}
