import type { Locator, Page } from '@playwright/test';
import { expect, test } from '../helpers/labTest.ts';

const card = (page: Page, path: string): Locator =>
  page.locator(`[data-path="architecture.layers.${path}"]`);

/** Adds a layer at the end of a stack with the keyboard: the palette, a name, Enter. */
async function addLayer(page: Page, name: string, stack = 'architecture.layers'): Promise<void> {
  await page.locator(`[data-testid="add-layer"][data-stack="${stack}"]`).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('layer-search')).toBeFocused();
  await page.keyboard.type(name);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('layer-search')).toHaveCount(0);
}

test('the architecture editor: a residual block, a wrong one and its fix', async ({ lab }) => {
  test.setTimeout(4 * 60_000);
  const { page, log } = await lab.open();
  await page.getByTestId('nav-new').click();
  await page.getByTestId('preset-cnn').click();
  await card(page, '4').getByRole('button', { name: 'Remove' }).click();
  await addLayer(page, 'Residual');
  const handle = card(page, '12').getByRole('button', { name: /^Move Residual/ });
  await handle.focus();
  for (let place = 12; place > 2; place -= 1) await page.keyboard.press('Alt+ArrowUp');
  await expect(card(page, '2')).toHaveAttribute('data-layer-type', 'Residual');
  await card(page, '0').getByTestId('layer-weights').click();
  await card(page, '0').scrollIntoViewIfNeeded();
  await lab.screenshot(page, 'weights');
  await card(page, '1').scrollIntoViewIfNeeded();
  await lab.screenshot(page, 'residual');
  await page.getByTestId('nav-settings').click();
  await page.getByTestId('settings-theme').getByText('Dark').click();
  await page.getByTestId('nav-new').click();
  await card(page, '2').scrollIntoViewIfNeeded();
  await lab.screenshot(page, 'residual-dark');
  expect(log.filter((line) => /Content.Security.Policy|pageerror|Vue warn/i.test(line))).toEqual(
    [],
  );
});
