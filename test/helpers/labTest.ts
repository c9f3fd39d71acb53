import { test as base, type Page } from '@playwright/test';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { launchApp, temporaryHome, type LaunchedApp } from './launchApp.ts';

const SCREENSHOTS = fileURLToPath(new URL('../../test-results/screenshots/', import.meta.url));

/** A lab of a test's own: opened and closed as often as the test likes, gone with the test. */
export interface TestLab {
  /** The lab's folder. */
  readonly home: string;
  /** Starts the app on the lab. It is closed at the end of the test if the test has not done so. */
  open(): Promise<LaunchedApp>;
  /** Keeps a picture of the window as `test-results/screenshots/NAME.png`. */
  screenshot(page: Page, name: string): Promise<void>;
}

/**
 * Playwright's `test` with a `lab`. A test that fails leaves a picture of its last window and all that the app said.
 * @example
 * test('opens on the runs', async ({ lab }) => {
 *   const { page } = await lab.open();
 *   await expect(page.getByRole('heading', { name: 'Runs' })).toBeVisible();
 * });
 */
export const test = base.extend<{ lab: TestLab }>({
  lab: async ({}, use, testInfo) => {
    const { home, remove } = await temporaryHome();
    const opened: LaunchedApp[] = [];
    await use({
      home,
      open: async () => {
        const launched = await launchApp(home);
        opened.push(launched);
        return launched;
      },
      screenshot: async (page, name) => {
        await mkdir(SCREENSHOTS, { recursive: true });
        const file = path.join(SCREENSHOTS, `${name}.png`);
        await page.screenshot({ path: file, animations: 'disabled' });
        await testInfo.attach(name, { path: file, contentType: 'image/png' });
      },
    });

    const last = opened.at(-1);
    if (last && testInfo.status !== testInfo.expectedStatus) {
      await last.page
        .screenshot({ path: testInfo.outputPath('last-window.png') })
        // The window may be what the test closed or crashed.
        .catch(() => undefined);
      await mkdir(testInfo.outputDir, { recursive: true });
      await writeFile(testInfo.outputPath('app.log'), opened.flatMap(({ log }) => log).join('\n'));
    }
    for (const { close } of opened) await close().catch(() => undefined);
    await remove();
  },
});

export { expect } from '@playwright/test';
