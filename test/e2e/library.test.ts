import type { Locator, Page } from '@playwright/test';
import { fieldId } from '../../src/renderer/components/newRun/fieldPath.ts';
import { mkdirSync } from 'node:fs';
import { labPaths } from '../../src/lab/labPaths.ts';
import { dataFormOf } from '../../src/shared/model/savedArchitecture.ts';
import { findPreset } from '../../src/shared/spec/presets/index.ts';
import { openStore } from '../../src/store/openStore.ts';
import { resizeWindow, showTheme } from '../helpers/drive.ts';
import { expect, test } from '../helpers/labTest.ts';
import { SMALL_DATASET } from '../helpers/smallDataset.ts';
import { seriousFaults } from '../helpers/seriousFaults.ts';

const own = (page: Page, name: string): Locator =>
  page.getByTestId('own-architecture').filter({ hasText: name });
const owns = (page: Page): Locator => page.getByTestId('own-architecture').locator('.title');
const field = (page: Page, path: string): Locator => page.getByTestId(fieldId(path));

async function fill(page: Page, path: string, value: string): Promise<void> {
  await field(page, path).fill(value);
  await field(page, path).press('Tab');
}

/** Opens a card's menu with the keyboard and chooses from it. */
async function command(page: Page, name: string, item: RegExp): Promise<void> {
  await page.getByRole('button', { name: `More for ${name}` }).press('Enter');
  await page.getByRole('menuitem', { name: item }).click();
}

/** Types a name into the open dialog and presses Enter. */
async function giveName(page: Page, name: string): Promise<void> {
  await expect(page.getByTestId('architecture-name')).toBeFocused();
  await page.keyboard.press('Control+A');
  await page.keyboard.type(name);
  await page.keyboard.press('Enter');
}

test('own architectures are saved, kept, chosen, edited, renamed, deleted and brought back', async ({
  lab,
}) => {
  test.setTimeout(4 * 60_000);
  const first = await lab.open();
  await resizeWindow(first.app, 1280, 800);
  await first.page.getByTestId('nav-new').click();

  await test.step('an empty library says how to fill it', async () => {
    const { page } = first;
    await expect(page.getByTestId('library-empty')).toContainText('Save to library…');
    await lab.screenshot(page, 'library-empty');
  });

  await test.step('the draft is saved under a name with Enter, but not under a preset’s', async () => {
    const { page } = first;
    await page.getByTestId('preset-rnn').click();
    await fill(page, 'training.epochs', '7');
    await page.getByTestId('save-to-library').click();
    await giveName(page, 'CNN');
    await expect(page.getByRole('alert')).toHaveText(
      'This is the name of a preset; choose another',
    );
    await giveName(page, 'Row reader');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(own(page, 'Row reader')).toContainText(/k parameters.*Saved/);
    await expect(own(page, 'Row reader')).toHaveAttribute('aria-pressed', 'true');
    await expect(page.getByTestId('draft-origin')).toHaveText(/Row reader\s*· unchanged/);
    await expect(page.getByTestId('library-empty')).toHaveCount(0);
  });

  await test.step('a draft with a mistake cannot be saved', async () => {
    const { page } = first;
    await fill(page, 'training.epochs', '0');
    await expect(page.getByTestId('save-to-library')).toBeDisabled();
    await fill(page, 'training.epochs', '7');
    await expect(page.getByTestId('save-to-library')).toBeEnabled();
  });
  await first.close();

  const { app, page, log } = await lab.open();
  await resizeWindow(app, 1280, 800);
  await page.getByTestId('nav-new').click();

  await test.step('after a restart it replaces a draft, and undo brings that back', async () => {
    await page.getByTestId('preset-cnn').click();
    await fill(page, 'training.batchSize', '99');
    await fill(page, 'dataset.samples', '500');
    await own(page, 'Row reader').press('Enter');
    await expect(field(page, 'training.epochs')).toHaveValue('7');
    await expect(field(page, 'training.batchSize')).toHaveValue('256');
    await expect(page.getByTestId('layer-card').first()).toHaveAttribute('data-layer-type', 'LSTM');
    // The data is the draft's own.
    await expect(field(page, 'dataset.samples')).toHaveValue('500');
    await page.getByTestId('redo').scrollIntoViewIfNeeded();
    await page.keyboard.press('Control+z');
    await expect(field(page, 'training.batchSize')).toHaveValue('99');
    await expect(own(page, 'Row reader')).toHaveAttribute('aria-pressed', 'false');
    await page.keyboard.press('Control+Shift+z');
    await expect(own(page, 'Row reader')).toHaveAttribute('aria-pressed', 'true');
  });

  await test.step('what is edited is told against it, and saved in its place or beside it', async () => {
    await fill(page, 'dataset.samples', '');
    await fill(page, 'training.epochs', '9');
    await expect(page.getByTestId('changes')).toHaveText(/Epochs\s*7\s*9/i);
    await page.getByTestId('save-to-library').click();
    await expect(page.getByTestId('architecture-name')).toHaveValue('Row reader');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('alert')).toContainText(
      'is in the library already: choose another name, or replace it',
    );
    await lab.screenshot(page, 'library-name-taken');
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByTestId('architecture-replace').click();
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(page.getByTestId('draft-origin')).toHaveText(/Row reader\s*· unchanged/);
    await page.getByTestId('preset-cnn').click();
    await own(page, 'Row reader').click();
    await expect(field(page, 'training.epochs')).toHaveValue('9');

    await page.getByTestId('preset-cnn2').click();
    await page.getByTestId('save-to-library').click();
    await giveName(page, 'A wide one with a name that is too long for its card');
    await expect(owns(page)).toHaveText([/^A wide one/, 'Row reader']);
  });

  await test.step('it is renamed, but not to the name of another', async () => {
    await command(page, 'Row reader', /Rename/);
    await giveName(page, 'a WIDE one with a name that is too long for its card');
    await expect(page.getByRole('alert')).toContainText('choose another name');
    await giveName(page, 'Reader');
    await expect(owns(page)).toHaveText(['Reader', /^A wide one/]);
  });

  await test.step('in both themes it looks right and has no serious fault', async () => {
    for (const theme of ['light', 'dark'] as const) {
      await showTheme(page, theme);
      await page.getByTestId('nav-new').click();
      await expect(owns(page)).toHaveCount(2);
      expect(await seriousFaults(page)).toEqual([]);
      await lab.screenshot(page, `library-${theme}`);
    }
    await page.getByRole('button', { name: 'More for Reader' }).click();
    await lab.screenshot(page, 'library-menu');
    await page.keyboard.press('Escape');
  });

  await test.step('it is deleted and brought back; deleted again, it is gone', async () => {
    const toasts = page.locator('.toasts');
    await command(page, 'Reader', /Delete/);
    await expect(owns(page)).toHaveText([/^A wide one/]);
    await toasts.getByRole('button', { name: 'Undo' }).click();
    await expect(owns(page)).toHaveText(['Reader', /^A wide one/]);
    await command(page, 'Reader', /Delete/);
    await expect(owns(page)).toHaveText([/^A wide one/]);
    await page.reload();
    await expect(owns(page)).toHaveText([/^A wide one/]);
  });

  expect(log.filter((line) => /Content.Security.Policy|pageerror|Vue warn/i.test(line))).toEqual(
    [],
  );
});

/** Puts architectures for another data set into the library of a lab that no process holds. */
function saveForShapes(home: string, names: readonly string[]): void {
  mkdirSync(home, { recursive: true });
  const store = openStore(labPaths(home).database);
  const { spec } = findPreset('rnn')!;
  const layers = spec.architecture.layers.map((layer, index, all) =>
    index === all.length - 1 ? { ...layer, units: 3 } : layer,
  ) as typeof spec.architecture.layers;
  for (const name of names) {
    store.saveArchitecture({
      name,
      spec: { ...spec, architecture: { ...spec.architecture, layers } },
      data: dataFormOf(SMALL_DATASET),
      replace: false,
    });
  }
  store.close();
}

test('one that was made for other data says so, and its output is fitted when it is chosen', async ({
  lab,
}) => {
  const names = Array.from({ length: 14 }, (_, index) => `Shapes ${index + 1}`);
  saveForShapes(lab.home, names);
  const { app, page } = await lab.open();
  await resizeWindow(app, 1280, 800);
  await page.getByTestId('nav-new').click();
  const newest = page.getByTestId('own-architecture').first();
  await expect(newest.getByTestId('other-data')).toHaveText(
    /Made for 8 × 6 × 3, 3 classes.*The draft’s data is another: 28 × 28 × 1, 10 classes/s,
  );
  await lab.screenshot(page, 'library-other-data');
  expect(await seriousFaults(page)).toEqual([]);
  await newest.click();
  const units = page.getByTestId('layer-card').last().getByLabel('Units');
  await expect(units).toHaveValue('10');
  await expect(page.getByTestId('start-run')).toBeEnabled();

  // Of many, only the newest are shown until all are asked for.
  await expect(owns(page)).toHaveCount(6);
  await page.getByTestId('library-more').press('Enter');
  await expect(owns(page)).toHaveCount(14);
  await page.getByRole('button', { name: 'More for Shapes 1', exact: true }).focus();
  await expect(page.getByText('Shapes 1', { exact: true })).toBeInViewport();
  await lab.screenshot(page, 'library-many');
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: /Replace with the draft/ }).press('Enter');
  await page.getByTestId('confirm').click();
  await expect(owns(page).first()).toHaveText('Shapes 1');
  await expect(newest.getByTestId('other-data')).toHaveCount(0);
  await expect(page.getByTestId('draft-origin')).toHaveText(/Shapes 1\s*· unchanged/);
});

test('one that another program put there meanwhile is replaced when asked to', async ({ lab }) => {
  const { app, page } = await lab.open();
  await resizeWindow(app, 1920, 1080);
  await page.getByTestId('nav-new').click();
  await expect(page.getByTestId('library-empty')).toBeVisible();
  saveForShapes(lab.home, ['Mine']);
  await page.getByTestId('save-to-library').click();
  await giveName(page, 'Mine');
  await expect(page.getByRole('alert')).toContainText(/“Mine” in the library already.*replace/s);
  await lab.screenshot(page, 'library-taken-meanwhile');
  await page.getByTestId('architecture-replace').click();
  await expect(own(page, 'Mine')).toContainText('9.52 M parameters');
  await lab.screenshot(page, 'library-1920');
});
