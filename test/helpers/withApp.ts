import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ensureXvfb } from '../../src/provision/system/ensureXvfb.ts';
import { launchApp, type LaunchedApp } from './launchApp.ts';
import { startXvfb } from './xvfb.ts';

/**
 * Opens the real, built app on a lab of its own and closes it again, on a display that no one looks at
 * where there is one to be had (Linux): drawing is then software's, which is the worst case.
 *
 * @param seed fills the lab's folder before the app opens it
 */
export async function withApp<Seeded, Result>(
  seed: (home: string) => Promise<Seeded>,
  use: (app: LaunchedApp, seeded: Seeded) => Promise<Result>,
): Promise<Result> {
  const home = mkdtempSync(path.join(tmpdir(), 'atelier-lab-'));
  const display =
    process.platform === 'linux' ? await startXvfb((await ensureXvfb()).server) : undefined;
  try {
    if (display) process.env['DISPLAY'] = display.display;
    const seeded = await seed(home);
    const app = await launchApp(home);
    try {
      return await use(app, seeded);
    } finally {
      await app.close();
    }
  } finally {
    await display?.stop();
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  }
}
