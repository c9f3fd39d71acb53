import type { Page } from '@playwright/test';
import { existsSync } from 'node:fs';
import { mkdir, readdir, symlink } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from '../helpers/labTest.ts';
import type { LaunchedApp } from '../helpers/launchApp.ts';
import { seriousFaults } from '../helpers/seriousFaults.ts';

/** Real training on a busy machine takes its time; nothing here waits longer than it must. */
const TIMEOUT = 120_000;

/** Starts a small CNN that trains longer than any test, and waits until it has a checkpoint. */
async function startLongRun(page: Page): Promise<void> {
  await page.getByTestId('nav-new').click();
  await page.getByTestId('preset-cnn').click();
  for (const [field, value] of [
    ['training-epochs', '500'],
    ['training-batchSize', '64'],
    ['dataset-samples', '500'],
    ['dataset-testSamples', '100'],
  ] as const) {
    const input = page.getByTestId(`field-${field}`);
    await input.fill(value);
    await input.press('Tab');
  }
  await page.getByTestId('start-run').click();
  await expect(page.getByTestId('run-progress')).toContainText('Epoch 3', { timeout: TIMEOUT });
}

/** The process identifiers of the app's trainers. */
function trainers({ app }: LaunchedApp): Promise<readonly number[]> {
  return app.evaluate(({ app: electron }) =>
    electron
      .getAppMetrics()
      .filter(({ name, serviceName }) => `${name} ${serviceName}`.includes('Atelier trainer'))
      .map(({ pid }) => pid),
  );
}

for (const signal of ['SIGKILL', 'SIGTERM'] as const) {
  test(`a run whose trainer is ended by ${signal} is interrupted, says why, and goes on`, async ({
    lab,
  }) => {
    test.setTimeout(4 * 60_000);
    const launched = await lab.open();
    const { page } = launched;
    await startLongRun(page);
    const [trainer, ...others] = await trainers(launched);
    expect(others).toEqual([]);
    process.kill(trainer ?? 0, signal);
    await expect(page.getByTestId('run-state')).toHaveText(/interrupted/i, { timeout: TIMEOUT });
    const notice = page.getByRole('alert');
    await expect(notice).toContainText(`The trainer was ended by ${signal} while training`);
    await expect(notice).toContainText('can be resumed, from its last checkpoint');
    await expect(page.getByRole('button', { name: 'Correct and run again' })).toHaveCount(0);
    await lab.screenshot(page, `interrupted-${signal}`);
    expect(await seriousFaults(page)).toEqual([]);

    await page.getByTestId('resume-run').click();
    await expect(page.getByTestId('run-state')).toHaveText(/training|running/i, {
      timeout: TIMEOUT,
    });
    await expect(notice).toHaveCount(0);
    await page.getByTestId('stop-run').click();
    await expect(page.getByTestId('run-state')).toHaveText(/stopped/i, { timeout: TIMEOUT });
  });
}

test('a run that finds no room pauses with a banner, and goes on when it is resumed', async ({
  lab,
}) => {
  test.skip(!existsSync('/dev/full'), 'there is no full device here');
  test.setTimeout(4 * 60_000);
  const { page } = await lab.open();
  await startLongRun(page);
  const [run = ''] = await readdir(path.join(lab.home, 'runs'));
  const checkpoints = path.join(lab.home, 'runs', run, 'checkpoints');
  await mkdir(checkpoints, { recursive: true });
  // Far enough ahead; each write to it fails as on a full disk, and takes it away.
  for (let epoch = 10; epoch < 500; epoch += 10) {
    const name = `epoch-${String(epoch).padStart(4, '0')}.ckpt.tmp`;
    await symlink('/dev/full', path.join(checkpoints, name));
  }
  await expect(page.getByTestId('run-state')).toHaveText(/paused/i, { timeout: TIMEOUT });
  const notice = page.getByRole('alert');
  await expect(notice).toContainText(/The disk is full: the checkpoint of epoch \d+0 needs .+ in/);
  await expect(notice).toContainText(path.join(lab.home, 'runs', run));
  await expect(notice).toContainText('Make room there, then resume the run');
  for (const theme of ['light', 'dark'] as const) {
    await page.evaluate((name) => {
      document.documentElement.dataset['theme'] = name;
    }, theme);
    await lab.screenshot(page, `disk-full-${theme}`);
    expect(await seriousFaults(page)).toEqual([]);
  }
  await page.getByTestId('resume-run').click();
  await expect(notice).toHaveCount(0, { timeout: TIMEOUT });
  await page.getByTestId('stop-run').click();
  await expect(page.getByTestId('run-state')).not.toHaveText(/paused|running|training/i, {
    timeout: TIMEOUT,
  });
});
