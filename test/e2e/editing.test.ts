import type { Locator, Page } from '@playwright/test';
import { expect, test } from '../helpers/labTest.ts';

const cards = (page: Page): Locator => page.getByTestId('layer-card');
const types = (page: Page): Promise<(string | null)[]> =>
  cards(page).evaluateAll((all) => all.map((card) => card.getAttribute('data-layer-type')));

test('layers are dragged, doubled, and pasted from JSON', async ({ lab }) => {
  const { page } = await lab.open();
  await page.getByTestId('nav-new').click();
  await page.getByTestId('preset-rnn').click();
  const before = await types(page);
  expect(before.length).toBeGreaterThan(2);

  await test.step('a card is dragged to another place, and undo takes it back', async () => {
    const handles = cards(page).getByRole('button', { name: /^Move .*, layer/ });
    await handles.nth(0).dragTo(cards(page).nth(1), { targetPosition: { x: 60, y: 60 } });
    await expect.poll(() => types(page)).toEqual([before[1], before[0], ...before.slice(2)]);
    await page.keyboard.press('Control+z');
    await expect.poll(() => types(page)).toEqual(before);
  });

  await test.step('a card is doubled', async () => {
    await cards(page).nth(1).getByRole('button', { name: 'Duplicate' }).click();
    await expect.poll(() => types(page)).toEqual(before.toSpliced(1, 0, before[1] ?? null));
    await page.keyboard.press('Control+z');
  });

  await test.step('a list of layers as JSON replaces the stack; what is none is named', async () => {
    const layers = [{ type: 'Flatten' }, { type: 'Dense', units: 10, activation: 'softmax' }];
    await page.getByRole('button', { name: 'Paste JSON' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByTestId('paste-text').fill('{"layers": 3}');
    await expect(dialog.getByRole('alert')).toContainText('layers');
    await expect(dialog.getByTestId('paste-take')).toBeDisabled();
    await dialog.getByTestId('paste-text').fill(JSON.stringify(layers));
    await dialog.getByTestId('paste-take').click();
    await expect.poll(() => types(page)).toEqual(['Flatten', 'Dense']);
  });
});

test('a network that does not fit is warned about, and may be trained anyway', async ({ lab }) => {
  const { page } = await lab.open();
  await page.getByTestId('nav-new').click();
  await page.getByTestId('preset-cnn').click();
  await page.getByTestId('field-architecture-layers-0-filters').fill('2048');
  await page.getByTestId('field-training-batchSize').fill('8192');
  await expect(page.getByText('but this machine has')).toBeVisible();
  await expect(page.getByTestId('start-run')).toHaveText('Train anyway');
  await expect(page.getByTestId('start-run')).toBeEnabled();
});

test('the palette goes to places, and a sheet lists the keys', async ({ lab }) => {
  const { page } = await lab.open();
  await page.keyboard.press('Control+k');
  await page.getByRole('textbox', { name: 'Go to a place or a run' }).fill('data');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('data-distribution')).toBeVisible();
  await page.keyboard.press('Control+/');
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(sheet).toContainText('Commands and search');
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
});
