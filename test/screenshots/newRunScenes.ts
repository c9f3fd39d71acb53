import type { Page } from '@playwright/test';
import { goTo, toTop } from './goTo.ts';
import type { Scene } from './scene.ts';

async function openPreset(page: Page, preset: string): Promise<void> {
  await goTo(page, '/new');
  await page.getByTestId(`preset-${preset}`).click();
  await page.getByTestId('layer-shape').last().waitFor();
}

/** New run: the library, the layers, the training. */
export const NEW_RUN_SCENES: readonly Scene[] = [
  {
    name: 'new-run',
    title: 'New run',
    says: 'A network is chosen from the library and shaped; parameters, memory and time follow as it changes.',
    show: ({ page }) => openPreset(page, 'cnn2'),
  },
  {
    name: 'new-run-layers',
    title: 'New run: the layers',
    says: 'A card a layer with its form, its shapes and its costs; dragged, duplicated, switched off, and told what is wrong.',
    show: async ({ page }) => {
      await openPreset(page, 'cnn3');
      await page.getByTestId('layer-card').nth(1).locator('.type').click();
      await toTop(page.getByTestId('undo'));
    },
    leave: ({ page }) => page.getByTestId('layer-card').nth(1).locator('.type').click(),
  },
  {
    name: 'new-run-drawing',
    title: 'New run: the drawing',
    says: 'The network in the proportions of its tensors, live.',
    show: async ({ page }) => {
      await openPreset(page, 'cnn2');
      await page.getByTestId('draw-network').click();
      await toTop(page.getByTestId('network-drawing'));
    },
    leave: ({ page }) => page.getByTestId('draw-network').click(),
  },
  {
    name: 'new-run-training',
    title: 'New run: the training',
    says: 'Optimiser, learning-rate schedule drawn as a curve, regularisation, stopping, and augmentation with a preview on real images.',
    show: async ({ page }) => {
      await openPreset(page, 'cnn3');
      await page.getByTestId('more-options').click();
      await toTop(page.getByTestId('more-options'));
      await page.getByTestId('augmentation-preview').locator('canvas').first().waitFor();
    },
    leave: ({ page }) => page.getByTestId('more-options').click(),
  },
];
