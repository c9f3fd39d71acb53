import { goTo, scrolledTo } from './goTo.ts';
import type { Scene, Stage } from './scene.ts';

async function openStudy({ page }: Stage): Promise<void> {
  await goTo(page, '/study');
  await page.getByTestId('study-matrices').getByTestId('confusion-matrix').last().waitFor();
  await page.locator('.study').evaluate((place) => place.scrollTo(0, 0));
}

async function openData({ page }: Stage): Promise<void> {
  await goTo(page, '/data');
  await page.getByTestId('sample-image').nth(79).waitFor();
  await page.locator('.data').evaluate((place) => place.scrollTo(0, 0));
}

async function openRuns({ page }: Stage): Promise<void> {
  await goTo(page, '/runs');
  await page.getByTestId('run-row').first().waitFor();
  // What is compared stays selected.
  const clear = page.getByRole('button', { name: 'Clear', exact: true });
  if (await clear.isVisible()) await clear.click();
}

/** The lab's runs. */
export const RUNS_SCENES: readonly Scene[] = [
  {
    name: 'runs',
    title: 'Runs',
    says: 'Every network that was trained, with its figures and settings, to filter, sort, tag and note.',
    show: openRuns,
  },
  {
    name: 'runs-grouped',
    title: 'Runs, grouped and selected',
    says: 'Runs of one model together with their means; several selected are compared, tagged or put away at once.',
    show: async (stage) => {
      const { page } = stage;
      await openRuns(stage);
      await page.getByTestId('runs-group').click();
      await page.getByRole('option', { name: 'By seeds of a spec' }).click();
      await page.getByTestId('group-row').first().waitFor();
      await page.getByTestId('group-row').nth(2).getByRole('button').first().click();
      const rows = page.getByTestId('run-row');
      await rows.nth(0).getByRole('checkbox').click();
      await rows.nth(1).getByRole('checkbox').click();
    },
    leave: async ({ page }) => {
      await page.keyboard.press('Escape');
      await page.getByTestId('runs-group').click();
      await page.getByRole('option', { name: 'No groups' }).click();
    },
  },
];

/** The study's place. */
export const STUDY_SCENES: readonly Scene[] = [
  {
    name: 'study',
    title: 'Study',
    says: 'The study’s three models: what it printed and wrote beside what this machine measured.',
    show: openStudy,
  },
  {
    name: 'study-claims',
    title: 'Study: the claims',
    says: 'Each claim of the study with its verdict and the numbers behind it.',
    show: scrolledTo(openStudy, 'study-claims'),
  },
  {
    name: 'study-matrices',
    title: 'Study: the matrices',
    says: 'What the three models confuse, all seeds together.',
    show: scrolledTo(openStudy, 'study-matrices'),
  },
];

/** What runs learn from. */
export const DATA_SCENES: readonly Scene[] = [
  {
    name: 'data',
    title: 'Data',
    says: 'How the labels are distributed, and forty samples of each split.',
    show: openData,
  },
  {
    name: 'data-statistics',
    title: 'Data: statistics',
    says: 'Pixels in figures, the mean image of each class, and images that are in training and test alike.',
    show: scrolledTo(openData, 'data-statistics'),
  },
  {
    name: 'data-import',
    title: 'Data: import',
    says: 'A data set of one’s own, from IDX or CSV files or folders of pictures, checked before it is kept.',
    show: async (stage) => {
      await openData(stage);
      await stage.page.getByTestId('data-import').click();
      await stage.page.getByTestId('import-dialog').waitFor();
    },
    leave: ({ page }) => page.keyboard.press('Escape'),
  },
];

/** The app itself. */
export const APP_SCENES: readonly Scene[] = [
  {
    name: 'settings',
    title: 'Settings',
    says: 'How it looks, where the lab lives, what this machine trains on.',
    show: async ({ page }) => {
      await goTo(page, '/settings');
      await page.getByTestId('settings-training').waitFor();
    },
  },
  {
    name: 'palette',
    title: 'Commands and search',
    says: 'Ctrl+K goes to any place and any run.',
    show: async (stage) => {
      await openRuns(stage);
      await stage.page.keyboard.press('Control+k');
      await stage.page.getByRole('listbox').waitFor();
    },
    leave: ({ page }) => page.keyboard.press('Escape'),
  },
  {
    name: 'shortcuts',
    title: 'Keyboard shortcuts',
    says: 'Ctrl+/ shows all keys.',
    show: async (stage) => {
      await openRuns(stage);
      await stage.page.keyboard.press('Control+/');
      await stage.page.getByRole('dialog').waitFor();
    },
    leave: ({ page }) => page.keyboard.press('Escape'),
  },
];
