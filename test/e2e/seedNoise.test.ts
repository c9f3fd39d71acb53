import type { Page } from '@playwright/test';
import { resizeWindow, showTheme } from '../helpers/drive.ts';
import { expect, test } from '../helpers/labTest.ts';
import { recordRuns, type RecordedRun } from '../helpers/recordRuns.ts';

/** Real training on a busy machine takes its time; nothing here waits longer than it must. */
const TRAINING_TIMEOUT = 120_000;

/** Runs of a spec that miss every n-th image, a little fewer or more by the seed. */
function repeated(preset: string, seeds: readonly number[], every: number): readonly RecordedRun[] {
  return seeds.map((seed) => ({
    preset,
    seed,
    wrong: (index: number) => (index * 7 + seed) % (every + (seed % 3)) === 0,
  }));
}

async function compareAll(page: Page, count: number): Promise<void> {
  await page.getByTestId('nav-runs').click();
  const rows = page.getByTestId('run-row');
  await expect(rows).toHaveCount(count);
  for (let index = 0; index < count; index += 1) {
    await rows.nth(index).getByRole('checkbox').check();
  }
  await page.getByTestId('compare-selected').click();
}

test('repetitions stand as one row, and specs are judged over their seeds', async ({ lab }) => {
  test.setTimeout(4 * 60_000);
  await recordRuns(lab.home, [
    ...repeated('cnn', [1, 2, 3, 4, 5], 11),
    ...repeated('rnn', [1, 2, 3, 4, 5], 8),
    ...repeated('cnn2', [20, 21, 22], 12),
  ]);
  const { app, page, log } = await lab.open();
  await compareAll(page, 13);

  const seeds = page.getByTestId('compare-seeds');
  await test.step('a spec is a row with n, mean, spread and interval', async () => {
    const rows = seeds.getByTestId('seed-group');
    await expect(rows).toHaveCount(3);
    const cnn = rows.filter({ hasText: /^cnn/ }).filter({ hasNotText: 'cnn2' });
    await expect(cnn).toContainText('1–5');
    await expect(cnn.locator('td').first()).toHaveText('5');
    await expect(cnn).toContainText(/\d\d\.\d\d–\d\d\.\d\d/);
  });

  await test.step('the same seeds are paired, other seeds are Welch’s, and it says why', async () => {
    const notes = seeds.getByTestId('verdict-note');
    await expect(notes).toHaveCount(3);
    await expect(notes.filter({ hasText: 'Paired t test' })).toHaveCount(1);
    await expect(notes.filter({ hasText: 'Welch’s t test' })).toHaveCount(2);
    await expect(notes.filter({ hasText: 'Paired' })).toContainText('the same 5 seeds (1–5)');
    const words = await seeds.getByTestId('verdict-words').allTextContents();
    for (const line of words) expect(line).toMatch(/better beyond the noise|noise of the seed/);
  });

  await test.step('the method is one click away', async () => {
    await seeds.getByTestId('verdict-method').first().click();
    const details = seeds.getByTestId('verdict-details');
    await expect(details).toContainText('degrees of freedom');
    await expect(details).toContainText('Holm’s correction');
    await expect(details).toContainText('t interval');
    await seeds.scrollIntoViewIfNeeded();
    await lab.screenshot(page, 'compare-seeds');
  });

  await test.step('single runs keep their own verdicts', async () => {
    await expect(
      page.getByTestId('compare-verdict').getByTestId('verdict-words').first(),
    ).toContainText(/is better: \d+ more images|Within noise/);
  });

  await test.step('it holds in a small window and in the dark', async () => {
    await resizeWindow(app, 1024, 700);
    await seeds.scrollIntoViewIfNeeded();
    await lab.screenshot(page, 'compare-seeds-small');
    await resizeWindow(app, 1280, 800);
    await showTheme(page, 'dark');
    await page.getByTestId('nav-compare').click();
    await seeds.scrollIntoViewIfNeeded();
    await lab.screenshot(page, 'compare-seeds-dark');
  });

  expect(log.filter((line) => /Content.Security.Policy|pageerror|Vue warn/i.test(line))).toEqual(
    [],
  );
});

test('one click repeats a spec with other seeds', async ({ lab }) => {
  test.setTimeout(6 * 60_000);
  const { page } = await lab.open();
  const fill = async (field: string, value: string): Promise<void> => {
    await page.getByTestId(field).fill(value);
    await page.getByTestId(field).press('Tab');
  };
  await page.getByTestId('nav-new').click();
  await page.getByTestId('preset-rnn').click();
  await fill('field-training-epochs', '1');
  await fill('field-dataset-samples', '400');
  await fill('field-dataset-testSamples', '200');
  await fill('repeats', '51');
  await expect(page.getByTestId('start-run')).toBeDisabled();
  await fill('repeats', '2');
  await expect(page.getByTestId('start-run')).toHaveText(/Start 2 runs/);
  await lab.screenshot(page, 'new-run-repeats');
  await page.getByTestId('start-run').click();
  await expect(page).toHaveURL(/runs\/[0-9A-Z]{26}/);

  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Repeat with other seeds…' }).click();
  await page.getByTestId('repeat-count').fill('1');
  await lab.screenshot(page, 'repeat-dialog');
  await page.getByTestId('repeat-queue').click();
  await expect(page.getByTestId('repeat-queue')).toHaveCount(0);

  await page.getByTestId('nav-runs').click();
  const rows = page.getByTestId('run-row');
  await expect(rows).toHaveCount(3);
  await expect(rows.filter({ hasText: /completed/i })).toHaveCount(3, {
    timeout: TRAINING_TIMEOUT,
  });
  await compareAll(page, 3);
  const group = page.getByTestId('seed-group');
  await expect(group).toHaveCount(1);
  await expect(group.locator('td').first()).toHaveText('3');
});
