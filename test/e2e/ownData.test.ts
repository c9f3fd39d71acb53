import type { Page } from '@playwright/test';
import { mkdir, readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from '../helpers/labTest.ts';
import type { LaunchedApp } from '../helpers/launchApp.ts';
import { seriousFaults } from '../helpers/seriousFaults.ts';
import { csvText, writeIdxFiles, writePictures } from '../helpers/writeDataset.ts';

const READING_TIMEOUT = 60_000;

/** Lets the person choose these in the next dialogs, one in each. */
async function choosing({ app }: LaunchedApp, ...targets: readonly string[]): Promise<void> {
  await app.evaluate(({ dialog }, chosen) => {
    const left = [...chosen];
    dialog.showOpenDialog = () => {
      const next = left.shift();
      return Promise.resolve({ canceled: next === undefined, filePaths: next ? [next] : [] });
    };
  }, targets);
}

/** A place beside the lab for what is imported. */
function beside(home: string, name: string): string {
  return path.join(home, '..', `${path.basename(home)}-${name}`);
}

/** Makes IDX files beside the lab. @returns them by the rows of the form */
async function idxFiles(home: string, name: string, train: number, test: number) {
  const folder = beside(home, name);
  await mkdir(folder);
  const [trainImages = '', trainLabels = '', testImages = '', testLabels = ''] = writeIdxFiles(
    folder,
    train,
    test,
  );
  return { trainImages, trainLabels, testImages, testLabels };
}

/** Chooses a file for each of some rows of the form. */
async function choose(
  launched: LaunchedApp,
  files: Readonly<Record<string, string>>,
): Promise<void> {
  await choosing(launched, ...Object.values(files));
  for (const [field, file] of Object.entries(files)) {
    const button = launched.page.getByTestId(`choose-${field}`);
    await button.click();
    await expect(button.locator('xpath=..')).toContainText(path.basename(file));
  }
}

/** Checks what was chosen, and keeps it under a name. */
async function keepAs(page: Page, name: string, found: string): Promise<void> {
  await page.getByTestId('import-check').click();
  await expect(page.getByTestId('import-found')).toContainText(found, { timeout: READING_TIMEOUT });
  await page.getByTestId('import-name').fill(name);
  await page.getByTestId('import-keep').click();
  await expect(page.getByRole('heading', { name })).toBeVisible();
}

async function openImport(page: Page, kind: string): Promise<void> {
  await page.getByTestId('nav-data').click();
  await page.getByTestId('data-import').click();
  await page.getByRole('radio', { name: kind }).click();
}

test('a folder of pictures becomes a data set, and the editor follows it', async ({ lab }) => {
  const pictures = path.join(lab.home, '..', `${path.basename(lab.home)}-pictures`, 'Colours');
  writePictures(pictures, 30);
  const launched = await lab.open();
  const { page } = launched;
  await openImport(page, 'Pictures');
  await expect(page.getByTestId('import-check')).toBeDisabled();
  await choosing(launched, pictures);
  await page.getByTestId('choose-folder').click();
  await page.getByRole('radio', { name: 'RGB' }).click();
  await lab.screenshot(page, 'import-source');
  await page.getByTestId('import-check').click();
  const found = page.getByTestId('import-found');
  await expect(found).toContainText('28 × 28 × 3', { timeout: READING_TIMEOUT });
  await expect(found).toContainText('files left out that are no PNG or JPEG');
  await page.getByTestId('import-name').fill('My colours');
  await page.getByLabel('Name of class 0').fill('azure');
  await lab.screenshot(page, 'import-found');
  expect(await seriousFaults(page)).toEqual([]);
  await page.getByTestId('import-keep').click();

  await expect(page.getByRole('heading', { name: 'My colours' })).toBeVisible();
  await expect(page.getByTestId('data-distribution')).toContainText('azure');
  const statistics = page.getByTestId('data-statistics');
  await expect(statistics).toContainText('No test image is among', { timeout: READING_TIMEOUT });
  await page.getByTestId('sample-class-train').click();
  await page.getByRole('option', { name: 'red' }).click();
  const grid = page.getByTestId('sample-grid-train');
  await expect(grid.getByTestId('sample-image')).toHaveCount(21);
  const shown = await grid.innerHTML();
  await page.getByTestId('resample-train').click();
  await expect.poll(() => grid.innerHTML()).not.toBe(shown);
  await lab.screenshot(page, 'data-imported');
  await page.emulateMedia({ colorScheme: 'dark' });
  await lab.screenshot(page, 'data-imported-dark');
  expect(await seriousFaults(page)).toEqual([]);
  await page.emulateMedia({ colorScheme: 'light' });

  await page.getByTestId('nav-new').click();
  await page.getByTestId('preset-cnn').click();
  await page.getByTestId('field-dataset-id').click();
  await page.getByRole('option', { name: 'My colours' }).click();
  await expect(page.getByText('28 × 28 × 3, 3 classes')).toBeVisible();
  await expect(page.getByTestId('split-sizes')).toContainText('13 test');
  await expect(page.getByTestId('start-run')).toBeEnabled();
  await lab.screenshot(page, 'editor-own-data');
});

test('a broken CSV is named with its line, and nothing of it is kept', async ({ lab }) => {
  const file = path.join(lab.home, '..', `${path.basename(lab.home)}-broken.csv`);
  await writeFile(file, `${csvText(20)}1,2,3\n`);
  const launched = await lab.open();
  const { page } = launched;
  await openImport(page, 'CSV');
  await choosing(launched, file);
  await page.getByTestId('choose-train').click();
  await page.getByTestId('import-check').click();
  const dialog = page.getByTestId('import-dialog');
  await expect(dialog).toContainText('line 22: it has 3 columns, but line 2 has 65', {
    timeout: READING_TIMEOUT,
  });
  await lab.screenshot(page, 'import-broken');
  expect(await readdir(path.join(lab.home, 'datasets'))).toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByTestId('data-choice').click();
  await expect(page.getByRole('option')).toHaveText(['Fashion-MNIST']);
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('data-statistics')).toContainText('Zeros', {
    timeout: READING_TIMEOUT,
  });
  await lab.screenshot(page, 'data-fashion');
});

test('CSV files and IDX files become data sets', async ({ lab }) => {
  const csv = beside(lab.home, 'grey.csv');
  await writeFile(csv, csvText(60));
  const files = await idxFiles(lab.home, 'idx', 90, 30);
  const launched = await lab.open();
  const { page } = launched;

  await openImport(page, 'CSV');
  await choose(launched, { train: csv });
  await keepAs(page, 'From CSV', '8 × 8 × 1');
  await expect(page.getByTestId('data-distribution')).toContainText('Class 2');

  await openImport(page, 'IDX');
  await choose(launched, files);
  await keepAs(page, 'From IDX', '8 × 8 × 1');
  await page.getByTestId('data-choice').click();
  await expect(page.getByRole('option')).toHaveText([/Fashion-MNIST/, /From CSV/, /From IDX/]);
});

test('broken IDX files and pictures are named, and nothing of them is kept', async ({ lab }) => {
  const files = await idxFiles(lab.home, 'cut', 30, 30);
  await truncate(files.testImages, 500);
  const pictures = beside(lab.home, 'half');
  writePictures(pictures, 6);
  const broken = path.join(pictures, 'green', '1.png');
  await writeFile(broken, (await readFile(broken)).subarray(0, 60));
  const launched = await lab.open();
  const { page } = launched;
  const dialog = page.getByTestId('import-dialog');

  await openImport(page, 'IDX');
  await choose(launched, files);
  await page.getByTestId('import-check').click();
  await expect(dialog).toContainText('test-images', { timeout: READING_TIMEOUT });
  await expect(dialog).toContainText('484 bytes of values');

  await page.getByRole('radio', { name: 'Pictures' }).click();
  await choose(launched, { folder: pictures });
  await page.getByTestId('import-check').click();
  await expect(dialog).toContainText('1.png', { timeout: READING_TIMEOUT });
  await expect(page.getByTestId('import-keep')).toBeHidden();
  expect(await readdir(path.join(lab.home, 'datasets'))).toEqual([]);
});

test('a page can have no file read that the person did not choose', async ({ lab }) => {
  const { page } = await lab.open();
  const answer = await page.evaluate(async () => {
    const { lab: api } = window as unknown as {
      lab: { invoke(channel: string, request: unknown): Promise<{ error?: { code: string } }> };
    };
    return api.invoke('dataset:check-import', { kind: 'csv', train: '/etc/passwd' });
  });
  expect(answer.error?.code).toBe('forbidden');
});
