import type { Locator, Page } from '@playwright/test';
import path from 'node:path';
import { expect, test } from '../helpers/labTest.ts';
import { saved } from '../helpers/savedFile.ts';

const STACK = 'architecture.layers';
const card = (page: Page, path: string): Locator => page.locator(`[data-path="${STACK}.${path}"]`);
const cards = (page: Page): Locator => page.getByTestId('layer-card');
const parameters = (page: Page): Locator => page.getByTestId('totals').locator('dd').first();

/** Adds a layer at the end of a stack with the keyboard: the palette, a name, Enter. */
async function addLayer(page: Page, name: string, stack = STACK): Promise<void> {
  const before = await cards(page).count();
  await page.locator(`[data-testid="add-layer"][data-stack="${stack}"]`).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('layer-search')).toBeFocused();
  await page.keyboard.type(name);
  await page.keyboard.press('Enter');
  await expect.poll(() => cards(page).count()).toBeGreaterThan(before);
}

/** Presses a button that the keyboard has come to. */
async function press(button: Locator): Promise<void> {
  await button.focus();
  await button.press('Enter');
}

/** Chooses from a list by typing. */
async function choose(page: Page, field: string, option: string): Promise<void> {
  await press(page.getByTestId(`field-${field}`));
  await expect(page.getByRole('listbox')).toBeVisible();
  await page.keyboard.type(option);
  await page.keyboard.press('Enter');
  await expect(page.getByTestId(`field-${field}`)).toHaveText(option);
}

async function fill(page: Page, field: string, value: string): Promise<void> {
  const input = page.getByTestId(`field-${field}`);
  await input.focus();
  await page.keyboard.press('Control+A');
  await page.keyboard.type(value);
  await page.keyboard.press('Tab');
  await expect(input).toHaveValue(value);
}

test('a network from an empty stack, by keyboard alone', async ({ lab }) => {
  test.setTimeout(5 * 60_000);
  const launched = await lab.open();
  const { page, log } = launched;
  await press(page.getByTestId('nav-new'));
  await press(page.getByTestId('preset-cnn'));

  await test.step('an empty stack says so', async () => {
    for (let left = await cards(page).count(); left > 0; left -= 1) {
      await press(card(page, '0').getByRole('button', { name: 'Remove' }));
      await expect(cards(page)).toHaveCount(left - 1);
    }
    await expect(page.getByTestId('start-reason')).toContainText('at least one layer');
    await expect(page.getByTestId('start-run')).toBeDisabled();
  });

  await test.step('a stem, and a residual block around two convolutions', async () => {
    await addLayer(page, 'Conv2D');
    await expect(card(page, '0')).toHaveAttribute('data-layer-type', 'Conv2D');
    await choose(page, 'architecture-layers-0-padding', 'same');
    await addLayer(page, 'Residual');
    await expect(card(page, '1.layers.1').getByTestId('layer-shape')).toHaveText('28 × 28 × 32');
    await addLayer(page, 'SpatialDropout2D', `${STACK}.1.layers`);
    const handle = card(page, '1.layers.2').getByRole('button', { name: /^Move SpatialDropout2D/ });
    await handle.focus();
    await handle.press('Alt+ArrowUp');
    await expect(card(page, '1.layers.1')).toHaveAttribute('data-layer-type', 'SpatialDropout2D');
    await lab.screenshot(page, 'residual');
  });

  await test.step('a wrong block says which rule, and is repaired with one key', async () => {
    await fill(page, 'architecture-layers-1-layers-2-filters', '16');
    await choose(page, 'architecture-layers-1-shortcut', 'identity');
    const problem = card(page, '1').getByTestId('problem').first();
    await expect(problem.getByTestId('rule')).toHaveText('The skip fits what it is added to.');
    await expect(page.getByTestId('start-reason')).toContainText('Layer 2, Residual, skip');
    await lab.screenshot(page, 'residual-wrong');
    await press(problem.getByTestId('fix'));
    await expect(card(page, '1').getByTestId('layer-shape').first()).toHaveText('28 × 28 × 16');
  });

  await test.step('Dense without Flatten, and the end that the data wants', async () => {
    await addLayer(page, 'Dense');
    await expect(card(page, '2').getByTestId('rule')).toHaveText('Dense takes a vector.');
    await press(card(page, '2').getByTestId('fix'));
    await expect(card(page, '2')).toHaveAttribute('data-layer-type', 'Flatten');
    await expect(card(page, '3').getByTestId('rule')).toHaveText('One output for each class.');
    await press(card(page, '3').getByTestId('fix'));
    await expect(page.getByTestId('start-run')).toBeEnabled();
  });
  const whole = (await parameters(page).textContent()) ?? '';
  const count = await cards(page).count();

  await test.step('a layer is switched off, and on again', async () => {
    const power = card(page, '1').getByTestId('layer-power').first();
    await press(power);
    await expect(card(page, '1').getByTestId('layer-off')).toBeVisible();
    await expect(parameters(page)).not.toHaveText(whole);
    await lab.screenshot(page, 'switched-off');
    await press(power);
    await expect(parameters(page)).toHaveText(whole);
  });

  await test.step('cards collapse and expand', async () => {
    await press(page.getByRole('button', { name: 'Collapse all' }));
    await expect(page.getByTestId('field-architecture-layers-0-filters')).toHaveCount(0);
    await lab.screenshot(page, 'collapsed');
    await press(page.getByRole('button', { name: 'Expand all' }));
    await expect(page.getByTestId('field-architecture-layers-0-filters')).toBeVisible();
  });

  await test.step('the drawing shows each tensor, and is saved as SVG and PNG', async () => {
    await press(page.getByTestId('draw-network'));
    const drawing = page.getByTestId('network-drawing');
    await expect(drawing.getByTestId('drawn-tensor')).toHaveCount(count + 1);
    await drawing.locator('[data-ordinal="1"]').focus();
    await expect(drawing.getByTestId('drawing-words')).toContainText(
      '1 Conv2D: 28 × 28 × 1 → 28 × 28 × 32, 320 parameters',
    );
    await lab.screenshot(page, 'network-drawing');
    for (const kind of ['svg', 'png'] as const) {
      const file = path.join(lab.home, `network.${kind}`);
      const { outcome, content } = await saved(launched, file, () =>
        press(drawing.getByTestId(`drawing-${kind}`)),
      );
      expect(outcome).toBe(`completed cnn-network.${kind}`);
      // The SVG names each layer; the PNG begins as a PNG does.
      if (kind === 'svg')
        expect(content.toString()).toMatch(/<svg[^>]*>[^]*>SpatialDropout2D<\/text>/);
      else expect(content.subarray(1, 4).toString()).toBe('PNG');
    }
  });

  await test.step('the network is copied as a Keras program and as a summary', async () => {
    const clipboard = (): Promise<string> =>
      launched.app.evaluate(({ clipboard: system }) => system.readText());
    await press(page.getByTestId('copy-keras'));
    await expect.poll(clipboard).toContain('model = keras.Model(inputs, dense_1)');
    await press(page.getByTestId('copy-summary'));
    await expect.poll(clipboard).toContain(`Total params: ${whole.trim()}`);
    await lab.screenshot(page, 'copied');
  });

  await test.step('twenty edits are undone and done again', async () => {
    for (let edit = 0; edit < 20; edit += 1) {
      await press(card(page, '0').getByRole('button', { name: 'Duplicate' }).first());
      await expect(cards(page)).toHaveCount(count + edit + 1);
    }
    for (let edit = 20; edit > 0; edit -= 1) {
      await page.keyboard.press('Control+Z');
      await expect(cards(page)).toHaveCount(count + edit - 1);
    }
    await expect(parameters(page)).toHaveText(whole);
    for (let edit = 0; edit < 20; edit += 1) await page.keyboard.press('Control+Shift+Z');
    await expect(cards(page)).toHaveCount(count + 20);
    for (let edit = 0; edit < 20; edit += 1) await page.keyboard.press('Control+Z');
    await expect(cards(page)).toHaveCount(count);
  });

  await test.step('it is readable in the dark', async () => {
    await press(card(page, '0').getByTestId('layer-weights').first());
    await page.getByTestId('nav-settings').click();
    await page.getByTestId('settings-theme').getByText('Dark').click();
    await page.getByTestId('nav-new').click();
    await press(page.getByTestId('draw-network'));
    await lab.screenshot(page, 'network-drawing-dark');
    await card(page, '1').scrollIntoViewIfNeeded();
    await lab.screenshot(page, 'residual-dark');
  });

  expect(log.filter((line) => /Content.Security.Policy|pageerror|Vue warn/i.test(line))).toEqual(
    [],
  );
});
