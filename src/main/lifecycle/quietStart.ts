import type { App } from 'electron';
import { existsSync } from 'node:fs';

/**
 * Tells Chromium what this machine does not have, so that it does not look for it and complain: without
 * a graphics device there is no GPU process to start and fail.
 */
export function quietStart(app: App): void {
  if (process.platform === 'linux' && !existsSync('/dev/dri')) app.disableHardwareAcceleration();
}
