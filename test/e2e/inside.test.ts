import type { Page } from '@playwright/test';
import { expect, test } from '../helpers/labTest.ts';
import type { LaunchedApp } from '../helpers/launchApp.ts';
import { seriousFaults } from '../helpers/seriousFaults.ts';

/** Real training on a busy machine takes its time; nothing here waits longer than it must. */
const TRAINING_TIMEOUT = 120_000;

async function fill(page: Page, field: string, value: string): Promise<void> {
  const input = page.getByTestId(`field-${field}`);
  await input.fill(value);
  await input.press('Tab');
}

async function trainSmallRun(page: Page): Promise<void> {
  await page.getByTestId('nav-new').click();
  await page.getByTestId('preset-cnn2').click();
  await fill(page, 'training-epochs', '2');
  await fill(page, 'training-batchSize', '64');
  await fill(page, 'dataset-samples', '500');
  await fill(page, 'dataset-testSamples', '500');
  await page.getByTestId('start-run').click();
  await completed(page);
}

async function completed(page: Page): Promise<void> {
  const state = page.getByTestId('run-state');
  await expect(state).toHaveText(/completed/i, { timeout: TRAINING_TIMEOUT });
}

async function probabilities(page: Page): Promise<readonly number[]> {
  const rows = await page.getByTestId('inside').getByTestId('probability').allInnerTexts();
  return rows.map((text) => Number(/([\d.]+)\s*%/.exec(text)?.[1]));
}

async function show({ app, page }: LaunchedApp, width: number, height: number, theme: string) {
  await app.evaluate(
    ({ BrowserWindow }, size) =>
      BrowserWindow.getAllWindows()[0]?.setBounds({ x: 0, y: 0, ...size }),
    { width, height },
  );
  await page.waitForFunction((wanted) => Math.abs(window.innerWidth - wanted) < 20, width);
  await page.emulateMedia({ colorScheme: theme === 'dark' ? 'dark' : 'light' });
}

test('a run from inside: probabilities, a drawing by keyboard, a longer run', async ({ lab }) => {
  test.setTimeout(6 * 60_000);
  const launched = await lab.open();
  const { page } = launched;
  await trainSmallRun(page);

  await test.step('a click on a mistake shows ten probabilities', async () => {
    await page.getByTestId('mistake-image').first().click();
    await expect(page.getByTestId('probability')).toHaveCount(10, { timeout: 60_000 });
    await lab.screenshot(page, 'inside-mistake');
    await page.keyboard.press('Escape');
  });

  await test.step('a validation matrix is scrubbed over its epochs', async () => {
    await page.getByRole('radio', { name: 'Validation' }).click();
    const scrubber = page.getByTestId('epoch-scrubber');
    await expect(page.getByText('images after epoch 2')).toBeAttached();
    await scrubber.press('ArrowLeft');
    await expect(page.getByText('images after epoch 1')).toBeAttached();
  });

  await test.step('the log has the trainer’s words', async () => {
    await page.getByRole('tab', { name: 'Log' }).click();
    await expect(page.getByTestId('run-log')).toContainText('The model is saved');
    await lab.screenshot(page, 'inside-log');
  });

  await test.step('the model is seen layer by layer, in both themes', async () => {
    await page.getByRole('tab', { name: 'Inside' }).click();
    const layers = page.getByTestId('layer-activations').locator('canvas');
    await expect(layers).toHaveCount(24, { timeout: 60_000 });
    await expect(page.getByTestId('filters')).toBeVisible();
    await expect(page.getByTestId('cam-class')).toBeVisible();
    for (const [width, height] of [
      [1280, 800],
      [1920, 1080],
    ] as const) {
      for (const theme of ['light', 'dark']) {
        await show(launched, width, height, theme);
        await lab.screenshot(page, `inside-${width}-${theme}`);
      }
    }
    expect(await seriousFaults(page)).toEqual([]);
  });

  await test.step('another checkpoint says something else', async () => {
    const before = await probabilities(page);
    await page.getByTestId('inside-weights').click();
    await page.getByRole('option', { name: 'Checkpoint of epoch 1' }).click();
    await expect.poll(() => probabilities(page)).not.toEqual(before);
  });

  await test.step('a picture is drawn by keyboard and its probabilities are read', async () => {
    const ofImage = await probabilities(page);
    await page.getByRole('radio', { name: 'Draw one' }).click();
    await expect.poll(() => probabilities(page)).not.toEqual(ofImage);
    await expect.poll(() => probabilities(page)).toHaveLength(10);
    const empty = await probabilities(page);
    const pad = page.getByTestId('drawing');
    await pad.focus();
    await pad.press(' ');
    for (let step = 0; step < 8; step += 1) await pad.press('Shift+ArrowDown');
    for (let step = 0; step < 8; step += 1) await pad.press('Shift+ArrowRight');
    await expect.poll(() => probabilities(page)).not.toEqual(empty);
    const drawn = await probabilities(page);
    expect(drawn.reduce((sum, value) => sum + value, 0)).toBeCloseTo(100, -1);
    await lab.screenshot(page, 'inside-drawing');
    await page.getByTestId('clear-drawing').click();
    await expect.poll(() => probabilities(page)).toEqual(empty);
  });

  await test.step('the run is extended by an epoch, as a run of its own', async () => {
    await page.getByTestId('extend-run').click();
    await page.getByTestId('extend-epochs').fill('1');
    await lab.screenshot(page, 'inside-extend');
    await page.getByTestId('extend-confirm').click();
    await expect(page.getByTestId('run-name').filter({ hasText: ', 3 epochs' })).toBeVisible();
    await completed(page);
  });
});
