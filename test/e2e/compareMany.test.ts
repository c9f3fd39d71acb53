import { resizeWindow, showTheme } from '../helpers/drive.ts';
import { expect, test } from '../helpers/labTest.ts';
import { recordRuns, type RecordedRun } from '../helpers/recordRuns.ts';

/** Five seeds of each preset; cnn misses fewest images. */
const RUNS: readonly RecordedRun[] = (['cnn', 'rnn', 'cnn2'] as const).flatMap((preset, place) =>
  [1, 2, 3, 4, 5].map((seed) => ({
    preset,
    seed,
    epochs: 8,
    // The better ones are the larger ones, so that neither is beaten.
    parameters: (3 - place) * 100_000,
    // The first five images are wrong in every run.
    wrong: (index: number) =>
      index < 5 || (index * 7 + seed * 3) % (12 - place * 2 + (seed % 2)) === 0,
  })),
);

test('many runs: curves over each other, means with bands, a baseline taken off', async ({
  lab,
}) => {
  test.setTimeout(4 * 60_000);
  const ids = await recordRuns(lab.home, RUNS);
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

  await test.step('a brush on an axis filters every panel', async () => {
    await curves.getByTestId('curve-difference').click();
    await curves.getByTestId('curve-lines').getByText('Each run').click();
    const parallel = page.getByTestId('compare-parallel');
    const axis = parallel.getByTestId('axis-testAccuracy').getByRole('slider');
    await axis.scrollIntoViewIfNeeded();
    const box = await axis.boundingBox();
    if (!box) throw new Error('the axis is not to be seen');
    const x = box.x + box.width / 2;
    await page.mouse.move(x, box.y + 1);
    await page.mouse.down();
    await page.mouse.move(x, box.y + box.height * 0.3, { steps: 4 });
    await page.mouse.up();
    await expect(parallel.getByTestId('brush')).toHaveCount(1);
    const said = (await parallel.getByTestId('brushed').textContent()) ?? '';
    const left = Number(/(\d+) of 15/.exec(said)?.[1]);
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThan(15);
    await expect(accuracy).toHaveAttribute('data-points', String(left * 8));
    await expect(page.getByTestId('scatter-dot')).toHaveCount(left);
    await lab.screenshot(page, 'compare-parallel');
    await axis.press('Escape');
    await expect(page.getByTestId('scatter-dot')).toHaveCount(15);
    await axis.press('ArrowUp');
    await expect(parallel.getByTestId('brush')).toHaveCount(1);
    await parallel.getByTestId('clear-brushes').click();
    await expect(accuracy).toHaveAttribute('data-points', String(15 * 8));
  });

  await test.step('scatter with the Pareto front, networks side by side, F1 by class', async () => {
    await expect(page.getByTestId('pareto')).toHaveCount(1);
    await page.getByTestId('compare-scatter').scrollIntoViewIfNeeded();
    await lab.screenshot(page, 'compare-scatter');
    const networks = page.getByTestId('compare-architectures');
    await expect(networks.locator('thead th')).toHaveCount(4);
    await expect(networks.locator('[data-change="changed"]').first()).toBeVisible();
    await networks.scrollIntoViewIfNeeded();
    await lab.screenshot(page, 'compare-networks');
    await expect(page.getByTestId('class-bar')).toHaveCount(15 * 10);
    await page.getByTestId('class-bars').scrollIntoViewIfNeeded();
    await lab.screenshot(page, 'compare-classes');
  });

  await test.step('images that every run misses, and how far runs agree', async () => {
    const suspects = page.getByTestId('suspects');
    await expect(suspects.getByTestId('suspect').first()).toContainText('all 15');
    expect(await suspects.getByTestId('suspect').count()).toBeGreaterThanOrEqual(5);
    await suspects.scrollIntoViewIfNeeded();
    await lab.screenshot(page, 'compare-suspects');
    const agreement = page.getByTestId('agreement');
    await expect(agreement.locator('tbody td')).toHaveCount(15 * 15);
    await agreement.getByText('Cohen’s κ').click();
    await expect(agreement.locator('tbody td').nth(1)).toHaveText(/^0\.\d{3}$/);
    await agreement.scrollIntoViewIfNeeded();
    await lab.screenshot(page, 'compare-agreement');
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
