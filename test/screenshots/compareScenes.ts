import { goTo, scrolledTo } from './goTo.ts';
import type { Scene, Stage } from './scene.ts';

async function openCompare({ page, study }: Stage): Promise<void> {
  await goTo(page, `/compare?runs=${study.map(({ id }) => id).join()}`);
  await page.getByTestId('agreement').waitFor();
  await page.getByTestId('verdict').first().waitFor();
  await page.locator('.compare').evaluate((place) => place.scrollTo(0, 0));
}

/** A scene with one panel of Compare at its top. */
function panel(testId: string, scene: Omit<Scene, 'show'>): Scene {
  return { ...scene, show: scrolledTo(openCompare, testId) };
}

/** Compare, from its top to its end. */
export const COMPARE_SCENES: readonly Scene[] = [
  {
    name: 'compare',
    title: 'Compare',
    says: 'Up to fifty runs beside each other, the leftmost as the baseline: their curves first.',
    show: openCompare,
  },
  panel('compare-seeds', {
    name: 'compare-verdict',
    title: 'Compare: the noise of the seed, and verdicts',
    says: 'Whether one is really better: over seeds, and for each pair by the test images that only one of them has right.',
  }),
  panel('compare-metrics', {
    name: 'compare-metrics',
    title: 'Compare: metrics and hyperparameters',
    says: 'Every figure and every setting, a column a run; only what differs, if wanted.',
  }),
  panel('compare-parallel', {
    name: 'compare-parallel',
    title: 'Compare: parallel coordinates',
    says: 'Settings and results as axes; a brush on one filters every panel of Compare.',
  }),
  panel('compare-scatter', {
    name: 'compare-scatter',
    title: 'Compare: scatter and networks',
    says: 'Any two columns against each other with their Pareto front, and the networks layer by layer.',
  }),
  panel('class-bars', {
    name: 'compare-classes',
    title: 'Compare: classes and the confusion difference',
    says: 'F1 by class, and what one model confuses more or less than another; a cell opens the images fixed and broken.',
  }),
  panel('compare-matrices', {
    name: 'compare-matrices',
    title: 'Compare: confusion matrices',
    says: 'The runs’ matrices beside each other.',
  }),
  panel('suspects', {
    name: 'compare-suspects',
    title: 'Compare: suspects and agreement',
    says: 'Test images that every model has wrong, which may be labelled wrongly, and how far the models agree.',
  }),
];
