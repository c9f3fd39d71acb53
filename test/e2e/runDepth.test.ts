import type { Locator, Page } from '@playwright/test';
import path from 'node:path';
import { expect, test } from '../helpers/labTest.ts';
import { saved } from '../helpers/savedFile.ts';
import { seriousFaults } from '../helpers/seriousFaults.ts';
import type { LaunchedApp } from '../helpers/launchApp.ts';

/** Real training on a busy machine takes its time; nothing here waits longer than it must. */
const TRAINING_TIMEOUT = 120_000;
const TEST_IMAGES = 1_000;

async function fill(page: Page, field: string, value: string): Promise<void> {
  const input = page.getByTestId(`field-${field}`);
  await input.fill(value);
  await input.press('Tab');
}

/** Starts a CNN on 2,000 images. */
async function startSmallRun(page: Page, epochs: number): Promise<void> {
  await page.getByTestId('nav-new').click();
  await page.getByTestId('preset-cnn').click();
  await fill(page, 'training-epochs', String(epochs));
  await fill(page, 'training-batchSize', '64');
  await fill(page, 'dataset-samples', '2000');
  await fill(page, 'dataset-testSamples', String(TEST_IMAGES));
  await page.getByTestId('start-run').click();
}

/** Trains it for two epochs, and waits for its end. */
async function trainSmallRun(page: Page): Promise<void> {
  await startSmallRun(page, 2);
  await expect(page.getByTestId('run-state')).toHaveText(/completed/i, {
    timeout: TRAINING_TIMEOUT,
  });
}

/** The panel of a chart, with its tools. */
function chartOf(page: Page, testId: string): Locator {
  return page.locator('figure').filter({ has: page.getByTestId(testId) });
}

/** What a canvas shows, to tell whether it has changed. */
function picture(canvas: Locator): Promise<string> {
  return canvas.evaluate((element) => (element as HTMLCanvasElement).toDataURL());
}

/** What of the x axis a chart shows. */
async function windowOf(canvas: Locator): Promise<readonly number[]> {
  return ((await canvas.getAttribute('data-window')) ?? '').split(',').map(Number);
}

async function resize({ app, page }: LaunchedApp, width: number, height: number): Promise<void> {
  await app.evaluate(
    ({ BrowserWindow }, size) =>
      BrowserWindow.getAllWindows()[0]?.setBounds({ x: 0, y: 0, ...size }),
    { width, height },
  );
  await page.waitForFunction((wanted) => Math.abs(window.innerWidth - wanted) < 20, width);
}

/** Writes down what the taskbar's progress is told from now on. */
async function watchTaskbar({ app }: LaunchedApp): Promise<() => Promise<readonly number[]>> {
  await app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    if (!window) return;
    const told: number[] = [];
    Object.assign(globalThis, { toldTaskbar: told });
    window.setProgressBar = (value: number) => void told.push(value);
  });
  return () =>
    app.evaluate(() => (globalThis as unknown as { toldTaskbar: readonly number[] }).toldTaskbar);
}

test('a run in depth: charts, images, calibration', async ({ lab }, testInfo) => {
  test.setTimeout(5 * 60_000);
  const launched = await lab.open();
  const { page } = launched;
  const toldTaskbar = await watchTaskbar(launched);
  await trainSmallRun(page);
  const loss = page.getByTestId('chart-loss');
  const chart = chartOf(page, 'chart-loss');

  await test.step('the taskbar showed how far it was, and that it ended', async () => {
    const told = await toldTaskbar();
    expect(told.at(-1)).toBe(-1);
    const done = told.slice(0, -1);
    expect(done.length).toBeGreaterThan(5);
    expect(done).toEqual(done.toSorted((a, b) => a - b));
  });

  await test.step('every chart of the run has its values', async () => {
    for (const id of ['loss', 'accuracy', 'rate', 'step-time', 'throughput', 'memory']) {
      await expect(page.getByTestId(`chart-${id}`)).toHaveAttribute('data-points', /^[1-9]/);
    }
  });

  await test.step('smoothing draws another line and keeps the data', async () => {
    const points = await loss.getAttribute('data-points');
    const before = await picture(loss);
    const slider = page.getByTestId('chart-smoothing');
    await slider.press('End');
    await expect(slider).toHaveAttribute('aria-valuenow', '0.99');
    await expect.poll(() => picture(loss)).not.toBe(before);
    await expect(loss).toHaveAttribute('data-points', points ?? '');
    await lab.screenshot(page, 'run-smoothed');
    await slider.press('Home');
    await expect.poll(() => picture(loss)).toBe(before);
  });

  await test.step('a logarithmic scale draws another picture', async () => {
    const before = await picture(loss);
    await chart.getByTestId('chart-log').click();
    await expect.poll(() => picture(loss)).not.toBe(before);
    await chart.getByTestId('chart-log').click();
  });

  await test.step('x counts epochs, steps or time', async () => {
    const axes = page.getByTestId('chart-x');
    expect(await windowOf(loss)).toEqual([0, 2]);
    await axes.getByText('Step').click();
    await expect.poll(() => windowOf(loss)).toEqual([0, 50]);
    await axes.getByText('Time').click();
    await expect.poll(async () => (await windowOf(loss))[1]).not.toBe(50);
    await axes.getByText('Epoch').click();
    await expect.poll(() => windowOf(loss)).toEqual([0, 2]);
  });

  await test.step('a drag zooms all charts, a double click shows all', async () => {
    await loss.scrollIntoViewIfNeeded();
    const box = await loss.boundingBox();
    if (!box) throw new Error('the chart has no place');
    const middle = box.y + box.height / 2;
    await page.mouse.move(box.x + box.width * 0.5, middle);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.7, middle, { steps: 4 });
    await page.mouse.up();
    await expect.poll(async () => (await windowOf(loss))[0]).toBeGreaterThan(0.5);
    const [min = 0, max = 0] = await windowOf(loss);
    expect(max - min).toBeLessThan(1);
    expect(await windowOf(page.getByTestId('chart-accuracy'))).toEqual([min, max]);
    await lab.screenshot(page, 'run-zoomed');
    await page.mouse.dblclick(box.x + box.width * 0.6, middle);
    await expect.poll(() => windowOf(loss)).toEqual([0, 2]);
  });

  await test.step('the keyboard zooms too', async () => {
    const stage = chart.getByRole('group', { name: /Plus and minus zoom/ });
    await stage.press('+');
    await expect.poll(() => windowOf(loss)).toEqual([0.5, 1.5]);
    await stage.press('0');
    await expect.poll(() => windowOf(loss)).toEqual([0, 2]);
  });

  await test.step('a table stands behind the chart, and CSV and PNG come out of it', async () => {
    await chart.getByTestId('chart-table').click();
    const table = chart.getByTestId('chart-data');
    await expect(table.getByRole('columnheader')).toContainText([
      'Epoch',
      'Training',
      'Validation',
    ]);
    await expect(table.getByRole('rowheader', { name: '2', exact: true })).toBeVisible();
    await lab.screenshot(page, 'run-table');
    await chart.getByTestId('chart-table').click();

    const csv = await saved(launched, testInfo.outputPath('loss.csv'), () =>
      chart.getByTestId('chart-csv').click(),
    );
    expect(csv.outcome).toBe('completed cnn-seed-1-loss.csv');
    const [head, ...rows] = csv.content.toString().trimEnd().split('\r\n');
    expect(head).toBe('Epoch,Training (steps),Training,Validation');
    const values = rows.map((row) => row.split(','));
    expect(values.filter(([, , training]) => training !== '').map(([epoch]) => epoch)).toEqual([
      '1',
      '2',
    ]);
    const png = await saved(launched, testInfo.outputPath('loss.png'), () =>
      chart.getByTestId('chart-png').click(),
    );
    expect(png.outcome).toBe('completed cnn-seed-1-loss.png');
    expect(png.content.subarray(1, 4).toString()).toBe('PNG');
  });

  await test.step('the name of a line hides and shows it', async () => {
    const before = await picture(loss);
    const name = chart.getByRole('button', { name: 'Validation', exact: true });
    await name.click();
    await expect(name).toHaveAttribute('aria-pressed', 'false');
    await expect.poll(() => picture(loss)).not.toBe(before);
    await name.click();
    await expect(name).toHaveAttribute('aria-pressed', 'true');
    await name.blur();
    await page.mouse.move(0, 0);
    await expect.poll(() => picture(loss)).toBe(before);
  });

  await test.step('each chart of the machine has a crosshair, a picture, and its values as CSV', async () => {
    for (const [id, heading] of [
      ['rate', 'Learning rate'],
      ['step-time', 'Step'],
      ['throughput', 'Speed'],
      ['memory', 'Memory'],
    ] as const) {
      const canvas = page.getByTestId(`chart-${id}`);
      const own = chartOf(page, `chart-${id}`);
      await canvas.scrollIntoViewIfNeeded();
      const before = await picture(canvas);
      await canvas.hover({ position: { x: 200, y: 60 } });
      await expect.poll(() => picture(canvas)).not.toBe(before);
      if (id === 'step-time') await lab.screenshot(page, 'run-machine');
      const csv = await saved(launched, testInfo.outputPath(`${id}.csv`), () =>
        own.getByTestId('chart-csv').click(),
      );
      const [head, ...rows] = csv.content.toString().trimEnd().split('\r\n');
      expect(head).toBe(`Epoch,${heading}`);
      expect(rows.length).toBeGreaterThan(1);
      for (const row of rows) expect(Number(row.split(',')[1])).toBeGreaterThan(0);
      const png = await saved(launched, testInfo.outputPath(`${id}.png`), () =>
        own.getByTestId('chart-png').click(),
      );
      expect(png.content.subarray(1, 4).toString()).toBe('PNG');
    }
    await page.mouse.move(0, 0);
  });

  await test.step('a cell opens its images, as many as it counts', async () => {
    const cells = page.getByTestId('confusion-matrix').locator('td[data-count]');
    const counts = await cells.evaluateAll((elements) =>
      elements.map((element) => Number(element.getAttribute('data-count'))),
    );
    const errors = counts.map((count, index) => (index % 11 === 0 || count > 60 ? 0 : count));
    const place = errors.indexOf(Math.max(...errors));
    await cells.nth(place).getByRole('button').click();
    const dialog = page.getByTestId('cell-images');
    await expect(dialog).toHaveAttribute('data-total', String(counts[place]));
    await expect(dialog.getByTestId('cell-image')).toHaveCount(counts[place] ?? 0);
    await lab.screenshot(page, 'run-cell');
    await dialog.getByTestId('cell-image').nth(1).click();
    await expect(dialog.getByTestId('image-large')).toContainText('Confidence');
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
  });

  await test.step('the most confident mistakes come first, and more on demand', async () => {
    const mistakes = page.getByTestId('mistake-image');
    await expect(mistakes).toHaveCount(24);
    const sure = await mistakes.locator('.sure').allTextContents();
    const numbers = sure.map((text) => Number.parseFloat(text));
    expect(numbers).toEqual(numbers.toSorted((a, b) => b - a));
    await page.getByTestId('more-mistakes').click();
    await expect(mistakes).toHaveCount(48);
    await mistakes.first().click();
    await expect(page.getByTestId('image-large')).toContainText('Predicted');
    await lab.screenshot(page, 'run-mistake');
    await page.keyboard.press('Escape');
  });

  await test.step('the calibration has its number', async () => {
    await expect(page.getByTestId('ece')).toHaveText(/^\d+\.\d\d %$/);
    await page.getByTestId('calibration').scrollIntoViewIfNeeded();
  });

  await test.step('what is scrolled to leaves the frame where it is', async () => {
    await page
      .getByRole('tab', { name: 'Log' })
      .evaluate((element) => element.scrollIntoView({ block: 'start' }));
    const sidebar = await page.getByRole('navigation', { name: 'Places' }).boundingBox();
    expect(sidebar?.y).toBe(0);
  });

  await test.step('at both sizes, in both themes', async () => {
    for (const theme of ['light', 'dark'] as const) {
      await page.evaluate((name) => {
        document.documentElement.dataset['theme'] = name;
      }, theme);
      for (const [width, height] of [
        [1280, 800],
        [1920, 1080],
      ] as const) {
        await resize(launched, width, height);
        await page.locator('.run-place').evaluate((place) => place.scrollTo(0, 0));
        await lab.screenshot(page, path.join('depth', `run-${width}-${theme}-top`));
        await page.getByTestId('confusion-matrix').scrollIntoViewIfNeeded();
        await lab.screenshot(page, path.join('depth', `run-${width}-${theme}-matrix`));
        await page.getByTestId('calibration').scrollIntoViewIfNeeded();
        await lab.screenshot(page, path.join('depth', `run-${width}-${theme}-middle`));
        await page.getByTestId('mistakes').scrollIntoViewIfNeeded();
        await lab.screenshot(page, path.join('depth', `run-${width}-${theme}-mistakes`));
      }
    }
  });

  await test.step('axe finds nothing serious in any place, in both themes', async () => {
    const { hash } = new URL(page.url());
    const places = {
      '#/runs': page.getByTestId('run-row'),
      '#/new': page.getByTestId('layer-card'),
      '#/compare': page.getByRole('main').getByText(/compare/i),
      '#/data': page.getByTestId('sample-image'),
      '#/settings': page.getByTestId('settings-home'),
      [hash]: page.getByTestId('ece'),
    };
    for (const theme of ['light', 'dark'] as const) {
      for (const [place, sign] of Object.entries(places)) {
        await page.evaluate((to) => {
          location.hash = to;
        }, place);
        await expect(sign.first()).toBeVisible();
        await page.evaluate((name) => {
          document.documentElement.dataset['theme'] = name;
        }, theme);
        expect.soft(await seriousFaults(page), `${place}, ${theme}`).toEqual([]);
      }
    }
  });
});

test('a run is paused and goes on, and one that is to stop after its epoch does', async ({
  lab,
}) => {
  test.setTimeout(3 * 60_000);
  const { page } = await lab.open();
  await startSmallRun(page, 500);
  const progress = page.getByTestId('run-progress');
  await expect(progress).toContainText('step', { timeout: 60_000 });
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByTestId('run-state')).toHaveText(/paused/i, { timeout: 60_000 });
  const held = await progress.textContent();
  await page.getByRole('button', { name: 'Resume' }).click();
  await expect(page.getByTestId('run-state')).toHaveText(/running/i, { timeout: 60_000 });
  await expect(progress).not.toHaveText(held ?? '', { timeout: 60_000 });
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Stop after this epoch' }).click();
  await expect(page.getByText('stops after this epoch')).toBeVisible();
  await expect(page.getByTestId('run-state')).toHaveText(/stopped/i, { timeout: TRAINING_TIMEOUT });
  await expect(page.getByTestId('chart-rate')).toHaveAttribute('data-points', /^[1-9]/);
});
