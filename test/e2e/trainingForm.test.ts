import { fieldId } from '../../src/renderer/components/newRun/fieldPath.ts';
import type { LabApi } from '../../src/shared/contract/labApi.ts';
import { resizeWindow, showTheme } from '../helpers/drive.ts';
import { expect, test } from '../helpers/labTest.ts';
import { seriousFaults } from '../helpers/seriousFaults.ts';

/** Real training on a busy machine takes its time; nothing here waits longer than it must. */
const TRAINING_TIMEOUT = 120_000;

test('training options are chosen, undone, kept and trained with', async ({ lab }) => {
  test.setTimeout(5 * 60_000);
  const { app, page, log } = await lab.open();
  await resizeWindow(app, 1280, 800);
  const field = (path: string) => page.getByTestId(fieldId(path));
  const choose = async (path: string, name: string): Promise<void> => {
    await field(path).click();
    await page.getByRole('option', { name, exact: true }).click();
  };
  const fill = async (path: string, value: string): Promise<void> => {
    await field(path).fill(value);
    await field(path).press('Tab');
  };
  const more = page.getByTestId('more-options');
  const curve = page.getByTestId('rate-curve');
  await page.getByTestId('nav-new').click();
  await page.getByTestId('preset-cnn').click();
  await fill('training.epochs', '3');
  await fill('dataset.samples', '400');
  await fill('dataset.testSamples', '200');

  await test.step('a plain form shows none of them', async () => {
    await expect(field('training.schedule.type')).toHaveCount(0);
    await more.click();
    await expect(curve).toHaveCount(0);
  });

  await test.step('a schedule shows its curve; undo and redo take it away and back', async () => {
    await choose('training.schedule.type', 'Cosine');
    const drawing = curve.getByRole('img');
    await expect(drawing).toHaveAccessibleName(/over 3 epochs: from 0\.001 to .*, at most 0\.001/);
    await page.keyboard.press('Control+z');
    await expect(curve).toHaveCount(0);
    await page.keyboard.press('Control+y');
    await expect(curve).toBeVisible();
  });

  await test.step('what is wrong is said at its field', async () => {
    await fill('training.schedule.warmupEpochs', '3');
    await expect(page.getByRole('alert')).toContainText(/Must be less than the 3 epochs/);
    await expect(page.getByTestId('start-run')).toBeDisabled();
    await fill('training.schedule.warmupEpochs', '0');
    await field('training.classWeights').click();
    await fill('training.classWeights.9', '5000');
    await expect(page.getByRole('alert')).toContainText('Must be a number from 0.001 to 1000');
    await page.getByTestId('reset-class-weights').click();
    await expect(field('training.classWeights.9')).toHaveValue('1');
    await expect(page.getByTestId('start-run')).toBeEnabled();
  });

  await test.step('augmentation has its fields while it is on', async () => {
    await field('training.augmentation').click();
    await fill('training.augmentation.shift', '65');
    await expect(page.getByRole('alert')).toContainText('Must be a whole number from 0 to 64');
    await expect(page.getByTestId('augmentation-preview')).toHaveCount(0);
    await fill('training.augmentation.shift', '2');
    await expect(page.getByRole('alert')).toHaveCount(0);
    expect(await seriousFaults(page)).toEqual([]);
    const preview = page.getByTestId('augmentation-preview');
    await expect(preview.getByRole('img')).toHaveCount(4 * 3);
    const pixels = (): Promise<string[]> =>
      preview
        .locator('canvas')
        .evaluateAll((all: HTMLCanvasElement[]) => all.map((canvas) => canvas.toDataURL()));
    const moved = await pixels();
    await field('training.augmentation.horizontalFlip').click();
    await fill('training.augmentation.erase', '0.3');
    await expect.poll(pixels).not.toEqual(moved);
    const before = await pixels();
    await page.getByTestId('augmentation-redraw').click();
    await expect.poll(async () => (await pixels())[0]).not.toBe(before[0]);
    for (const theme of ['light', 'dark'] as const) {
      await showTheme(page, theme);
      await page.getByTestId('nav-new').click();
      await more.click();
      await preview.scrollIntoViewIfNeeded();
      await lab.screenshot(page, `training-form-augmentation-${theme}`);
    }
    await field('training.augmentation').click();
    await expect(field('training.augmentation.shift')).toHaveCount(0);
  });

  await test.step('the rest is set, in both themes without a serious fault', async () => {
    await choose('training.clipping.type', 'Global norm');
    await fill('training.labelSmoothing', '0.1');
    await field('training.earlyStopping').click();
    await fill('training.earlyStopping.patience', '2');
    await choose('training.keepBest', 'of the best validation loss');
    await choose('execution.workers', '1');
    for (const theme of ['light', 'dark'] as const) {
      await showTheme(page, theme);
      await page.getByTestId('nav-new').click();
      await expect(more).toContainText('6 on');
      const panel = page.locator('.scroll.training');
      expect(await panel.evaluate((it) => it.scrollWidth - it.clientWidth)).toBe(0);
      await lab.screenshot(page, `training-form-closed-${theme}`);
      await more.click();
      await field('training.schedule.type').scrollIntoViewIfNeeded();
      expect(await seriousFaults(page)).toEqual([]);
      await more.evaluate((element) => element.scrollIntoView());
      await lab.screenshot(page, `training-form-${theme}`);
      await field('execution.threads').scrollIntoViewIfNeeded();
      await lab.screenshot(page, `training-form-end-${theme}`);
    }
  });

  await test.step('a reload keeps them', async () => {
    await page.reload();
    await more.click();
    await expect(field('training.earlyStopping.patience')).toHaveValue('2');
    await expect(field('execution.workers')).toHaveText('1');
    await expect(curve).toBeVisible();
  });

  await test.step('a run is trained with them, at a falling rate', async () => {
    await page.getByTestId('start-run').click();
    await expect(page).toHaveURL(/runs\/[0-9A-Z]{26}/);
    const runId = /runs\/([0-9A-Z]{26})/.exec(page.url())?.[1] ?? '';
    const record = () =>
      page.evaluate(async (id) => {
        const { lab: api } = window as unknown as { readonly lab: LabApi };
        const found = await api.invoke('runs:get', { runId: id });
        return found.ok ? found.value : null;
      }, runId);
    await expect
      .poll(async () => (await record())?.summary.state, { timeout: TRAINING_TIMEOUT })
      .toBe('completed');
    const run = await record();
    expect(run?.spec.training).toMatchObject({
      schedule: { type: 'cosine', warmupEpochs: 0 },
      labelSmoothing: 0.1,
      classWeights: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1],
      clipping: { type: 'globalClipnorm', value: 1 },
      earlyStopping: { monitor: 'valLoss', patience: 2 },
      keepBest: 'valLoss',
    });
    expect(run?.spec.execution.workers).toBe(1);
    const rates = run?.epochs.map(({ learningRate }) => learningRate ?? Number.NaN) ?? [];
    expect(rates).toHaveLength(3);
    expect(rates[0]).toBeLessThan(0.001);
    expect(rates[1]).toBeLessThan(rates[0] ?? 0);
    expect(rates[2]).toBeLessThan(rates[1] ?? 0);
  });

  expect(log.filter((line) => /Content.Security.Policy|pageerror|Vue warn/i.test(line))).toEqual(
    [],
  );
});
