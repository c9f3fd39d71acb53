import { fieldId } from '../../src/renderer/components/newRun/fieldPath.ts';
import { resizeWindow, showTheme } from '../helpers/drive.ts';
import { expect, test } from '../helpers/labTest.ts';
import { recordRuns } from '../helpers/recordRuns.ts';
import { seriousFaults } from '../helpers/seriousFaults.ts';

test('a run is forked: draft and run say what differs from the parent, Settings what it was trained on', async ({
  lab,
}) => {
  test.setTimeout(4 * 60_000);
  const [id] = await recordRuns(lab.home, [
    {
      preset: 'rnn',
      seed: 1,
      name: 'Parent',
      set: { 'dataset.samples': 300, 'dataset.testSamples': 100, 'training.epochs': 3 },
      wrong: (index) => index % 10 === 0,
    },
  ]);
  const { app, page } = await lab.open();
  await resizeWindow(app, 1280, 800);
  const training = page.getByTestId('settings-training');

  // The seeded run is another machine's.
  await page.getByTestId('nav-settings').click();
  await expect(training).toContainText('not known yet: the first run finds out');

  await page.evaluate((runId) => (location.hash = `#/runs/${runId}`), id);
  await expect(page.getByTestId('run-parent')).toHaveCount(0);
  await page.getByTestId('fork-run').click();
  const origin = page.getByTestId('draft-origin');
  await expect(origin).toContainText(/Fork of\s*Parent\s*· unchanged/);
  await page.getByTestId(fieldId('training.epochs')).fill('1');
  await page.getByTestId(fieldId('training.batchSize')).fill('30');
  await expect(origin.getByTestId('changes').locator('li')).toHaveText([
    /Epochs\s*3\s*1/i,
    /Batch size\s*256\s*30/i,
  ]);
  await lab.screenshot(page, 'fork-draft');

  await page.getByTestId('start-run').click();
  const parent = page.getByTestId('run-parent');
  await expect(parent).toContainText(/From\s*Parent\s*· differs in/);
  await expect(parent.locator('li')).toHaveText([/Epochs\s*3\s*1/i, /Batch size\s*256\s*30/i]);
  await expect(page.getByText('Completed').first()).toBeVisible({ timeout: 120_000 });
  const child = page.url();

  for (const theme of ['light', 'dark'] as const) {
    await showTheme(page, theme);
    await expect(training).toContainText(/Native kernels\s*all \d+ operations answer/);
    await expect(training).toContainText(/The latest run\s*on native kernels/);
    expect(await seriousFaults(page)).toEqual([]);
    await training.scrollIntoViewIfNeeded();
    await lab.screenshot(page, `settings-training-${theme}`);
    await page.evaluate((url) => (location.href = url), child);
    await expect(parent).toBeVisible();
    expect(await seriousFaults(page)).toEqual([]);
    await lab.screenshot(page, `run-parent-${theme}`);
  }
  await parent.getByRole('link', { name: 'Parent' }).click();
  await expect(page).toHaveURL(new RegExp(`runs/${id}`));
});
