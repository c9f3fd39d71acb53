import { resizeWindow, showTheme } from '../helpers/drive.ts';
import { expect, test } from '../helpers/labTest.ts';
import { seedLab, type SeededRun } from '../helpers/seedLab.ts';

/** Five seeds of each preset; cnn misses fewest images. */
const RUNS: readonly SeededRun[] = (['cnn', 'rnn', 'cnn2'] as const).flatMap((preset, place) =>
  [1, 2, 3, 4, 5].map((seed) => ({
    preset,
    seed,
    epochs: 8,
    wrong: (index: number) => (index * 7 + seed * 3) % (12 - place * 2 + (seed % 2)) === 0,
  })),
);

test('many runs: curves over each other, means with bands, a baseline taken off', async ({
  lab,
}) => {
  test.setTimeout(4 * 60_000);
  const ids = await seedLab(lab.home, RUNS);
  const { app, page, log } = await lab.open();
  await page.getByTestId('nav-compare').click();
  await page.evaluate((runs) => (location.hash = `#/compare?runs=${runs}`), ids.join(','));

  const curves = page.getByTestId('compare-curves');
  const accuracy = page.getByTestId('compare-accuracy');
  await expect(page.getByTestId('compared-run')).toHaveCount(15);
  await expect(accuracy).toHaveAttribute('data-points', String(15 * 8));
  await lab.screenshot(page, 'compare-curves');

  await test.step('a line for the mean of each spec, with a band', async () => {
    await curves.getByTestId('curve-lines').getByText('Mean of seeds').click();
    await expect(accuracy).toHaveAttribute('data-points', String(3 * 8));
    await expect(curves.getByRole('button', { name: 'cnn (mean of 5)' }).first()).toBeVisible();
    await lab.screenshot(page, 'compare-means');
    await curves.getByTestId('curve-band').getByText('Min–max').click();
    await curves.getByTestId('chart-smoothing').press('PageUp');
  });

  await test.step('aligned by time', async () => {
    await curves.getByTestId('chart-x').getByText('Time').click();
    await expect(accuracy).toHaveAttribute('data-window', /^0,/);
    await curves.getByTestId('chart-x').getByText('Epoch').click();
  });

  await test.step('minus the baseline, which can be switched', async () => {
    await curves.getByTestId('curve-difference').click();
    await expect(accuracy).toHaveAttribute('aria-label', /cnn \(mean of 5\) ±0/);
    await lab.screenshot(page, 'compare-difference');
    const chip = page.getByTestId('compared-run').filter({ hasText: 'rnn · seed 1' });
    await chip.getByTestId('make-baseline').click();
    await expect(accuracy).toHaveAttribute('aria-label', /rnn \(mean of 5\) ±0/);
  });

  await test.step('tables hold their names while they are scrolled, values right', async () => {
    const metrics = page.getByTestId('compare-metrics');
    await metrics.scrollIntoViewIfNeeded();
    await expect(metrics.locator('tbody td').first()).toHaveCSS('text-align', 'end');
    await lab.screenshot(page, 'compare-tables');
  });

  await test.step('it holds in a small window and in the dark', async () => {
    await resizeWindow(app, 1024, 700);
    await curves.scrollIntoViewIfNeeded();
    await lab.screenshot(page, 'compare-curves-small');
    await resizeWindow(app, 1280, 800);
    await showTheme(page, 'dark');
    await page.getByTestId('nav-compare').click();
    await curves.getByTestId('curve-lines').getByText('Mean of seeds').click();
    await lab.screenshot(page, 'compare-means-dark');
  });

  expect(log.filter((line) => /Content.Security.Policy|pageerror|Vue warn/i.test(line))).toEqual(
    [],
  );
});
