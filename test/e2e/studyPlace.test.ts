import { availableParallelism } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { resizeWindow, showTheme } from '../helpers/drive.ts';
import type { LabApi } from '../../src/shared/contract/labApi.ts';
import { expect, test } from '../helpers/labTest.ts';
import { saved } from '../helpers/savedFile.ts';
import { recordRuns, type RecordedRun } from '../helpers/recordRuns.ts';
import { seriousFaults } from '../helpers/seriousFaults.ts';

/** Real training on a busy machine takes its time; nothing here waits longer than it must. */
const TRAINING_TIMEOUT = 180_000;

/** Three trainings of the study's size that miss so many of a thousand images, each seed another number. */
function trained(preset: string, perMille: number, spread: number): readonly RecordedRun[] {
  return [1, 2, 3].map((seed) => ({
    preset,
    seed,
    epochs: 10,
    wrong: (index: number) => (index * 7) % 1000 < perMille + (seed - 2) * spread,
  }));
}

const verdictOf = (page: Page, claim: string) =>
  page.locator(`[data-claim="${claim}"]`).getByTestId('claim-verdict');

test('the study trains what is missing, and fills in as it goes', async ({ lab }) => {
  test.setTimeout(6 * 60_000);
  const launched = await lab.open();
  const { app, page } = launched;
  await resizeWindow(app, 1280, 800);

  await test.step('an empty lab has the study’s own figures, and what contradicts itself', async () => {
    await page.keyboard.press('Control+5');
    await expect(page.getByRole('heading', { name: 'The study', exact: true })).toBeVisible();
    await expect(page.getByTestId('study-empty')).toContainText('Nothing has been measured');
    await expect(verdictOf(page, 'cnn2-figures')).toHaveText('Contradicts itself');
    await expect(verdictOf(page, 'cnn-printed-accuracy')).toHaveText('Not measured yet');
    await expect(page.getByTestId('study-train')).toHaveText(/Train what is missing \(9 runs/);
    expect(await seriousFaults(page)).toEqual([]);
    await lab.screenshot(page, 'study-empty');
  });

  await test.step('a quick trial queues each model, and only once', async () => {
    await page.getByText('Quick trial').click();
    const seeds = page.getByTestId('study-seeds');
    await seeds.fill('1');
    await seeds.press('Tab');
    const train = page.getByTestId('study-train');
    await expect(train).toHaveText(/\(3 runs/);
    await train.click();
    await expect(train).toBeDisabled();
    await expect(page.locator('[data-model] [data-state="running"]')).toHaveCount(1);
    await lab.screenshot(page, 'study-training');
    await expect(page.locator('[data-model] [data-state="completed"]')).toHaveCount(3, {
      timeout: TRAINING_TIMEOUT,
    });
    await expect(train).toHaveText('Nothing is missing');
  });

  await test.step('it measured, and does not judge the study by so little', async () => {
    const accuracies = page.getByTestId('measured-accuracy');
    for (const text of await accuracies.allTextContents()) expect(text).toMatch(/\d\d\.\d\d/);
    for (const text of await page.getByTestId('measured-evaluation').allTextContents())
      expect(text).toMatch(/\d s$/);
    await expect(page.getByTestId('study-matrices').getByTestId('confusion-matrix')).toHaveCount(3);
    await expect(page.getByTestId('study-ranking').locator('li')).toHaveCount(3);
    await expect(verdictOf(page, 'cnn-printed-accuracy')).toHaveText('Not measured yet');
  });

  await test.step('a recurrent model’s record says how its workers were chosen', async () => {
    const used = await page.evaluate(async () => {
      const { lab: api } = window as unknown as { readonly lab: LabApi };
      const page = await api.invoke('runs:list', {});
      const runs = page.ok ? page.value.runs : [];
      const id = runs.find(({ model }) => model === 'rnn')?.id ?? '';
      const run = await api.invoke('runs:get', { runId: id });
      return run.ok ? (run.value.environment?.execution ?? null) : run.error;
    });
    expect(used).toMatchObject(
      availableParallelism() > 1
        ? { computeType: 'float32', trial: { candidates: [{ workers: 1 }, { workers: 2 }] } }
        : { workers: 1, trial: null },
    );
  });

  await test.step('one seed more is one run a model more', async () => {
    const seeds = page.getByTestId('study-seeds');
    await seeds.fill('2');
    await seeds.press('Tab');
    await expect(page.getByTestId('study-train')).toHaveText(/\(3 runs/);
  });

  await test.step('the report is saved', async () => {
    const { outcome, content } = await saved(
      launched,
      path.join(lab.home, 'study.md'),
      async () => {
        await page.getByRole('button', { name: 'Export' }).click();
        await page.getByRole('menuitem', { name: 'Report as Markdown' }).click();
      },
    );
    expect(outcome).toBe('completed study.md');
    expect(content.toString()).toContain('these figures are not comparable');
    expect(content.toString()).toContain('cnn · seed 2: not trained');
  });
});

test('the study is judged by trainings of its size', async ({ lab }) => {
  test.setTimeout(3 * 60_000);
  await recordRuns(lab.home, [
    ...trained('cnn', 73, 3),
    ...trained('cnn2', 57, 2),
    ...trained('rnn', 110, 1),
  ]);
  const { app, page } = await lab.open();
  await resizeWindow(app, 1280, 800);
  await page.getByTestId('nav-study').click();

  await test.step('verdicts have their numbers', async () => {
    await expect(verdictOf(page, 'cnn2-beats-cnn')).toHaveText('Reproduced');
    await expect(verdictOf(page, 'cnn2-written-accuracy')).toHaveText('Reproduced');
    await expect(verdictOf(page, 'rnn-written-accuracy')).toHaveText('Not reproduced');
    await expect(page.locator('[data-claim="cnn2-beats-cnn"]')).toContainText(/points \(95 % /);
    await expect(page.getByTestId('study-train')).toHaveText('Nothing is missing');
    await expect(page.getByTestId('study-ranking').locator('li').first()).toContainText('CNN 2');
    await lab.screenshot(page, 'study-light');
  });

  await test.step('published figures can be drawn in', async () => {
    await page.getByTestId('study-references').click();
    await expect(page.getByTestId('published-figure')).toHaveCount(37);
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByTestId('study-chart').scrollIntoViewIfNeeded();
    await lab.screenshot(page, 'study-references');
    await page.getByTestId('study-claims').scrollIntoViewIfNeeded();
    await lab.screenshot(page, 'study-claims');
    await page.getByTestId('study-matrices').scrollIntoViewIfNeeded();
    await lab.screenshot(page, 'study-matrices');
  });

  await test.step('in the dark', async () => {
    await showTheme(page, 'dark');
    await page.getByTestId('nav-study').click();
    await expect(page.getByTestId('study-claims')).toBeVisible();
    expect(await seriousFaults(page)).toEqual([]);
    await lab.screenshot(page, 'study-dark');
  });
});
