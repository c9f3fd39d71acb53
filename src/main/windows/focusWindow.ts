import type { BrowserWindow } from 'electron';

/** Brings a window in front of the person, wherever it was. */
export function focusWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
