import type { Page } from '@playwright/test';
import { expect, test } from '../helpers/labTest.ts';
import { seriousFaults } from '../helpers/seriousFaults.ts';
import { fillLab } from '../helpers/fillLab.ts';

const COUNT = 45;

async function filter(page: Page, text: string): Promise<void> {
  const field = page.getByTestId('runs-filter');
  await field.fill(text);
  await field.press('Escape');
}

async function resize(page: Page, width: number, height: number): Promise<void> {
  await page.setViewportSize({ width, height });
}

test('the table of runs: filter, arrange, group, annotate, archive, delete and undo', async ({
  lab,
}) => {
  test.setTimeout(4 * 60_000);
  fillLab(lab.home, COUNT);
  const { page, log, close } = await lab.open();
  const rows = page.getByTestId('run-row');
  const count = page.getByTestId('runs-count');
  await expect(count).toHaveText(`${COUNT} runs`);

  await test.step('a filter is completed, understood, and refused by position', async () => {
    const field = page.getByTestId('runs-filter');
    await page.locator('body').press('/');
    await expect(field).toBeFocused();
    await field.pressSequentially('batch_s');
    await expect(page.getByTestId('filter-suggestions').getByRole('option').first()).toContainText(
      'batch_size',
    );
    await expect(count).toHaveText(`${COUNT} runs`);
    await lab.screenshot(page, 'runs-completion');
    await field.press('Tab');
    await expect(field).toHaveValue('batch_size ');
    await field.pressSequentially('= 128 and model = ');
    await expect(page.getByRole('option', { name: 'rnn' })).toBeVisible();
    await page.getByRole('option', { name: 'rnn' }).click();
    await field.press('Escape');
    await expect(count).toHaveText('6 runs');
    await filter(page, 'val_accuracy > high');
    await expect(page.getByTestId('filter-problem')).toContainText(
      'Character 16: "high" is no value',
    );
    // What was found last stays until there is something to find.
    await expect(rows).toHaveCount(6);
    await filter(page, '');
    await expect(count).toHaveText(`${COUNT} runs`);
  });

  await test.step('heads sort, columns are chosen, pinned, dragged and widened', async () => {
    const head = (key: string) => page.locator(`[data-head="${key}"]`);
    await head('test_accuracy').locator('.sort').click();
    await expect(head('test_accuracy')).toHaveAttribute('aria-sort', 'descending');
    const best = Number(await rows.first().locator('[data-column="test_accuracy"]').textContent());
    const second = Number(await rows.nth(1).locator('[data-column="test_accuracy"]').textContent());
    expect(best).toBeGreaterThanOrEqual(second);
    await page.getByTestId('bring-up').click();
    await expect(head('training.batchSize')).toBeVisible();
    await page.getByTestId('choose-columns').click();
    await page.getByTestId('column-search').fill('tags');
    await page.getByTestId('column-tag').click();
    await lab.screenshot(page, 'runs-columns');
    await page.keyboard.press('Escape');
    await head('state').getByRole('button', { name: 'Column State' }).click();
    await page.getByRole('menuitem', { name: 'Pin to the left' }).click();
    await expect(head('state')).toHaveClass(/pinned/);
    await head('test_accuracy').dragTo(head('epochs_done'));
    const keys = await page
      .locator('[data-head]')
      .evaluateAll((all) => all.map((one) => one.getAttribute('data-head')));
    expect(keys.slice(0, 4)).toEqual(['name', 'state', 'test_accuracy', 'epochs_done']);
    const before = (await head('epochs_done').boundingBox())?.width ?? 0;
    const box = await head('epochs_done').locator('.handle').boundingBox();
    if (!box) throw new Error('the head has no handle');
    await page.mouse.move(box.x + 4, box.y + 4);
    await page.mouse.down();
    await page.mouse.move(box.x + 64, box.y + 4);
    await page.mouse.up();
    expect((await head('epochs_done').boundingBox())?.width).toBeCloseTo(before + 60, 0);
  });

  await test.step('the keyboard walks, selects, renames, and opens', async () => {
    const first = rows.first();
    await first.focus();
    await page.keyboard.press('ArrowDown');
    await expect(rows.nth(1)).toBeFocused();
    await page.keyboard.press(' ');
    await expect(rows.nth(1)).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.press('Escape');
    await page.keyboard.press('F2');
    await expect(page.getByTestId('rename-name')).toBeFocused();
    await page.getByTestId('rename-name').fill('the chosen one');
    await page.keyboard.press('Enter');
    await expect(rows.nth(1)).toContainText('the chosen one');
    await rows.nth(1).focus();
    await page.keyboard.press('n');
    await expect(page.getByTestId('note-text')).toBeFocused();
    await expect(page.getByTestId('note-text')).toHaveValue('');
    await page.getByTestId('note-text').fill('# Why\n\nIt is **best**. <b onclick="x()">no</b>');
    await page.getByText('Read', { exact: true }).click();
    await expect(page.getByTestId('note-shown').locator('strong')).toHaveText('best');
    await expect(page.getByTestId('note-shown').locator('b')).toHaveCount(0);
    await lab.screenshot(page, 'runs-note');
    await page.getByTestId('note-save').click();
    await expect(rows.nth(1).getByLabel('Has a note')).toBeVisible();
  });

  await test.step('several runs are tagged, starred and put into an experiment at once', async () => {
    await rows.nth(0).getByRole('checkbox').click();
    await rows
      .nth(2)
      .getByRole('checkbox')
      .click({ modifiers: ['Shift'] });
    await page.getByTestId('tag-selected').click();
    await page.getByTestId('tag-name').fill('baseline');
    await page.getByTestId('tag-add').click();
    await page.keyboard.press('Escape');
    await page.getByTestId('star-selected').click();
    await page.getByTestId('experiment-selected').click();
    await page.getByTestId('experiment-name').fill('Batch size');
    await page.getByTestId('experiment-question').fill('Does a larger batch cost accuracy?');
    await lab.screenshot(page, 'runs-experiment');
    await page.getByTestId('experiment-save').click();
    await page.getByRole('button', { name: 'Clear', exact: true }).click();
    await filter(page, 'tag = baseline and favourite and experiment = "batch size"');
    await expect(rows).toHaveCount(3);
    await expect(rows.first()).toContainText('baseline');
    await filter(page, '');
  });

  await test.step('groups over seeds show mean ± deviation, and open', async () => {
    await page.getByTestId('runs-group').click();
    await page.getByRole('option', { name: 'By seeds of a spec' }).click();
    const groups = page.getByTestId('group-row');
    await expect(groups).toHaveCount(6);
    await expect(groups.first()).toContainText('±');
    await groups.first().focus();
    await page.keyboard.press('ArrowRight');
    await expect(rows.first()).toBeVisible();
    await lab.screenshot(page, 'runs-groups');
  });

  await test.step('a view keeps it all under a name', async () => {
    await page.getByTestId('views').click();
    await page.getByRole('menuitem', { name: 'Save or delete views…' }).click();
    await page.getByTestId('view-name').fill('Seeds');
    await page.getByTestId('view-save').click();
    await page.getByTestId('views').click();
    await page.getByRole('menuitem', { name: 'All runs' }).click();
    await expect(page.getByTestId('group-row')).toHaveCount(0);
    await expect(page.locator('[data-head="training.batchSize"]')).toHaveCount(0);
    await page.getByTestId('views').click();
    await page.getByRole('menuitem', { name: 'Seeds' }).click();
    await expect(page.getByTestId('group-row')).toHaveCount(6);
    await page.getByTestId('views').click();
    await page.getByRole('menuitem', { name: 'All runs' }).click();
  });

  await test.step('archive and deletion can be taken back', async () => {
    await expect(count).toHaveText(`${COUNT} runs`);
    await rows.first().focus();
    await page.keyboard.press('Delete');
    await expect(count).toHaveText(`${COUNT - 1} runs`);
    await page.getByTestId('show-archived').click();
    await expect(count).toHaveText(`${COUNT} runs`);
    await page.getByTestId('show-archived').click();
    await page.getByTestId('undo').click();
    await expect(count).toHaveText(`${COUNT} runs`);
    await rows.first().getByRole('checkbox').click();
    await rows.nth(1).getByRole('checkbox').click();
    await page.getByTestId('delete-selected').click();
    await expect(count).toHaveText(`${COUNT - 2} runs`);
    await lab.screenshot(page, 'runs-undo');
    await page.keyboard.press('Control+z');
    await expect(count).toHaveText(`${COUNT} runs`);
    await rows.nth(4).getByRole('checkbox').click();
    await page.getByTestId('delete-selected').click();
    await expect(count).toHaveText(`${COUNT - 1} runs`);
  });

  await test.step('nothing is in anybody’s way, light and dark', async () => {
    await page.getByTestId('bring-up').click();
    expect(await seriousFaults(page)).toEqual([]);
    await expect(page.getByTestId('sparkline').first().locator('polyline')).toBeVisible();
    await resize(page, 1280, 800);
    await lab.screenshot(page, 'runs-1280');
    await resize(page, 1920, 1080);
    await lab.screenshot(page, 'runs-1920');
    await page.emulateMedia({ colorScheme: 'dark' });
    await lab.screenshot(page, 'runs-1920-dark');
    await resize(page, 1280, 800);
    await lab.screenshot(page, 'runs-1280-dark');
  });

  await test.step('the table is found as it was left', async () => {
    await filter(page, 'model = rnn');
    await expect(page.locator('[data-head="training.batchSize"]')).toBeVisible();
    await expect(rows).not.toHaveCount(0);
    // The table is kept half a second after the last change; asking for it is what a restart does.
    await expect
      .poll(() =>
        page.evaluate(async () => {
          const { lab: api } = window as unknown as {
            lab: {
              invoke(
                channel: string,
                request: object,
              ): Promise<{ value: { runsTable?: { filter: string } } }>;
            };
          };
          return (await api.invoke('settings:get', {})).value.runsTable?.filter;
        }),
      )
      .toBe('model = rnn');
    await close();
    const again = await lab.open();
    await expect(again.page.getByTestId('runs-filter')).toHaveValue('model = rnn');
    await expect(again.page.locator('[data-head="training.batchSize"]')).toBeVisible();
    await expect(again.page.getByTestId('runs-count')).toHaveText(/^1[0-9] runs$/);
  });

  expect(log.filter((line) => /Content.Security.Policy|pageerror|Vue warn/i.test(line))).toEqual(
    [],
  );
});
