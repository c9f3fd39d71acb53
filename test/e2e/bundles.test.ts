import { stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { runCommand, SMALL_RUN } from '../integration/cli/runCommandLine.ts';
import { forgeRun } from '../helpers/forgeBundle.ts';
import { expect, test } from '../helpers/labTest.ts';
import type { LaunchedApp } from '../helpers/launchApp.ts';
import { seriousFaults } from '../helpers/seriousFaults.ts';
import { writePictures } from '../helpers/writeDataset.ts';
import { resizeWindow } from '../helpers/drive.ts';

/** Of a run that nobody trained. */
const FORGED_ID = '01HZZZZZZZZZZZZZZZZZZZZZZZ';
const TRAINING_TIMEOUT = 120_000;
/** Lets the person choose these files in the next dialogs. */
async function choosing({ app }: LaunchedApp, save: string, open: string[]): Promise<void> {
  await app.evaluate(
    ({ dialog }, chosen) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: chosen.save });
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: chosen.open });
    },
    { save, open },
  );
}

const menu = async ({ page }: LaunchedApp, item: string): Promise<void> => {
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: item }).click();
};

test('a run leaves as a bundle, and comes back into a lab that does not have it', async ({
  lab,
}) => {
  const other = path.join(lab.home, 'other');
  writePictures(path.join(lab.home, 'colours'), 21);
  await runCommand(
    other,
    'dataset',
    'import',
    'folder',
    path.join(lab.home, 'colours'),
    '--size',
    '9x8',
  );
  const layers = [
    { type: 'Conv2D', filters: 4, kernelSize: 3, activation: 'relu' },
    { type: 'Flatten' },
    { type: 'Dense', units: 3, activation: 'softmax' },
  ];
  const trained = await runCommand(
    other,
    ...['run', 'cnn', '--epochs', '2', '--name', 'on colours', '--set', 'dataset.id=colours'],
    ...['--set', `architecture=${JSON.stringify({ input: 'image', layers })}`],
    ...['--set', 'training.batchSize=4'],
  );
  expect(trained).toMatchObject({ status: 0 });
  const colours = path.join(lab.home, 'colours.atelier');
  expect(await runCommand(other, 'export', 'on colours', colours)).toMatchObject({ status: 0 });

  const twin = path.join(lab.home, 'twin.atelier');
  await forgeRun(colours, twin, FORGED_ID, (_part, content) => content);

  const launched = await lab.open();
  const { app, page } = launched;
  await resizeWindow(app, 1280, 800);
  await expect(page.getByText('No runs yet')).toBeVisible();
  await lab.screenshot(page, 'runs-empty');
  const out = path.join(lab.home, 'again.atelier');
  const torn = path.join(lab.home, 'torn.atelier');
  await writeFile(torn, 'no zip');
  await choosing(launched, out, [colours, torn]);
  await page.getByTestId('import-bundles').click();
  await expect(page.getByText('“on colours” imported as #1')).toBeVisible();
  await expect(page.getByRole('alert')).toContainText(
    'torn.atelier cannot be imported: it is damaged, cut off or no zip',
  );
  await expect(page.getByTestId('run-row')).toHaveCount(1);
  await lab.screenshot(page, 'bundle-imported');
  expect(await seriousFaults(page)).toEqual([]);
  await page.getByTestId('toast-link').click();

  // Its figures are whole; what needs the images says why there are none.
  await expect(page.getByTestId('missing-data')).toContainText(
    'Its data set “colours” is not in this lab',
  );
  await expect(page.getByTestId('mistakes')).toContainText('There is no data set "colours"');
  await expect(page.getByText('Class 2').first()).toBeVisible();
  await lab.screenshot(page, 'run-without-data');
  await page.getByRole('tab', { name: 'Network' }).click();
  await expect(page.getByText('The shapes are not known without the data set.')).toBeVisible();
  await page.getByRole('tab', { name: 'Keras' }).click();
  await page.getByRole('tab', { name: 'Inside' }).click();
  await expect(page.getByText('Nothing to look into')).toBeVisible();
  await lab.screenshot(page, 'inside-without-data');
  expect(await seriousFaults(page)).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.getByRole('tab', { name: 'Results' }).click();
  await lab.screenshot(page, 'run-without-data-dark');

  await page.getByTestId('fork-run').click();
  await expect(page.getByText('Data set: This data set is not in the lab')).toBeVisible();
  await lab.screenshot(page, 'fork-without-data-dark');
  await page.goBack();
  await menu(launched, 'Run again and verify');
  await expect(page.getByRole('alert').first()).toContainText('There is no data set "colours"');
  await menu(launched, 'Export bundle…');
  const dialog = page.getByRole('dialog', { name: 'Export “on colours”' });
  await expect(dialog).toContainText(/2 of [\d.]+ kB in all: the run can be extended/);
  await lab.screenshot(page, 'bundle-export-dark');
  await page.emulateMedia({ colorScheme: 'light' });
  await lab.screenshot(page, 'bundle-export');
  expect(await seriousFaults(page)).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  const small = path.join(lab.home, 'small.atelier');
  await choosing(launched, small, []);
  await page.getByTestId('export-checkpoints').click();
  await expect(dialog).toContainText('not be extended');
  await page.getByTestId('export-confirm').click();
  await expect(page.getByText(`Written: ${small}`)).toBeVisible();
  await choosing(launched, out, []);
  await menu(launched, 'Export bundle…');
  await page.getByTestId('export-confirm').click();
  await expect(page.getByText(`Written: ${out}`)).toBeVisible();
  expect((await stat(small)).size).toBeLessThan((await stat(out)).size);
  await page.getByTestId('nav-runs').click();
  await choosing(launched, out, [out]);
  await page.getByTestId('import-bundles').click();
  await expect(page.getByRole('alert')).toContainText(
    'The run in again.atelier is already in this lab, and identical: #1 on colours',
  );
  await lab.screenshot(page, 'bundle-refused-dark');

  // Runs whose images nobody has are compared by their figures.
  await choosing(launched, out, [twin]);
  await page.getByTestId('import-bundles').click();
  await expect(page.getByTestId('run-row')).toHaveCount(2);
  for (const box of await page.getByRole('checkbox', { name: 'Select on colours' }).all()) {
    await box.click();
  }
  await page.getByRole('button', { name: 'Compare' }).click();
  await expect(page.getByTestId('compared-run')).toHaveCount(2);
  await expect(page.getByText('There is no data set "colours"').first()).toBeVisible();
  await lab.screenshot(page, 'compare-without-data-dark');
});

test('a run is trained again, and the first number that differs is named, or none', async ({
  lab,
}) => {
  test.setTimeout(3 * TRAINING_TIMEOUT);
  expect(await runCommand(lab.home, 'run', 'cnn', ...SMALL_RUN, '--name', 'base')).toMatchObject({
    status: 0,
  });
  // Another record of the same training, with one number that never was.
  const [file, forged] = [path.join(lab.home, 'base.atelier'), path.join(lab.home, 'off.atelier')];
  await runCommand(lab.home, 'export', 'base', file);
  await forgeRun(file, forged, FORGED_ID, (part, content) => {
    if (part === 'run.json') return content.replace('"base"', '"off"');
    if (part !== 'epochs.json') return content;
    return content.replace(/("epoch":2,"loss":)[\d.]+/, '$11.25');
  });
  expect(await runCommand(lab.home, 'import', forged)).toMatchObject({ status: 0 });
  const launched = await lab.open();
  const { app, page } = launched;
  await resizeWindow(app, 1280, 800);
  await page.getByText('base', { exact: true }).first().dblclick();
  // A double click opens; it does not mark what is under it.
  expect(await page.evaluate(() => getSelection()?.toString())).toBe('');
  await menu(launched, 'Run again and verify');
  await expect(page.getByText('“base” is trained again as #3')).toBeVisible();
  const row = page.getByTestId('verification');
  await expect(row).toContainText('Not compared yet');
  await expect(row).toContainText('Identical over 2 epochs.', { timeout: TRAINING_TIMEOUT });
  await expect(row).toContainText('200 test images, 1 weight file');
  await row.getByText('The machines differ in').click();
  await expect(row).toContainText('electron');
  await lab.screenshot(page, 'verified');
  expect(await seriousFaults(page)).toEqual([]);
  await page.getByTestId('verified-other').click();
  await expect(row).toContainText('Repeats #1 base');
  await expect(row).toContainText('Identical over 2 epochs.');

  await page.getByTestId('nav-runs').click();
  await page.getByText('off', { exact: true }).first().dblclick();
  await menu(launched, 'Run again and verify');
  await expect(row).toContainText('Differs first at epoch 2: loss 1.25 vs', {
    timeout: TRAINING_TIMEOUT,
  });
  await page.emulateMedia({ colorScheme: 'dark' });
  await lab.screenshot(page, 'verified-differs-dark');
  expect(await seriousFaults(page)).toEqual([]);
});
