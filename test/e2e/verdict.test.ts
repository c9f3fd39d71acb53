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

/** Trains a preset on 2,000 images for an epoch; the seed draws the same test images for all. */
async function trainSmallRun(page: Page, preset: string, rate: string): Promise<void> {
  await page.getByTestId('nav-new').click();
  await page.getByTestId(`preset-${preset}`).click();
  await fill(page, 'training-epochs', '1');
  await fill(page, 'training-batchSize', rate);
  await fill(page, 'dataset-samples', '2000');
  await fill(page, 'dataset-testSamples', String(TEST_IMAGES));
  await page.getByTestId('start-run').click();
  await expect(page).toHaveURL(/runs\/[0-9A-Z]{26}/);
  await expect(page.getByTestId('run-state')).toHaveText(/completed/i, {
    timeout: TRAINING_TIMEOUT,
  });
}

async function selectAll(page: Page, count: number): Promise<void> {
  await page.getByTestId('nav-runs').click();
  const rows = page.getByTestId('run-row');
  await expect(rows).toHaveCount(count);
  for (let index = 0; index < count; index += 1) {
    await rows.nth(index).getByRole('checkbox').check();
  }
  await page.getByTestId('compare-selected').click();
}

/** The first number of what an element says. */
async function numberIn(element: Locator): Promise<number> {
  const digits = ((await element.textContent()) ?? '').match(/\d[\d,]*/);
  return Number(digits?.[0].replaceAll(',', ''));
}

test('the verdict: words, method, and the images behind a difference', async ({ lab }) => {
  test.setTimeout(6 * 60_000);
  const { page, log } = await lab.open();

  await test.step('three small runs are compared', async () => {
    await trainSmallRun(page, 'rnn', '64');
    await trainSmallRun(page, 'cnn', '64');
    await trainSmallRun(page, 'rnn', '128');
    await selectAll(page, 3);
  });

  const verdict = page.getByTestId('compare-verdict');
  await test.step('each is judged against the baseline, in plain words', async () => {
    const words = verdict.getByTestId('verdict-words');
    await expect(words).toHaveCount(2);
    for (const line of await words.allTextContents()) {
      expect(line).toMatch(
        /(is better: \d+ more images? right of 1,000; a difference this large would be rare|^Within noise: )/,
      );
      expect(line).toContain('corrected for 3 pairs');
    }
    await verdict.getByTestId('every-pair').click();
    await expect(words).toHaveCount(3);
    await verdict.getByTestId('every-pair').click();
    await expect(words).toHaveCount(2);
  });

  await test.step('the method is one click away', async () => {
    await verdict.getByTestId('verdict-method').first().click();
    const details = verdict.getByTestId('verdict-details');
    await expect(details).toContainText('McNemar’s exact test, mid-p');
    await expect(details).toContainText('Holm’s correction');
    await expect(details).toContainText('95 % interval');
    const totals = await details.locator('tbody td:last-child').allTextContents();
    expect(totals.reduce((sum, total) => sum + Number(total.replaceAll(',', '')), 0)).toBe(
      TEST_IMAGES,
    );
    await verdict.scrollIntoViewIfNeeded();
    await lab.screenshot(page, 'verdict');
  });

  const difference = page.getByTestId('confusion-difference');
  await test.step('a cell opens the images fixed, broken, and wrong in both', async () => {
    await difference.scrollIntoViewIfNeeded();
    const cells = difference.locator('button[data-change]');
    await expect(cells).toHaveCount(100);
    const changes = await cells.evaluateAll((all) =>
      all.map((cell) => Number(cell.getAttribute('data-change'))),
    );
    expect(changes.reduce((sum, change) => sum + change, 0)).toBe(0);
    await lab.screenshot(page, 'confusion-difference');

    const diagonal = changes.filter((_, index) => index % 11 === 0);
    const most = Math.max(...diagonal.map(Math.abs));
    const row = diagonal.findIndex((change) => Math.abs(change) === most);
    expect(most).toBeGreaterThan(0);
    await difference.locator(`[data-true="${row}"][data-predicted="${row}"]`).click();
    const images = page.getByTestId('difference-images');
    const kinds = images.getByRole('radio');
    await expect(kinds).toHaveCount(3);
    // What was fixed less what was broken is what changed.
    const fixed = await numberIn(kinds.nth(0));
    const broken = await numberIn(kinds.nth(1));
    expect(fixed - broken).toBe(diagonal[row]);
    for (const [index, count] of [fixed, broken].entries()) {
      await kinds.nth(index).click();
      await expect(images.getByTestId('difference-image')).toHaveCount(Math.min(count, 120));
    }
    await kinds.nth(fixed > broken ? 0 : 1).click();
    await expect(images.getByTestId('difference-image').first()).toContainText('%');
    await lab.screenshot(page, 'difference-images');
    await page.keyboard.press('Escape');
    await expect(images).toHaveCount(0);
  });

  await test.step('arrows walk the matrix, Enter opens a cell', async () => {
    const first = difference.locator('[data-true="0"][data-predicted="0"]');
    await first.focus();
    await first.press('ArrowDown');
    await expect(difference.locator('[data-true="1"][data-predicted="0"]')).toBeFocused();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await expect(page.getByTestId('difference-images')).toBeVisible();
    await page.keyboard.press('Escape');
  });

  await test.step('it is readable in the dark', async () => {
    await page.getByTestId('nav-settings').click();
    await page.getByTestId('settings-theme').getByText('Dark').click();
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
    await page.getByTestId('nav-compare').click();
    await verdict.getByTestId('verdict-method').first().click();
    await verdict.scrollIntoViewIfNeeded();
    await lab.screenshot(page, 'verdict-dark');
    await difference.scrollIntoViewIfNeeded();
    await lab.screenshot(page, 'confusion-difference-dark');
  });

  expect(log.filter((line) => /Content.Security.Policy|pageerror|Vue warn/i.test(line))).toEqual(
    [],
  );
});
