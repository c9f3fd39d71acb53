import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from '../helpers/labTest.ts';
import { recordRuns } from '../helpers/recordRuns.ts';

test('a comparison is saved with its question, reopened, and exported as HTML and PDF', async ({
  lab,
}) => {
  const ids = await recordRuns(lab.home, [
    { preset: 'cnn', seed: 1, wrong: (index) => index % 10 === 0 },
    { preset: 'cnn', seed: 2, wrong: (index) => index % 11 === 0 },
    { preset: 'rnn', seed: 1, name: '<b>rnn</b>', wrong: (index) => index % 8 === 0 },
  ]);
  const first = await lab.open();
  await first.page.evaluate((runs) => (location.hash = `#/compare?runs=${runs}`), ids.join(','));
  const notes = first.page.getByTestId('comparison-notes');
  await notes.getByTestId('comparison-name').fill('Which one');
  await notes.getByTestId('comparison-question').fill('Is the <i>CNN</i> better?');
  await notes.getByTestId('comparison-conclusion').fill('It is.');
  await notes.getByTestId('save-comparison').click();
  await expect(first.page.getByText('Saved “Which one”')).toBeVisible();
  await lab.screenshot(first.page, 'comparison-notes');

  for (const format of ['html', 'pdf'] as const) {
    const file = path.join(lab.home, `report.${format}`);
    await first.app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
    }, file);
    await notes.getByTestId(`export-${format}`).click();
    await expect(first.page.getByText(`Written: ${file}`)).toBeVisible();
    const bytes = await readFile(file);
    if (format === 'pdf') {
      expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
      expect(bytes.length).toBeGreaterThan(5_000);
      continue;
    }
    const html = bytes.toString();
    expect(html).toContain('Is the &lt;i&gt;CNN&lt;/i&gt; better?');
    expect(html).not.toContain('<b>rnn</b>');
    expect(html).toMatch(/McNemar[\s\S]*Noise of the seed/);
  }
  await first.close();

  const { page } = await lab.open();
  await page.getByTestId('nav-compare').click();
  await page.getByTestId('open-comparison').click();
  await page.getByRole('menuitem', { name: 'Which one · 3 runs' }).click();
  await expect(page.getByTestId('compared-run')).toHaveCount(3);
  await expect(page.getByTestId('comparison-question')).toHaveValue('Is the <i>CNN</i> better?');
  await expect(page.getByTestId('comparison-conclusion')).toHaveValue('It is.');
});
