import type { Page } from '@playwright/test';
import { goTo, toTop } from './goTo.ts';
import type { Scene, Stage } from './scene.ts';

/** Milliseconds in which a small run has trained its first epochs, on a slow machine too. */
const TRAINING_TIMEOUT = 180_000;

async function openRun({ page, runOf }: Stage, preset: string): Promise<void> {
  await goTo(page, `/runs/${runOf(preset).id}`);
  await page.getByTestId('ece').waitFor();
  await page.locator('.run-place').evaluate((place) => place.scrollTo(0, 0));
}

async function startSmallRun(page: Page): Promise<void> {
  await goTo(page, '/new');
  await page.getByTestId('preset-cnn').click();
  for (const [field, value] of [
    ['training-epochs', '12'],
    ['training-batchSize', '64'],
    ['dataset-samples', '8000'],
  ] as const) {
    await page.getByTestId(`field-${field}`).fill(value);
    await page.getByTestId(`field-${field}`).press('Tab');
  }
  await page.getByTestId('start-run').click();
}

/** A run: while it trains and when it is done. */
export const RUN_SCENES: readonly Scene[] = [
  {
    name: 'run',
    title: 'A run',
    says: 'What one training reached, how it learned, and what it was made of.',
    show: (stage) => openRun(stage, 'cnn2'),
  },
  {
    name: 'run-rnn',
    title: 'A run’s confusion matrix',
    says: 'Which classes the model takes for which, by epoch; a cell opens its images, and precision, recall and F1 stand beside it.',
    show: async (stage) => {
      await openRun(stage, 'rnn');
      await toTop(
        stage.page.locator('.panel', { has: stage.page.getByTestId('confusion-matrix') }),
      );
    },
  },
  {
    name: 'run-machine',
    title: 'What a run took',
    says: 'Learning rate, step time, speed and memory over the run.',
    show: async (stage) => {
      await openRun(stage, 'cnn2');
      await toTop(stage.page.locator('figure', { has: stage.page.getByTestId('chart-rate') }));
    },
  },
  {
    name: 'run-mistakes',
    title: 'A run’s mistakes and calibration',
    says: 'The images it was most sure of and had wrong, and how far its confidence can be believed.',
    show: async (stage) => {
      await openRun(stage, 'cnn2');
      await toTop(stage.page.getByTestId('calibration'));
    },
  },
  {
    name: 'run-settings',
    title: 'A run’s settings and record',
    says: 'Everything the run was asked for and where it ran: settings, network, JSON, Keras code, record and log.',
    show: async (stage) => {
      await openRun(stage, 'cnn2');
      await toTop(stage.page.getByRole('tablist').nth(1));
    },
  },
  {
    name: 'run-network',
    title: 'A run’s network',
    says: 'The network in the proportions of its tensors, to be saved as SVG or PNG.',
    show: async (stage) => {
      await openRun(stage, 'cnn2');
      await stage.page.getByRole('tab', { name: 'Network' }).click();
      await toTop(stage.page.getByRole('tablist').nth(1));
    },
    leave: ({ page }) => page.getByRole('tab', { name: 'Settings' }).click(),
  },
  {
    name: 'run-inside',
    title: 'A run from inside',
    says: 'What the model makes of one image, or of a drawn one, layer by layer and from any checkpoint.',
    show: async (stage) => {
      await openRun(stage, 'cnn2');
      await stage.page.getByRole('tab', { name: 'Inside' }).click();
      await stage.page.getByTestId('layer-activations').locator('canvas').last().waitFor();
      await stage.page.getByTestId('cam-class').waitFor();
    },
    leave: ({ page }) => page.getByRole('tab', { name: 'Results' }).click(),
  },
  {
    name: 'run-live',
    title: 'A run as it trains',
    says: 'Loss, accuracy and the matrix of each epoch move as the model learns; it can be paused, stopped, and stopped after its epoch.',
    live: true,
    show: async ({ page }) => {
      await startSmallRun(page);
      await page
        .getByTestId('run-progress')
        .getByText(/epoch [6-9]/i)
        .first()
        .waitFor({ timeout: TRAINING_TIMEOUT });
    },
    leave: async ({ page }) => {
      await page.getByTestId('stop-run').click();
      await page.getByTestId('run-state').getByText('Stopped').waitFor();
    },
  },
];
