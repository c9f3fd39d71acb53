import type { Page } from '@playwright/test';
import type { LabApi } from '../../src/shared/contract/labApi.ts';
import type { RunSummary } from '../../src/shared/model/run.ts';
import type { Stage } from './scene.ts';

const STUDY = ['cnn', 'cnn2', 'rnn'];

/**
 * Reads what the lab in the window has to show.
 * @throws when it cannot be read
 */
export async function openStage(page: Page): Promise<Stage> {
  await page.getByTestId('nav-runs').waitFor();
  const answer = await page.evaluate(() =>
    (window as unknown as { readonly lab: LabApi }).lab.invoke('runs:list', {}),
  );
  if (!answer.ok) throw new Error(answer.error.message);
  const completed = answer.value.runs
    .filter(({ state }) => state === 'completed')
    .toSorted((a, b) => a.number - b.number);
  const runOf = (preset: string): RunSummary => {
    const found = completed.find(({ model }) => model === preset);
    if (found) return found;
    throw new Error(`--home: the lab has no completed run of ${preset}; reproduce makes them`);
  };
  return { page, runOf, study: completed.filter(({ model }) => STUDY.includes(model)) };
}
