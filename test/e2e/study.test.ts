import type { Locator, Page } from '@playwright/test';
import { expect, test } from '../helpers/labTest.ts';

/** Real training on a busy machine takes its time; nothing here waits longer than it must. */
const TRAINING_TIMEOUT = 120_000;

const TEST_IMAGES = 1_000;

async function fill(page: Page, field: string, value: string): Promise<void> {
  const input = page.getByTestId(`field-${field}`);
  await input.fill(value);
  await input.press('Tab');
}

/** Opens New run on a preset and makes it small: 2,000 images, 1 epoch, 1,000 test images. */
async function shapeSmallRun(page: Page, preset: string): Promise<void> {
  await page.getByTestId('nav-new').click();
  await page.getByTestId(`preset-${preset}`).click();
  await fill(page, 'training-epochs', '1');
  await fill(page, 'training-batchSize', '64');
  await fill(page, 'dataset-samples', '2000');
  await fill(page, 'dataset-testSamples', String(TEST_IMAGES));
}

/** Starts the shaped run, sees it train and end, and its chart and matrix appear. */
async function trainAndWatch(page: Page): Promise<void> {
  await page.getByTestId('start-run').click();
  await expect(page).toHaveURL(/runs\/[0-9A-Z]{26}/);
  await expect(page.getByTestId('run-state')).toHaveText(/running/i, { timeout: 30_000 });
  const chart = page.getByTestId('chart-accuracy');
  await expect(chart).toHaveAttribute('data-points', /^[1-9]/, { timeout: TRAINING_TIMEOUT });
  await expect(page.getByTestId('run-state')).toHaveText(/completed/i, {
    timeout: TRAINING_TIMEOUT,
  });
  expect(await matrixSum(page.getByTestId('confusion-matrix').first())).toBe(TEST_IMAGES);
}

/** The sum of a 10 × 10 matrix's own cells, its totals left out. */
async function matrixSum(matrix: Locator): Promise<number> {
  const cells = matrix.locator('tbody td[data-count]');
  await expect(cells).toHaveCount(100);
  const counts = await cells.evaluateAll((elements) =>
    elements.map((element) => Number(element.getAttribute('data-count'))),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}

test('the study: shape, train, watch, restart, train another, compare', async ({ lab }) => {
  test.setTimeout(6 * 60_000);
  const first = await lab.open();
  await test.step('an empty lab says what will be here', async () => {
    await expect(first.page.getByTestId('nav-runs')).toBeVisible();
    await lab.screenshot(first.page, 'runs-empty');
  });

  await test.step('a CNN with another dropout trains on real images', async () => {
    await shapeSmallRun(first.page, 'cnn');
    await fill(first.page, 'architecture-layers-4-rate', '0.4');
    await expect(first.page.getByTestId('layer-card')).toHaveCount(13);
    await lab.screenshot(first.page, 'new-run');
    await trainAndWatch(first.page);
    await lab.screenshot(first.page, 'run-cnn');
  });

  await test.step('the data shows four images of every class', async () => {
    await first.page.getByTestId('nav-data').click();
    await expect(
      first.page.getByTestId('sample-grid-train').getByTestId('sample-image'),
    ).toHaveCount(40);
    await expect(
      first.page.getByTestId('sample-grid-test').getByTestId('sample-image'),
    ).toHaveCount(40);
    await lab.screenshot(first.page, 'data');
  });
  await first.close();

  const second = await lab.open();
  await test.step('the run is there after a restart, with what was changed', async () => {
    const row = second.page.getByTestId('run-row').filter({ hasText: 'cnn' });
    await expect(row).toHaveCount(1);
    await expect(row).toContainText(/completed/i);
    await row.dblclick();
    await expect(second.page.getByTestId('run-state')).toHaveText(/completed/i);
    expect(await matrixSum(second.page.getByTestId('confusion-matrix').first())).toBe(TEST_IMAGES);
  });

  await test.step('the RNN trains', async () => {
    await shapeSmallRun(second.page, 'rnn');
    await trainAndWatch(second.page);
    await lab.screenshot(second.page, 'run-rnn');
  });

  await test.step('the two are compared', async () => {
    await second.page.getByTestId('nav-runs').click();
    const rows = second.page.getByTestId('run-row');
    await expect(rows).toHaveCount(2);
    await rows.nth(0).getByRole('checkbox').check();
    await rows.nth(1).getByRole('checkbox').check();
    await lab.screenshot(second.page, 'runs');
    await second.page.getByTestId('compare-selected').click();
    await expect(second.page.getByTestId('compare-curves')).toBeVisible();
    await expect(second.page.getByTestId('compare-params')).toContainText('LSTM');
    await expect(second.page.getByTestId('compare-metrics')).toContainText('%');
    const matrices = second.page.getByTestId('compare-matrices').getByTestId('confusion-matrix');
    await expect(matrices).toHaveCount(2);
    await lab.screenshot(second.page, 'compare');
  });

  await test.step('the dark theme is dark', async () => {
    await second.page.getByTestId('nav-settings').click();
    await expect(second.page.getByTestId('settings-home')).toContainText(lab.home);
    await lab.screenshot(second.page, 'settings');
    await second.page.getByTestId('settings-theme').getByText('Dark').click();
    await expect(second.page.locator('html')).toHaveAttribute('data-theme', 'dark');
    await second.page.getByTestId('nav-compare').click();
    await lab.screenshot(second.page, 'compare-dark');
  });
});
